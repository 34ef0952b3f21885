/** The terminal: where words go, who can be asked, when there is colour and a spinner. */
import { describe, expect, test } from 'vitest';
import { createTerminal } from '../../src/cli/terminal.ts';
import { execFile } from 'node:child_process';
import { explainFault } from '../../src/cli/explain-fault.ts';
import { InvariantError, RefusedError, RemoteError } from '../../src/errors.ts';
import { PassThrough } from 'node:stream';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

/** Streams as a process has them, connected to a screen or to a pipe. */
function streams({ tty }: { readonly tty: boolean }) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => {
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => {
      written[name] += chunk.toString('utf8');
    });
    return Object.assign(stream, { isTTY: tty, columns: 72, fd: name === 'stdout' ? 1 : 2 });
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: tty, fd: 0 });
  return { stdin, stdout: output('stdout'), stderr: output('stderr'), written };
}

describe('in a pipe', () => {
  test('results go to stdout as they are, notes to stderr with a line break', async () => {
    const process = streams({ tty: false });
    const terminal = await createTerminal(process);

    terminal.print('{"a":1}');
    terminal.say('A note.');

    expect(process.written).toEqual({ stdout: '{"a":1}', stderr: 'A note.\n' });
  });

  test('the spinner is silent, nobody can be asked, nothing is coloured', async () => {
    const process = streams({ tty: false });
    const terminal = await createTerminal(process);

    terminal.progress.phase('Reading');
    terminal.progress.done();

    expect(process.written).toEqual({ stdout: '', stderr: '' });
    expect(terminal.interactive).toBe(false);
    expect(terminal.paint.red('x')).toBe('x');
    expect(terminal.width).toBe(100);
  });
});

describe('on a screen', () => {
  test('the width is the screen’s, and a person can be asked', async () => {
    const terminal = await createTerminal(streams({ tty: true }));

    expect(terminal.width).toBe(72);
    expect(terminal.interactive).toBe(true);
  });

  test('a screen that does not know its width gets that of a page', async () => {
    const process = streams({ tty: true });
    process.stdout.columns = 0;

    expect((await createTerminal(process)).width).toBe(100);
  });

  test('a question goes to stderr and the answer is the next line', async () => {
    const process = streams({ tty: true });
    const terminal = await createTerminal(process);

    const answer = terminal.ask('Do it? ');
    process.stdin.write('yes\nmore\n');

    expect(await answer).toBe('yes');
    expect(process.written.stdout).toBe('');
    expect(process.written.stderr).toContain('Do it? ');
  });

  test.each([
    ['is closed', (stdin: PassThrough) => stdin.end()],
    ['says Ctrl+C', (stdin: PassThrough) => stdin.write('\u0003')],
    ['says Ctrl+D', (stdin: PassThrough) => stdin.write('\u0004')],
  ])('an input that %s instead of answering is no yes', async (_what, stop) => {
    const process = streams({ tty: true });
    const terminal = await createTerminal(process);

    const answer = terminal.ask('Do it? ');
    stop(process.stdin);

    expect(await answer).toBe('');
    expect(process.written.stderr).toMatch(/\n$/);
  });
});

describe('colour', () => {
  const SCRIPT = `
    import { createTerminal } from ${JSON.stringify(fileURLToPath(new URL('../../src/cli/terminal.ts', import.meta.url)))};
    const stream = { isTTY: process.argv[1] === 'screen', columns: 80, write: () => true };
    const terminal = await createTerminal({ stdin: stream, stdout: stream, stderr: { ...stream, isTTY: false } });
    process.stdout.write(JSON.stringify(terminal.paint.red('x')));
  `;
  const painted = async (where: 'screen' | 'pipe', env: Readonly<Record<string, string>>) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', '--input-type=module', '--eval', SCRIPT, where],
      { env: { PATH: process.env['PATH'], TERM: 'xterm-256color', ...env } },
    );
    return JSON.parse(stdout) as unknown;
  };
  const RED = '\u001b[31mx\u001b[39m';

  test.each([
    ['is there on a screen', 'screen', { FORCE_COLOR: '1' }, RED],
    ['is not there with NO_COLOR', 'screen', { FORCE_COLOR: '1', NO_COLOR: '1' }, 'x'],
    ['is there with an empty NO_COLOR, as its convention says', 'screen', { FORCE_COLOR: '1', NO_COLOR: '' }, RED],
    ['is not there in a pipe', 'pipe', { FORCE_COLOR: '1' }, 'x'],
  ] as const)('%s', async (_what, where, env, expected) => {
    expect(await painted(where, env)).toBe(expected);
  });
});

describe('a fault', () => {
  const advice = 'Grant it.';
  const remote = (message: string) =>
    new RemoteError({ system: 'Okta', request: 'GET /x', status: 403, reason: 'forbidden', message, advice });

  test.each([
    ['that was refused', new RefusedError(404, 'No such run.'), 'Error  No such run.'],
    ['from outside, with what to do', remote('Okta said no.'), 'Error  Okta said no.\n       Grant it.'],
    ['from outside, with what to do said once', remote('Okta said no. Grant it.'), 'Error  Okta said no. Grant it.'],
    ['with control characters', new RefusedError(400, 'No \u001b[31mred'), 'Error  No '],
    ['that is a bug', new InvariantError('Two plans.'), 'Error  This is a bug in Rollcall. InvariantError: Two plans.'],
    ['that is no error at all', 'text', 'Error  This was not expected. text'],
  ])('%s is told in words', (_what, error, words) => {
    const told = explainFault(error, { paint: PLAIN });

    expect(told).toContain(words);
    expect(told).not.toContain('\u001b');
    expect(told.split(advice).length).toBeLessThanOrEqual(2);
  });
});
