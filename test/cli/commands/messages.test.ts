/** rollcall messages test, and what rollcall check says of receivers. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { answer, startHookReceiver, type HookReceiver } from '../../support/hook-receiver.ts';
import { openDesk, type Desk } from '../open-desk.ts';

const SLACK = { kind: 'slack', url: { env: 'TEST_SLACK_URL' } };
const TICKET = { kind: 'ticket', board: 'Help Desk', company: 'AlderDental' };

let desk: Desk;
let receiver: HookReceiver;
beforeAll(async () => {
  [desk, receiver] = await Promise.all([openDesk(), startHookReceiver()]);
  vi.stubEnv('TEST_SLACK_URL', `${receiver.url}/services/hushhushhush`);
});
afterAll(async () => {
  await Promise.all([desk.stop(), receiver.stop()]);
});
beforeEach(() => {
  receiver.clear();
  desk.company.sandbox.clearTraffic();
  desk.configure({ harborpine: { messages: [SLACK, TICKET] } });
});

test('a test message is sent to the chat, and of tickets nothing but a look is taken', async () => {
  const { code, out } = await desk.run(['messages', 'test']);

  expect(code).toBe(0);
  expect(out).toContain('It was taken; look whether it is there.');
  expect(out).toContain('Every receiver can be reached.');
  expect(receiver.received.map(({ text }) => text)).toEqual([expect.stringContaining('a test message') as unknown]);
  expect(desk.company.writes()).toEqual([]);
});

test('a receiver that says no is told, without its address', async () => {
  receiver.answers = [answer(404)];

  const { code, out, err } = await desk.run(['messages', 'test', '--receiver', 'slack', '--json']);

  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([
    {
      name: 'slack',
      result: 'fail',
      detail: expect.stringContaining('answered 404') as unknown,
      fix: expect.any(String) as unknown,
    },
  ]);
  expect(out + err).not.toContain('hush');
});

test.each([
  [
    ['messages', 'test', '--receiver', 'nobody'],
    'No receiver of harborpine is named "nobody". There are slack, ticket.',
  ],
  [['messages', 'test', '--connection', 'elsewhere'], 'No connection is named "elsewhere"'],
])('%j is refused with what there is', async (args, words) => {
  const { code, err } = await desk.run(args);

  expect(code).toBe(1);
  expect(err).toContain(words);
});

test('where nobody is told, that is said', async () => {
  desk.configure({ harborpine: {} });

  const { code, err } = await desk.run(['messages', 'test']);

  expect(code).toBe(1);
  expect(err).toContain('has no "messages"');
});

test('check looks at the receivers, sends nothing, and remembers the last attempt', async () => {
  receiver.answers = [answer(410)];
  desk.company.person('Abbott').state = 'disabled';
  desk.configure({
    harborpine: {
      messages: [SLACK, { ...TICKET, board: 'Nowhere' }],
      guards: { canaries: ['nobody@harborpine.example'] },
    },
  });
  await desk.run(['check', '--prepare']);
  await desk.run(['plan']);
  const sent = receiver.received.length;

  const { code, out } = await desk.run(['check']);
  const text = out.replace(/\s+/g, ' ');

  expect(code).toBe(1);
  expect(sent).toBe(1);
  expect(receiver.received).toHaveLength(sent);
  expect(text).toContain('Messages: slack (Slack) The address has the right form.');
  expect(text).toContain('There is no service board "Nowhere" in use in the PSA.');
  expect(text).toContain('Messages: slack, last attempt Messages do not reach "slack" since');
  expect(text).toContain('rollcall messages test --connection harborpine');
  expect(text).not.toContain('hush');
});
