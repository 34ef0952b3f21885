/**
 * What a cold start of a run loads: every declared package at once, as a naive program would, against what the first run over each directory really asks for. Each
 * in a fresh process, from the compiled files; sandbox and Azurite are in this one.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { createSteadyWorld, steadyProfiles } from '../../src/sandbox/msp/steady/steady-world.ts';
import { openConnection } from '../support/open-connection.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import { startAzurite } from '../../src/sandbox/azurite.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROUNDS = 3;
const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

/** Packages that have no entry of their own name. */
const ENTRIES: Readonly<Record<string, string>> = { 'write-excel-file': 'write-excel-file/node' };

const figuresShape = z.object({
  ms: z.number(),
  againMs: z.number().optional(),
  files: z.number(),
  packages: z.number(),
});
type Figures = z.infer<typeof figuresShape>;

/** Counts what is loaded, and knows from which packages. */
const COUNTING = `
import { registerHooks } from 'node:module';
const urls = new Set();
registerHooks({ load: (url, context, next) => (url.startsWith('file:') && urls.add(url), next(url, context)) });
const count = () => ({
  files: urls.size,
  packages: new Set([...urls].flatMap((url) => /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1] ?? [])).size,
});
`;

function importing(specifiers: readonly string[]): string {
  return `${COUNTING}
const started = performance.now();
for (const specifier of ${JSON.stringify(specifiers)}) await import(specifier);
console.log(JSON.stringify({ ms: performance.now() - started, ...count() }));
process.exit();`;
}

/** The queue function itself, twice. */
const RUNNING = `${COUNTING}
const quiet = () => undefined;
const context = { functionName: 'sync-connection', invocationId: 'bench', debug: quiet, info: quiet, warn: quiet, error: quiet };
const once = async () => {
  const started = performance.now();
  const { onSyncConnection } = await import(${JSON.stringify(join(ROOT, 'dist/src/runtime/handlers.js'))});
  await onSyncConnection({ version: 1, connection: 'harborpine' }, context);
  return performance.now() - started;
};
const ms = await once();
const counted = count();
console.log(JSON.stringify({ ms, againMs: await once(), ...counted }));
process.exit();`;

/** `npm run build` has to have been run. */
export async function coldStart(print: (line?: string) => void): Promise<void> {
  print();
  print(`What a cold start loads, best of ${ROUNDS} fresh processes each`);
  print('                                       files  packages  first time  second time');
  const row = (what: string, { ms, againMs, files, packages }: Figures): void => {
    print(
      `  ${what.padEnd(35)} ${String(files).padStart(6)}  ${String(packages).padStart(8)}  ${`${ms.toFixed(0)} ms`.padStart(10)}  ${againMs === undefined ? '' : `${againMs.toFixed(0)} ms`.padStart(11)}`.trimEnd(),
    );
  };
  // The library of the functions asks for a module that only the host has.
  const declared = Object.keys(dependencies)
    .filter((name) => name !== '@azure/functions')
    .map((name) => ENTRIES[name] ?? name);
  row('importing every declared package', await best(importing(declared)));
  for (const directory of ['entra', 'okta'] as const) row(`a run over ${directory}`, await firstRun(directory));
  row('beside it, to act by identity', await best(importing(['@azure/identity'])));
}

async function firstRun(directory: 'entra' | 'okta'): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-cold-'));
  const [sandbox, azurite] = await Promise.all([
    startSandbox({ world: createSteadyWorld({ people: 50, groups: 1, lastLogin: new Date().toISOString() }) }),
    startAzurite(),
  ]);
  try {
    const file = sandboxConnectionFile(sandbox, {
      directory,
      storage: { kind: 'connection-string', connectionString: { env: 'SANDBOX_STORAGE' } },
      profiles: steadyProfiles(1),
      connection: { seats: {}, guards: {}, protected: [] },
      env: { SANDBOX_STORAGE: azurite.connectionString },
    });
    await openConnection(file);
    const place = join(folder, 'rollcall.json');
    await writeFile(place, file.text);
    return await best(RUNNING, { ...file.env, ROLLCALL_CONFIG: place });
  } finally {
    await Promise.all([sandbox.stop(), azurite.stop(), rm(folder, { recursive: true })]);
  }
}

/** Of several rounds the one with the least time. */
async function best(script: string, env: Readonly<Record<string, string>> = {}): Promise<Figures> {
  const rounds: Figures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--no-warnings', '--eval', script], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    rounds.push(figuresShape.parse(JSON.parse(stdout)));
  }
  const [least] = rounds.toSorted((left, right) => left.ms - right.ms);
  if (least === undefined) throw new Error('At least one round');
  return least;
}
