/** A run of a company in which everything is in order: for the bench, and for counting requests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConnection } from '../../src/app/run/run.ts';
import type { RunReport } from '../../src/domain/runs/run.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import type { Sandbox } from '../../src/sandbox/context.ts';
import { openConnection } from '../support/open-connection.ts';
import { steadyProfiles } from '../../src/sandbox/msp/steady/steady-world.ts';

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
  const ports = await openConnection(file);
  return {
    once: async () => {
      const result = await runConnection(await ports(), {
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
