/** A company whose directory tells of its changes: the sandbox and Azurite here, and `rollcall serve` with the webhooks in a process beside it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionPorts } from '../../../src/app/connection-ports.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { composeConnection } from '../../../src/runtime/compose/compose.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { openStorage, type OpenStorage } from '../../../src/runtime/compose/open-storage.ts';
import { startAzurite, type Azurite } from '../../../src/sandbox/azurite.ts';
import { sandboxConnectionFile } from '../../../src/sandbox/connection-file.ts';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { createSteadyWorld, steadyProfiles } from '../../../src/sandbox/msp/steady/steady-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { QUIET_TIMERS, startServeApp, type LogLine, type ServeApp } from '../served/serve-app.ts';

/** The connection of a sandbox's configuration. */
export const COMPANY = connectionName('harborpine');
export const HOOK_HEADER = 'X-Rollcall-Secret';
export const HOOK_SECRET = 'the-secret-of-the-webhook-4711';

const GROUPS = 3;

export interface EventCompanyOptions {
  readonly directory: 'okta' | 'entra';
  /** All of them members in perfect order, in three groups. */
  readonly people: number;
  readonly settleSeconds: number;
  /** Further variables of the process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the sandbox keeps what was sent and answered; default: it does not. */
  readonly recordBodies?: boolean;
  /** What the process uses in the place of the account's own connection string. */
  readonly through?: (azurite: Azurite) => string | Promise<string>;
}

export interface EventCompany {
  readonly directory: 'okta' | 'entra';
  readonly sandbox: Sandbox;
  readonly azurite: Azurite;
  readonly storage: OpenStorage;
  /** The connection, opened in this process. */
  readonly ports: () => Promise<ConnectionPorts>;
  /** All that nobody may read in the log. */
  readonly secrets: readonly string[];
  /** Where the directory delivers to. */
  readonly hookUrl: string;
  /** The one that runs now. */
  readonly app: () => ServeApp;
  /** What all of them logged, in order. */
  readonly log: () => readonly LogLine[];
  /** A run over everybody that was asked for just now; with Entra ID it follows from the subscriptions being made. Resolves when it is over. */
  readonly firstRun: () => Promise<void>;
  /** Kills the process and starts another one, at the same address. */
  readonly killAndRestart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function openEventCompany({
  directory,
  people,
  settleSeconds,
  env: more,
  recordBodies = false,
  through = ({ connectionString }) => connectionString,
}: EventCompanyOptions): Promise<EventCompany> {
  const [sandbox, azurite] = await Promise.all([
    startSandbox({
      world: createSteadyWorld({ people, groups: GROUPS, lastLogin: new Date().toISOString() }),
      recordBodies,
    }),
    startAzurite(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-events-'));
  const place = join(folder, 'rollcall.json');
  const fileFor = (hookUrl: string) =>
    sandboxConnectionFile(sandbox, {
      directory,
      storage: { kind: 'connection-string', connectionString: { env: 'AzureWebJobsStorage' } },
      profiles: steadyProfiles(GROUPS),
      connection: { mode: 'full', seats: {}, protected: [], guards: { limits: WITHOUT_LIMITS } },
      events: {
        settleSeconds,
        secrets: [{ env: 'HOOK_SECRET' }],
        ...(directory === 'okta' ? { header: HOOK_HEADER } : { notificationUrl: hookUrl }),
      },
      env: {
        AzureWebJobsStorage: azurite.connectionString,
        HOOK_SECRET,
        ROLLCALL_CONFIG: place,
        ...QUIET_TIMERS,
        ...more,
      },
    });
  const { env } = fileFor('http://127.0.0.1/');
  const processEnv = { ...env, AzureWebJobsStorage: await through(azurite) };
  let app = await startServeApp({ env: processEnv });
  const ended: LogLine[] = [];
  const hookUrl = `${app.url}/api/webhooks/${directory}/${COMPANY}`;
  const { text } = fileFor(hookUrl);
  writeFileSync(place, text);
  const config = loadConfig(text, place, env);
  const [connection] = config.connections;
  if (connection === undefined) throw new Error('The company has a connection');
  const storage = await openStorage(config.storage);
  await Promise.all([storage.store.prepare(), storage.queue?.prepare()]);

  return {
    directory,
    sandbox,
    azurite,
    storage,
    ports: () => composeConnection(connection, storage, UNWATCHED),
    secrets: [
      ...Object.entries(env).flatMap(([name, value]) => (/^(?:SANDBOX_|HOOK_)/.test(name) ? [value] : [])),
      /AccountKey=([^;]+)/.exec(azurite.connectionString)?.[1] ?? azurite.connectionString,
    ],
    hookUrl,
    app: () => app,
    log: () => [...ended, ...app.log],
    firstRun: async () => {
      const name = directory === 'okta' ? 'hourly-sync' : 'renew-entra-subscriptions';
      const asked = await app.runByHand(name);
      if (asked.status !== 202) throw new Error(`${name} could not be run by hand: ${asked.status}`);
      await app.logged((line) => line['function'] === 'sync-connection' && line.message === 'invocation succeeded');
    },
    killAndRestart: async () => {
      await app.kill();
      ended.push(...app.log);
      app = await startServeApp({ env: processEnv, port: Number(new URL(hookUrl).port) });
    },
    stop: async () => {
      await app.kill();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all([sandbox.stop(), azurite.stop()]);
    },
  };
}

const UNWATCHED = {
  logger: createLogger(() => undefined, 'error'),
  progress: { phase: () => undefined, done: () => undefined },
};
const EVERYTHING = { count: 1_000_000, percent: 100 };
const WITHOUT_LIMITS = Object.fromEntries(
  ['deactivate', 'reactivate', 'create', 'role-change', 'other-change'].map((kind) => [
    kind,
    { perRun: EVERYTHING, perDay: EVERYTHING },
  ]),
);
