/** A run of a company in which everything is in order: for the bench, and for counting requests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConnection } from '../../src/app/run/run.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { RunReport } from '../../src/domain/run.ts';
import { composeConnection } from '../../src/runtime/compose.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { openStorage } from '../../src/runtime/open-storage.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import type { Sandbox } from '../../src/sandbox/context.ts';
import { steadyProfiles } from '../../src/sandbox/msp/steady-world.ts';

export interface SteadyRun {
  readonly once: () => Promise<RunReport>;
  readonly stop: () => Promise<void>;
}

/** `urls`: of a sandbox that plays `createSteadyWorld` with as many groups. Reports go to a folder that is removed at the end. */
export async function openSteadyRun(
  urls: Sandbox['urls'],
  options: { readonly directory: 'entra' | 'okta'; readonly groups: number },
): Promise<SteadyRun> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-steady-'));
  const file = sandboxConnectionFile(
    { urls },
    {
      directory: options.directory,
      storage: { kind: 'folder', path: folder },
      profiles: steadyProfiles(options.groups),
      connection: { seats: {}, guards: {}, protected: [] },
    },
  );
  const config = loadConfig(file.text, 'the steady company', file.env);
  const [connection] = config.connections;
  if (connection === undefined) throw new Error('The steady company needs its connection');
  const storage = await openStorage(config.storage);
  await storage.store.prepare();
  const surroundings = {
    logger: createLogger(() => undefined, 'error'),
    progress: { phase: () => undefined, done: () => undefined },
  };
  return {
    once: async () => {
      const result = await runConnection(await composeConnection(connection, storage, surroundings), {
        trigger: { kind: 'command-line', by: 'bench' },
        apply: false,
        deadline: null,
      });
      if (result.kind === 'busy') throw new Error('Nobody else runs here');
      return result.report;
    },
    stop: () => rm(folder, { recursive: true }),
  };
}
