/** A company with `rollcall serve` before it: what happens in its directory is delivered to the functions, and what they make of it is read from their own routes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, vi } from 'vitest';
import { QueueServiceClient } from '@azure/storage-queue';
import { z } from 'zod';
import { reportShape } from '../../../src/adapters/records/runs/report-shape.ts';
import { WORK_QUEUES } from '../../../src/adapters/azure/queue/queue-names.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import type { SandboxOptions } from '../../../src/sandbox/context.ts';
import type { WorldPerson } from '../../../src/sandbox/world.ts';
import { QUIET_TIMERS, startServeApp, type LogLine, type ServeApp } from '../../support/served/serve-app.ts';
import { openCompany, type Change, type Company, type DirectoryKind } from '../company.ts';
import {
  createEntraTeller,
  createOktaTeller,
  EVENT_SECRET,
  makeHappen,
  type Happening,
  type Teller,
} from './happenings.ts';

export interface HostedCompany extends Company {
  readonly teller: Teller;
  /** The process that runs now. */
  readonly app: () => ServeApp;
  /**
   * Starts the process, or another one after the first was killed; the directory delivers to it from then on. `settleSeconds`: by default 2, as long as two clocks
   * may differ, so that a run has surely seen its own event.
   */
  readonly start: (options?: { readonly settleSeconds?: number }) => Promise<void>;
  /** Lays this over the connection, as somebody does who edits the configuration while the process runs. */
  readonly reconfigure: (connection: Readonly<Record<string, unknown>>) => void;
  /** Where the configuration lies. */
  readonly place: string;
  readonly env: Readonly<Record<string, string>>;
  /** Something happens to all of them and is told in one delivery, which is taken in. */
  readonly happens: (what: Happening, ...people: readonly WorldPerson[]) => Promise<void>;
  /** Runs a timer's function now; resolves when it has ended well. */
  readonly byHand: (name: string) => Promise<void>;
  /** Waits until nothing waits in any queue; the runs since the last call, oldest first, as their reports say. */
  readonly settled: () => Promise<readonly RunReport[]>;
  /** The next line from now on with this message, from the host or from a function. */
  readonly says: (message: string) => Promise<LogLine>;
  /** How many lines had this message so far. */
  readonly said: (message: string) => number;
  /** Messages of a queue that somebody could take now. */
  readonly visible: (queue: string) => Promise<number>;
  readonly get: (
    path: string,
  ) => Promise<{ readonly status: number; readonly body: unknown; readonly headers: Headers }>;
}

const POLLING = { timeout: 60_000, interval: 50 };
const runsShape = z.object({ runs: z.array(z.object({ run: z.string() })) });
/** Each before those to which its work may go: a look at the subscriptions asks for a run before it ends, and a run that takes its time goes on among the slow. */
const IN_ORDER = [WORK_QUEUES.subscriptions, WORK_QUEUES.person, WORK_QUEUES.run, WORK_QUEUES.slow];

/** How long a directory waits for its webhook decides nothing here: a cold process on a busy machine is slow. */
const PATIENT = {
  hookTimeoutMs: 60_000,
  quirks: { webhookLimitsMs: { handshake: 60_000, delivery: 60_000 } },
} satisfies Partial<SandboxOptions>;

export interface HostedOptions extends Pick<Change, 'connection'> {
  /** The sandbox's clock. */
  readonly now?: () => Date;
  /** The storage account by another way, for the functions alone; their host has its own. */
  readonly through?: (connectionString: string) => Promise<string>;
}

