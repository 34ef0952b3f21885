/** Who is told, as people write it: defaults, what is refused, and secrets that stay secret. */
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { aConfigFile, ENV, type Edit, type Json } from './a-config-file.ts';
import { problemsOf } from './problems-of.ts';

const URL = 'https://hooks.slack.com/services/T0/B0/hushhushhush';
const MORE = { ...ENV, SLACK_URL: URL, HOOK_KEY: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
const PATH = 'connections[0].messages';
const SLACK = { kind: 'slack', url: { env: 'SLACK_URL' } };

function loaded(messages: Json, ...edits: readonly Edit[]) {
  const [connection] = loadConfig(aConfigFile([PATH, messages], ...edits), 'rollcall.json', MORE).connections;
  if (connection === undefined) throw new Error('The file has a connection');
  return connection.messages;
}

describe('what is not said', () => {
  test('nobody is told', () => {
    const [connection] = loadConfig(aConfigFile(), 'rollcall.json', ENV).connections;

    expect(connection?.messages).toEqual({ receivers: [], mute: [], owners: {}, pageUrl: null, staleAfterHours: 2 });
  });

  test('a chat is told at once, by name, and every morning', () => {
    expect(loaded([SLACK]).receivers).toMatchObject([
      { kind: 'slack', name: 'slack', atOnce: true, names: true, digest: { every: 'daily', hour: 7, timeZone: 'UTC' } },
    ]);
  });

  test('tickets are few, and about what does not go on by itself', () => {
    expect(loaded([{ kind: 'ticket', board: 'Help Desk', company: 'HarborPine' }]).receivers).toEqual([
      {
        kind: 'ticket',
        name: 'ticket',
        board: 'Help Desk',
        company: 'HarborPine',
        matters: ['hold', 'failure', 'failed-run', 'frozen', 'missing-run'],
        most: 25,
        names: true,
      },
    ]);
  });

  test('a mute without an end holds for good', () => {
    const edits: readonly Edit[] = [
      ['connections[0].mute', [{ finding: 'idle-seats', why: 'known' }]],
      ['connections[0].owners', { 'idle-seats': '<@U012AB3CD>' }],
      ['pageUrl', 'https://rollcall.example'],
    ];

    expect(loaded([SLACK], ...edits)).toMatchObject({
      mute: [{ finding: 'idle-seats', until: null, why: 'known' }],
      owners: { 'idle-seats': '<@U012AB3CD>' },
      pageUrl: 'https://rollcall.example',
    });
  });
});

describe('what is refused', () => {
  test.each<[string, readonly Edit[], string]>([
    ['an address in the open', [[PATH, [{ kind: 'slack', url: URL }]]], `${PATH}[0].url`],
    [
      'a zone that is none',
      [[PATH, [{ ...SLACK, digest: { every: 'daily', timeZone: 'Mars/Olympus' } }]]],
      `${PATH}[0].digest.timeZone`,
    ],
    ['an hour that is none', [[PATH, [{ ...SLACK, digest: { every: 'daily', hour: 24 } }]]], `${PATH}[0].digest.hour`],
    [
      'an hour for every hour',
      [[PATH, [{ ...SLACK, digest: { every: 'hourly', hour: 3 } }]]],
      `${PATH}[0].digest.hour`,
    ],
    ['two of one name', [[PATH, [SLACK, SLACK]]], PATH],
    ['a webhook without a key', [[PATH, [{ kind: 'webhook', url: { env: 'SLACK_URL' } }]]], `${PATH}[0].secret`],
    [
      'a kind of finding that is none',
      [['connections[0].mute', [{ finding: 'nothing', why: 'x' }]]],
      'connections[0].mute[0].finding',
    ],
    ['a mute without a reason', [['connections[0].mute', [{ finding: 'idle-seats' }]]], 'connections[0].mute[0].why'],
    [
      'an end that is no day',
      [['connections[0].mute', [{ finding: 'idle-seats', until: 'soon', why: 'x' }]]],
      'connections[0].mute[0].until',
    ],
    ['an owner of nothing', [['connections[0].owners', { nothing: 'Rosa' }]], 'connections[0].owners'],
    ['pages in the open', [['pageUrl', 'http://rollcall.example']], 'pageUrl'],
    ['pages with a key', [['pageUrl', 'https://rollcall.example/?code=secret']], 'pageUrl'],
    ['tickets without a board', [[PATH, [{ kind: 'ticket', company: 'HarborPine' }]]], `${PATH}[0].board`],
  ])('%s', (_what, edits, path) => {
    const problems = problemsOf(aConfigFile(...edits), MORE);

    expect(problems.map((problem) => problem.path.slice(0, path.length))).toContain(path);
    expect(JSON.stringify(problems)).not.toContain('hush');
  });

  test.each([
    ['http://hooks.example/hushhushhush', 'beginning with https://'],
    ['hushhushhush', 'beginning with https://'],
    ['https://user:hushhushhush@hooks.example/', 'beginning with https://'],
    ['https://hooks.example/#hushhushhush', 'beginning with https://'],
    ['', 'is empty'],
  ])('%j as an address, which is not repeated', (value, message) => {
    const [problem, second] = problemsOf(aConfigFile([PATH, [SLACK]]), { ...MORE, SLACK_URL: value });

    expect(second).toBeUndefined();
    expect(problem).toMatchObject({ path: `${PATH}[0].url`, message: expect.stringContaining(message) as unknown });
    expect(problem?.message).not.toContain('hush');
  });

  test.each([
    'short',
    'with a blank in the middle of it',
    'whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!',
    'whsec_dG9vc2hvcnQ=',
  ])('%j as a key, which is not repeated', (value) => {
    const webhook = { kind: 'webhook', url: { env: 'SLACK_URL' }, secret: { env: 'HOOK_KEY' } };
    const [problem] = problemsOf(aConfigFile([PATH, [webhook]]), { ...MORE, HOOK_KEY: value });

    expect(problem).toMatchObject({ path: `${PATH}[0].secret`, message: expect.stringContaining('24') as unknown });
    expect(problem?.message).not.toContain(value);
  });

  test('plain http to this machine is an address', () => {
    const text = aConfigFile([PATH, [SLACK]]);

    expect(() => loadConfig(text, 'rollcall.json', { ...MORE, SLACK_URL: 'http://127.0.0.1:8080/x' })).not.toThrow();
  });
});
