/** Names, options and help: what is understood, and what is said when something is not. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDesk, type Desk } from './open-desk.ts';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  await desk.stop();
});
beforeEach(() => {
  desk.configure({ harborpine: {} });
  desk.company.sandbox.clearTraffic();
});

describe('help', () => {
  test('of the program lists the commands, examples and exit codes', async () => {
    const { code, out, err } = await desk.run(['--help']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of [
      /^Usage: rollcall /m,
      ...[
        'plan',
        'apply',
        'approve',
        'deny',
        'hold',
        'take-back',
        'undo',
        'runs',
        'show',
        'explain',
        'check',
        'poison',
        'init',
        'demo',
        'serve',
      ].map((name) => new RegExp(`^ {2}${name} .{20,}$`, 'm')),
      /^Examples:\n {2}rollcall demo /m,
      /^ {2}rollcall approve [0-9a-f]{12} /m,
      /^ {2}rollcall undo \d{8}T\d{6}Z /m,
      /^Exit codes: 0 nothing to do, 1 failure, 2 changes or holds pending\.$/m,
      /ROLLCALL_CONFIG or --config/,
    ])
      expect(out).toMatch(line);
  });

  test.each([
    ['plan', ['Writes nothing to the PSA.']],
    ['apply', ['Show the plan, ask, and do what the guards pass.', '-y, --yes']],
    ['approve', ['does it only if it still stands', '<digest>', '--by <name>', '--note <text>', '--expires <hours>']],
    ['deny', ['Say no to a held step', '<digest>', '--by <name>', '--note <text>']],
    ['hold', ['not listed as waiting', '<digest>', '--note <text>', '--until <day>']],
    ['take-back', ['an approval, a denial, a setting aside', '<digest>', '--by <name>']],
    ['undo', ['leaves alone what has moved since', '<run>', 'the beginning of its id', '-y, --yes']],
    ['runs', ['newest first', '--limit <number>', '--before <run>']],
    ['show', ['<run>', '"latest"', '--leaver <member>']],
    ['explain', ['<person>', 'a Member ID']],
    ['check', ['--prepare']],
  ])('of %s describes it, its arguments and every option', async (name, words) => {
    const { code, out, err } = await desk.run([name, '--help']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    const flat = out.replace(/\s+/g, ' ');
    for (const word of [
      `Usage: rollcall ${name}`,
      ...words,
      '--connection <name>',
      '--config <place>',
      '--settings <file>',
      '--json',
      '--verbose',
    ])
      expect(flat).toContain(word);
    expect(undescribed(out)).toEqual([]);
  });

  test('of demo describes its options', async () => {
    const { code, out } = await desk.run(['demo', '--help']);

    expect(code).toBe(0);
    expect(out).toMatch(/--directory <kind>[\s\S]*"entra", "okta"[\s\S]*--people <number>[\s\S]*--out <folder>/);
    expect(undescribed(out)).toEqual([]);
  });

  test('of poison describes its options, and needs no connection', async () => {
    const { code, out } = await desk.run(['poison', '--help']);

    expect(code).toBe(0);
    for (const word of [
      '--replay [id]',
      '--discard <id>',
      '-y, --yes',
      '--config <place>',
      '--settings <file>',
      '--json',
    ])
      expect(out).toContain(word);
    expect(out).not.toContain('--connection');
    expect(undescribed(out)).toEqual([]);
  });

  test('of init describes its options, shows answers, and tells what the exit codes mean', async () => {
    const { code, out } = await desk.run(['init', '--help']);

    expect(code).toBe(0);
    for (const word of ['--answers <file>', '--config <path>', '--settings <file>', '--force', 'Exit codes: 0 '])
      expect(out).toContain(word);
    expect(out).not.toContain('--connection <name>');
    expect(out).toMatch(/"connection": \{[^]*"profiles": \[/);
    expect(undescribed(out.replace(/\n {2}\{[^]*\n {2}\}\n/, '\n'))).toEqual([]);
  });

  test('is shown when nothing is asked for, as a failure', async () => {
    const { code, out, err } = await desk.run([]);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Usage: rollcall /);
  });
});

/** Options and arguments without a word beside or below them. */
function undescribed(help: string): readonly string[] {
  const lines = help.split('\n');
  return lines.filter(
    (line, index) =>
      /^ {2}(-|<|[a-z])\S*/.test(line) && !/ {2,}\S/.test(line.slice(2)) && !/^ {10,}/.test(lines[index + 1] ?? ''),
  );
}