/** Nothing is started yet. */
export async function openHostedCompany(
  directory: DirectoryKind,
  { connection = {}, now, through }: HostedOptions = {},
): Promise<HostedCompany> {
  const company = await openCompany(directory, 'blobs', { ...PATIENT, ...(now !== undefined && { now }) });
  const teller = directory === 'okta' ? await createOktaTeller(company) : createEntraTeller(company);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-events-'));
  const place = join(folder, 'rollcall.json');
  await company.storage.queue?.prepare();
  const queues = QueueServiceClient.fromConnectionString(company.connectionString);
  const storage = await through?.(company.connectionString);
  let laidOver = connection;
  let told = { address: '', settleSeconds: 2 };
  const configured = () => {
    const { address, settleSeconds } = told;
    return company.file({
      connection: laidOver,
      events: { ...teller.configuredEvents(address), settleSeconds },
      env: { EVENT_SECRET, ROLLCALL_CONFIG: place, ...(storage !== undefined && { SANDBOX_STORAGE: storage }) },
    });
  };
  const seen = new Set<string>();
  let running: ServeApp | undefined;
  const app = (): ServeApp => {
    if (running === undefined) throw new Error('The company has not started its functions');
    return running;
  };
  const get: HostedCompany['get'] = async (path) => {
    const { status, headers, ...answer } = await app().call(path).then(read);
    return { status, headers, body: answer.body };
  };
  const countWaiting = async (): Promise<number> => {
    let count = 0;
    for (const queue of IN_ORDER)
      count += (await queues.getQueueClient(queue).getProperties()).approximateMessagesCount ?? 0;
    return count;
  };
  const newReports = async (): Promise<readonly RunReport[]> => {
    const { runs } = runsShape.parse((await get('/api/connections/harborpine/runs?limit=200')).body);
    const fresh = runs.map(({ run }) => run).filter((run) => !seen.has(run));
    for (const run of fresh) seen.add(run);
    const files = fresh.toReversed().map((run) => get(`/api/connections/harborpine/runs/${run}/report.json`));
    return (await Promise.all(files)).map(({ body }) => reportShape.parse(body));
  };

  return {
    ...company,
    teller,
    app,
    place,
    env: configured().env,
    async start({ settleSeconds = 2 } = {}) {
      running = await startServeApp({
        env: {
          ...configured().env,
          AzureWebJobsStorage: company.connectionString,
          ...QUIET_TIMERS,
          // What failed is tried again at once, what found the connection busy a second later, and what a killed process had in hand after two.
          AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
          AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.200',
          ROLLCALL_COME_BACK_SECONDS: '1',
          ROLLCALL_MESSAGE_LEASE_SECONDS: '2',
        },
      });
      const address = `${running.url}${teller.path}`;
      told = { address, settleSeconds };
      writeFileSync(place, configured().text);
      teller.moved(address);
    },
    reconfigure(change) {
      laidOver = { ...laidOver, ...change };
      writeFileSync(place, configured().text);
    },
    async happens(what, ...people) {
      for (const person of people) makeHappen(what, person, company.group());
      const statuses = await teller.tell(what, people);
      expect(statuses.map((status) => status !== null && status < 300)).toEqual(statuses.map(() => true));
    },
    async byHand(name) {
      const ended = next(app(), (line) => line['function'] === name && /^invocation (?!started)/.test(line.message));
      expect((await app().runByHand(name)).status).toBe(202);
      expect((await ended).message).toBe('invocation succeeded');
    },
    async settled() {
      await vi.waitFor(async () => {
        expect(await countWaiting()).toBe(0);
      }, POLLING);
      return newReports();
    },
    says: (message) => next(app(), (line) => messageOf(line) === message),
    said: (message) => app().log.filter((line) => messageOf(line) === message).length,
    visible: async (queue) => {
      const { peekedMessageItems } = await queues.getQueueClient(queue).peekMessages({ numberOfMessages: 32 });
      return peekedMessageItems.length;
    },
    get,
    async stop() {
      await running?.kill();
      await teller.stop();
      await company.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first line that fits and is not in the log yet. */
function next(app: ServeApp, fits: (line: LogLine) => boolean): Promise<LogLine> {
  const old = new Set(app.log);
  return app.logged((line) => !old.has(line) && fits(line));
}

const ownLine = z.looseObject({ message: z.string() });

/** A function's own line is JSON within the host's. */
function messageOf({ message }: LogLine): string {
  return message.startsWith('{') ? ownLine.parse(JSON.parse(message)).message : message;
}

async function read(
  answer: Response,
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const text = await answer.text();
  const json = answer.headers.get('Content-Type')?.includes('json') === true && text !== '';
  return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
}
