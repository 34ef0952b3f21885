/** An empty folder for the two files, a sandbox company, and init run there. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRecordingTerminal, type RecordingTerminal } from '../recording-terminal.ts';
import type { ExitCode } from '../../../src/cli/exit-code.ts';
import { init } from '../../../src/cli/commands/init.ts';
import type { InitOptions } from '../../../src/cli/init/places.ts';
import { join } from 'node:path';
import type { Questions } from '../../../src/cli/init/ask/questions.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { startSmallCompany, type SmallCompany } from '../../support/small-company.ts';
import { tmpdir } from 'node:os';

export interface InitDesk {
  readonly company: SmallCompany;
  readonly folder: string;
  readonly config: string;
  readonly settings: string;
  readonly storage: string;
  /** Answers for the company, with what is to be different in the connection. */
  readonly answers: (over?: object, file?: object) => object;
  readonly write: (place: string, content: string | object) => void;
  /** What is in a file; undefined: there is none. */
  readonly read: (place: string) => string | undefined;
  readonly clear: () => void;
  /** One command line; the two places are added. */
  readonly run: (
    args: readonly string[],
  ) => Promise<{ readonly code: ExitCode; readonly out: string; readonly err: string }>;
  /** With somebody to ask. */
  readonly ask: (
    questions: Questions,
    options?: InitOptions,
  ) => { readonly code: Promise<ExitCode>; readonly terminal: RecordingTerminal };
  readonly stop: () => Promise<void>;
}

export async function openInitDesk(): Promise<InitDesk> {
  const company = await startSmallCompany();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-init-'));
  const config = join(folder, 'rollcall.json');
  const settings = join(folder, 'local.settings.json');
  const storage = join(folder, 'storage');
  const { psa, graphToken, graphTenantId } = SANDBOX_CREDENTIALS;
  const places = ['--config', config, '--settings', settings];
  return {
    company,
    folder,
    config,
    settings,
    storage,
    answers: (over = {}, file = {}) => ({
      storage: { kind: 'folder', path: storage },
      connection: {
        name: 'harborpine',
        directory: {
          kind: 'entra',
          tenantId: graphTenantId,
          graphUrl: company.sandbox.urls.graph,
          credential: { kind: 'fixed-token', token: graphToken },
        },
        psa: { site: company.sandbox.urls.psa, ...psa },
        profiles: [
          {
            name: 'technicians',
            groups: ['PSA Technicians'],
            licenseClass: 'F',
            securityRole: 'Technician',
            memberTemplate: 'New technician',
          },
        ],
        ...over,
      },
      ...file,
    }),
    write: (place, content) => {
      writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content));
    },
    read: (place) => (existsSync(place) ? readFileSync(place, 'utf8') : undefined),
    clear: () => {
      for (const place of [config, settings, storage]) rmSync(place, { recursive: true, force: true });
      company.sandbox.clearTraffic();
    },
    run: async (args) => {
      const terminal = createRecordingTerminal();
      const code = await runProgram([...args, ...places], terminal);
      return { code, out: terminal.out(), err: terminal.err() };
    },
    ask: (questions, options = {}) => {
      const terminal = createRecordingTerminal(() => '');
      const code = init({ config, settings, ...options }, terminal, { questions: async () => questions });
      return { code, terminal };
    },
    stop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await company.sandbox.stop();
    },
  };
}
