/** The pages as an administrator finds them: `rollcall serve` over the reports of real runs against the sandbox's firm, among them one on a day on which a feed went wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { composeConnection } from '../../../src/runtime/compose/compose.ts';
import { createLineLogger } from '../line-logger.ts';
import { createMspWorld } from '../../../src/sandbox/msp/world.ts';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config/load.ts';
import { openStorage } from '../../../src/runtime/compose/open-storage.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { sandboxConnectionFile } from '../../../src/sandbox/connection-file.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { QUIET_TIMERS, startServeApp, type ServeApp } from './serve-app.ts';
import { tmpdir } from 'node:os';

export interface PageDesk {
  readonly app: ServeApp;
  readonly connection: string;
  /** A plan, what was applied of it, and the bad day; oldest first. */
  readonly reports: readonly [RunReport, RunReport, RunReport];
  /** The address of a page, with the key. */
  readonly page: (path: string, query?: Readonly<Record<string, string>>) => string;
  readonly stop: () => Promise<void>;
}

/** So many are disabled at once. */
const BAD_FEED = 9;

export async function openPageDesk(): Promise<PageDesk> {
  const today = new Date().toISOString().slice(0, 10);
  const [sandbox, azurite] = await Promise.all([startSandbox({ world: createMspWorld({ today }) }), startAzurite()]);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const place = join(folder, 'rollcall.json');
  const { text, env } = sandboxConnectionFile(sandbox, {
    directory: 'entra',
    storage: { kind: 'connection-string', connectionString: { env: 'AzureWebJobsStorage' } },
    env: {
      AzureWebJobsStorage: azurite.connectionString,
      ROLLCALL_CONFIG: place,
      ...QUIET_TIMERS,
    },
  });
  writeFileSync(place, text);
  const config = loadConfig(text, place, env);
  const [connection] = config.connections;
  if (connection === undefined) throw new RangeError('The desk needs a connection');
  const storage = await openStorage(config.storage);
  await storage.store.prepare();
  const run = async (apply: boolean): Promise<RunReport> => {
    const progress = { phase: () => undefined, done: () => undefined };
    const ports = await composeConnection(connection, storage, { logger: createLineLogger([]), progress });
    const result = await runConnection(ports, {
      trigger: { kind: 'command-line', by: 'dana <script>' },
      apply,
      deadline: null,
    });
    if (result.kind !== 'finished') throw new RangeError(`The desk's run is ${result.kind}`);
    return result.report;
  };
  const planned = await run(false);
  const applied = await run(true);
  const enabled = [...sandbox.world.people.values()].filter(({ state }) => state === 'enabled');
  for (const person of enabled.slice(0, BAD_FEED)) person.state = 'disabled';
  const held = await run(true);
  const app = await startServeApp({ env });
  return {
    app,
    connection: connection.name,
    reports: [planned, applied, held],
    page: (path, query = {}) =>
      `${app.url}/api/app${path}?${new URLSearchParams({ ...query, code: app.keys.function }).toString()}`,
    stop: async () => {
      await app.kill();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all([sandbox.stop(), azurite.stop()]);
    },
  };
}