describe('what is not understood is a failure with a hint, and nothing is asked of anybody', () => {
  test.each([
    ['a command', ['frobnicate'], "unknown command 'frobnicate'", 'Try: rollcall --help'],
    ['a slip in a command', ['aply'], '(Did you mean apply?)', 'Try: rollcall --help'],
    ['a slip in an option', ['plan', '--conection', 'x'], '(Did you mean --connection?)', 'Try: rollcall plan --help'],
    ['a missing argument', ['approve'], "missing required argument 'digest'", 'Try: rollcall approve --help'],
    ['a run to undo', ['undo', '--yes'], "missing required argument 'run'", 'Try: rollcall undo --help'],
    ['whose sheet', ['show', 'latest', '--leaver'], 'argument missing', 'Try: rollcall show --help'],
    ['an argument too many', ['plan', 'now'], 'too many arguments', 'Try: rollcall plan --help'],
    [
      'an option of other commands',
      ['init', '--connection', 'x'],
      "unknown option '--connection'",
      'Try: rollcall init --help',
    ],
    ['an option without its value', ['runs', '--limit'], 'argument missing', 'Try: rollcall runs --help'],
    [
      'two wishes at once',
      ['poison', '--replay', '--discard', 'x'],
      "option '--replay [id]' cannot be used with option '--discard <id>'",
      'Try: rollcall poison --help',
    ],
    ['a directory', ['demo', '--directory', 'google'], 'Allowed choices are entra, okta.', 'Try: rollcall demo --help'],
    ...['0', '201', '1.5', 'ten', ''].map(
      (value) =>
        [
          `a limit of "${value}"`,
          ['runs', '--limit', value],
          'expected a whole number from 1 to 200.',
          'Try: rollcall runs --help',
        ] as const,
    ),
    ...['0', '-1', '8761', 'soon', 'NaN'].map(
      (value) =>
        [
          `${value} hours`,
          ['approve', '12345678', '--expires', value],
          'expected hours between 0 and 8760.',
          'Try: rollcall approve --help',
        ] as const,
    ),
    ...['9', '20001', '10.5', 'many'].map(
      (value) =>
        [
          `${value} people`,
          ['demo', '--people', value],
          'expected a whole number from 10 to 20000.',
          'Try: rollcall demo --help',
        ] as const,
    ),
  ] as const)('%s', async (_what, args, words, hint) => {
    const { code, out, err } = await desk.run(args);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
    expect(err).toContain(hint);
    expect(desk.company.sandbox.traffic).toEqual([]);
  });
});

describe('the configuration', () => {
  test('that is not there is told with what to do', async () => {
    const { code, out, err } = await desk.run(['plan', '--config', '/nowhere/rollcall.json']);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^Error {2}The configuration has a problem:\n {2}\/nowhere\/rollcall\.json: There is no configuration file here\. Set ROLLCALL_CONFIG or --config .*example\.config\.json/,
    );
  });

  test('that cannot be read is told with the reason', async () => {
    const { code, err } = await desk.run(['plan', '--config', desk.folder]);

    expect(code).toBe(1);
    expect(err).toContain('The configuration file cannot be read (EISDIR). Set ROLLCALL_CONFIG or --config');
  });

  test('is rollcall.json in the current folder when the setting is blank', async () => {
    vi.stubEnv('ROLLCALL_CONFIG', ' ');
    const { code, err } = await desk.run(['plan']);
    vi.stubEnv('ROLLCALL_CONFIG', join(desk.folder, 'rollcall.json'));

    expect(code).toBe(1);
    expect(err).toContain('rollcall.json: There is no configuration file here.');
  });

  test('that is broken is told with all of its problems, one a line', async () => {
    const place = join(desk.folder, 'broken.json');
    writeFileSync(place, '{ "version": 1, "storage": { "kind": "tape" }, "connections": [{ "psa": "hunter2" }] }');

    const { code, err } = await desk.run(['plan', '--config', place]);

    const [first, ...problems] = err.split('\n');
    expect(code).toBe(1);
    expect(first).toMatch(/^Error {2}The configuration has \d problems:$/);
    expect(problems.length).toBe(Number(/\d/.exec(first ?? '')?.[0]));
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ {2}storage\.kind: Expected one of "folder"/)]),
    );
    expect(err).not.toContain('hunter2');
  });

  test('with one connection needs no --connection', async () => {
    const { code } = await desk.run(['check', '--prepare']);

    expect(code).toBe(0);
  });

  test.each([
    ['no name', [], 'There are several connections: harborpine, pinecrest. Choose one with --connection NAME.'],
    [
      'an unknown name',
      ['--connection', 'nobody'],
      'No connection is named "nobody". The configuration has: harborpine, pinecrest.',
    ],
  ])('with several connections refuses %s', async (_what, args, words) => {
    desk.configure({ harborpine: {}, pinecrest: {} });

    const { code, out, err } = await desk.run(['plan', ...args]);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(`Error  ${words}`);
    expect(desk.company.sandbox.traffic).toEqual([]);
  });

  test('with several connections takes the one that is named', async () => {
    desk.configure({ harborpine: {}, pinecrest: {} });
    await desk.run(['check', '--prepare', '--connection', 'harborpine']);

    const { code, out } = await desk.run(['plan', '--connection', 'pinecrest']);

    expect(code).toBe(0);
    expect(out).toMatch(/^pinecrest: Converged\n/);
  });
});

test('a fault that nobody has thought of is told as such, and ends as a failure', async () => {
  const { code, err } = await desk.run(['apply'], () => {
    throw new TypeError('the keyboard is on fire');
  });
  desk.company.hire('Underwood');

  const broken = await desk.run(['apply'], () => {
    throw new TypeError('the keyboard is on fire');
  });

  expect([code, err]).toEqual([0, '']);
  expect(broken.code).toBe(1);
  expect(broken.err).toContain('This was not expected. TypeError: the keyboard is on fire');
});
