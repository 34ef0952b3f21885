/** The function app as the host would call it: its handlers, a configuration file named by ROLLCALL_CONFIG, a sandbox company, and Azurite for storage. */
import { HttpRequest, HttpResponse, InvocationContext } from '@azure/functions';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  onHealth,
  onHourlySync,
  onKeepEntraSubscriptions,
  onRenewEntraSubscriptions,
  onReports,
  onSendMessages,
  onSyncConnection,
  onSyncSlowConnection,
} from '../../../src/runtime/handlers.ts';
import { SMALL_COMPANY, startSmallCompany, withConnections, type SmallCompany } from '../../support/small-company.ts';
import { join } from 'node:path';
import { openStorage, type OpenStorage } from '../../../src/runtime/compose/open-storage.ts';
import { readConfig } from '../../../src/runtime/read-config.ts';
import { sandboxConnectionFile } from '../../../src/sandbox/connection-file.ts';
import { startAzurite, type Azurite } from '../../../src/sandbox/azurite.ts';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';

export interface App {
  readonly company: SmallCompany;
  readonly azurite: Azurite;
  /** Path of the configuration file. */
  readonly place: string;
  /** Everything logged since the last clear, as `level line`. */
  readonly log: string[];
  /** Writes the configuration anew: these connections, all to the same company. */
  readonly configure: (connections: Readonly<Record<string, object>>, file?: object) => void;
  /** Any text as the configuration. */
  readonly write: (text: string) => void;
  readonly storage: () => Promise<OpenStorage>;
  readonly hourlySync: () => Promise<void>;
  readonly syncConnection: (message: unknown) => Promise<void>;
  readonly syncSlowConnection: (message: unknown) => Promise<void>;
  readonly renewSubscriptions: () => Promise<void>;
  readonly keepSubscriptions: (message: unknown) => Promise<void>;
  readonly sendMessages: () => Promise<void>;
  /** `connections/{connection}/runs/{run?}/{file?}` with a query. */
  readonly reports: (path: string) => Promise<Answer>;
  readonly health: () => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The body as JSON. */
  readonly json: () => unknown;
}

/** A PSA of another company at the same host, with the same keys. */
export const OTHER_COMPANY = {
  companyId: 'elsewhere',
  publicKey: { env: 'SANDBOX_CW_PUBLIC_KEY' },
  privateKey: { env: 'SANDBOX_CW_PRIVATE_KEY' },
  clientId: { env: 'SANDBOX_CW_CLIENT_ID' },
};

export async function openApp(): Promise<App> {
  const [company, azurite] = await Promise.all([startSmallCompany(), startAzurite()]);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const place = join(folder, 'rollcall.json');
  const { text, env } = sandboxConnectionFile(company.sandbox, {
    directory: 'entra',
    storage: { kind: 'connection-string', connectionString: { env: 'SANDBOX_STORAGE' } },
    ...SMALL_COMPANY,
    env: { SANDBOX_STORAGE: azurite.connectionString, ROLLCALL_CONFIG: place },
  });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const log: string[] = [];
  const context = (functionName: string): InvocationContext =>
    new InvocationContext({
      functionName,
      invocationId: 'test-invocation',
      logHandler: (level, ...args) => {
        log.push(`${level} ${args.map(String).join(' ')}`);
      },
    });
  const write = (content: string): void => {
    writeFileSync(place, content);
  };
  const configure: App['configure'] = (connections, more = {}) => {
    write(withConnections(text, connections, more));
  };
  configure({ harborpine: {} });
  const storage = async () => openStorage((await readConfig()).storage);
  const { store, queue } = await storage();
  await store.prepare();
  await queue?.prepare();
  return {
    company,
    azurite,
    place,
    log,
    configure,
    write,
    storage,
    hourlySync: () => onHourlySync(TIMER, context('hourly-sync')),
    syncConnection: (message) => onSyncConnection(message, context('sync-connection')),
    syncSlowConnection: (message) => onSyncSlowConnection(message, context('sync-slow-connection')),
    renewSubscriptions: () => onRenewEntraSubscriptions(TIMER, context('renew-entra-subscriptions')),
    keepSubscriptions: (message) => onKeepEntraSubscriptions(message, context('keep-entra-subscriptions')),
    sendMessages: () => onSendMessages(TIMER, context('send-messages')),
    reports: async (path) => answerOf(await onReports(requestOf(path), context('reports'))),
    health: async () =>
      answerOf(
        await onHealth(new HttpRequest({ url: 'https://app.example/api/health', method: 'GET' }), context('health')),
      ),
    stop: async () => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all([company.sandbox.stop(), azurite.stop()]);
    },
  };
}

const DUE = { last: '2026-11-23T10:00:00Z', next: '2026-11-23T11:00:00Z', lastUpdated: '2026-11-23T10:00:00Z' };
const TIMER = { isPastDue: false, schedule: { adjustForDST: false }, scheduleStatus: DUE };

/** As the host fills the route: percent signs decoded, missing parts absent. */
function requestOf(path: string): HttpRequest {
  const url = new URL(`https://app.example/api/connections/${path}`);
  const [connection, , run, file] = path.replace(/\?.*$/, '').split('/').map(decodeURIComponent);
  const params = Object.fromEntries(
    Object.entries({ connection, run, file }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return new HttpRequest({
    url: url.href,
    method: 'GET',
    params,
    query: Object.fromEntries(url.searchParams),
  });
}

/** Through the library's own response, which is what the host sends. */
async function answerOf(init: ConstructorParameters<typeof HttpResponse>[0]): Promise<Answer> {
  const response = new HttpResponse(init);
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    headers: new Headers([...response.headers]),
    bytes,
    json: (): unknown => JSON.parse(bytes.toString('utf8')),
  };
}
