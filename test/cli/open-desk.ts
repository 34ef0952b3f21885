/** An administrator's desk: a configuration file and a storage folder in a temporary place, a sandbox company, and the command line. */
import { createRecordingTerminal, type RecordingTerminal } from './recording-terminal.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { SMALL_COMPANY, startSmallCompany, withConnections, type SmallCompany } from '../support/small-company.ts';
import type { ExitCode } from '../../src/cli/exit-code.ts';
import { join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';

export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  readonly terminal: RecordingTerminal;
}

export interface Desk {
  readonly company: SmallCompany;
  /** Where the configuration lies; its storage is in `storage`. */
  readonly folder: string;
  readonly storage: string;
  /** Writes the configuration anew: these connections, all to the same company. */
  readonly configure: (connections: Readonly<Record<string, object>>) => void;
  /** One command line. `answer` stands for a person at the keyboard. */
  readonly run: (args: readonly string[], answer?: (question: string) => string) => Promise<Ran>;
  readonly stop: () => Promise<void>;
}

export async function openDesk(directory: 'entra' | 'okta' = 'entra'): Promise<Desk> {
  const company = await startSmallCompany();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const storage = join(folder, 'storage');
  const place = join(folder, 'rollcall.json');
  const { text, env } = sandboxConnectionFile(company.sandbox, {
    directory,
    storage: { kind: 'folder', path: storage },
    ...SMALL_COMPANY,
    env: { ROLLCALL_CONFIG: place },
  });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const configure: Desk['configure'] = (connections) => {
    writeFileSync(place, withConnections(text, connections));
  };
  configure({ harborpine: {} });
  return {
    company,
    folder,
    storage,
    configure,
    run: async (args, answer) => {
      const terminal = createRecordingTerminal(answer);
      const code = await runProgram(args, terminal);
      return { code, out: terminal.out(), err: terminal.err(), terminal };
    },
    stop: async () => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
      await company.sandbox.stop();
    },
  };
}
