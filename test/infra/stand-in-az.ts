/** Runs a script with a stand-in for the Azure CLI: it writes down how it was called, with the files that were handed to it, and answers what is asked of it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tmpdir } from 'node:os';
import { z } from 'zod';

/** `files`: contents of the files among the arguments. */
const callShape = z.object({ args: z.array(z.string()).readonly(), files: z.array(z.string()).readonly() });
type AzCall = z.infer<typeof callShape>;

export interface Ran {
  readonly calls: readonly AzCall[];
  readonly stdout: string;
}

/** `answers`: the first whose words are all in a call is printed. */
export async function runScript(
  script: string,
  args: readonly string[],
  answers: readonly (readonly [words: string, answer: string])[],
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-az-'));
  try {
    const log = join(folder, 'calls');
    writeFileSync(log, '');
    writeFileSync(join(folder, 'az.mjs'), STAND_IN);
    writeFileSync(join(folder, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${folder}/az.mjs" "$@"\n`);
    chmodSync(join(folder, 'az'), 0o755);
    const path = fileURLToPath(new URL(`../../infra/scripts/${script}`, import.meta.url));
    const { stdout } = await promisify(execFile)('bash', [path, ...args], {
      env: {
        ...process.env,
        PATH: `${folder}:${process.env['PATH'] ?? ''}`,
        STAND_IN_LOG: log,
        STAND_IN_ANSWERS: JSON.stringify(answers),
      },
    });
    const calls = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => callShape.parse(JSON.parse(line)));
    return { calls, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const STAND_IN = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
const args = process.argv.slice(2);
const files = args.map((arg) => arg.replace(/^@/, '')).filter((arg) => arg.startsWith('/') && existsSync(arg)).map((arg) => readFileSync(arg, 'utf8'));
appendFileSync(process.env.STAND_IN_LOG, JSON.stringify({ args, files }) + '\\n');
const answer = JSON.parse(process.env.STAND_IN_ANSWERS).find(([words]) => words.split(' ').every((word) => args.includes(word)));
process.stdout.write(answer === undefined ? '' : answer[1]);
`;
