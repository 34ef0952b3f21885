/** Receivers over real HTTP on loopback: what they answer, what is tried again, and what is said of it. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { signedHeaders } from '../../../src/adapters/notify/sign.ts';
import { createSlack } from '../../../src/adapters/notify/slack.ts';
import { createTeams } from '../../../src/adapters/notify/teams.ts';
import { createWebhook } from '../../../src/adapters/notify/webhook.ts';
import type { ChatOptions } from '../../../src/adapters/notify/chat-options.ts';
import { aMessage, HOSTILE, aPart } from '../../support/builders/a-message.ts';
import { createFixedClock } from '../../support/fixed-clock.ts';
import { answer, startHookReceiver, type HookReceiver, type ScriptedAnswer } from '../../support/hook-receiver.ts';

const PATH = '/services/T0/B0/hushhushhush?sig=hushhushhush';
const KEY = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const KINDS = {
  teams: createTeams,
  slack: createSlack,
  webhook: (options: ChatOptions) => createWebhook({ ...options, secret: KEY }),
};
type Kind = keyof typeof KINDS;

let receiver: HookReceiver;
let waits: number[];
beforeAll(async () => {
  receiver = await startHookReceiver();
});
afterAll(async () => {
  await receiver.stop();
});
beforeEach(() => {
  receiver.clear();
  waits = [];
});

function chat(kind: Kind, over: Partial<ChatOptions> = {}) {
  return KINDS[kind]({
    name: kind,
    address: receiver.url + PATH,
    atOnce: true,
    digest: null,
    names: true,
    clock: createFixedClock(),
    delay: async (ms) => void waits.push(ms),
    patience: { attempts: 3, attemptMs: 300, waitMs: 1000, longestWaitMs: 10_000 },
    ...over,
  });
}
const hang: ScriptedAnswer = { kind: 'hang' };
const drop: ScriptedAnswer = { kind: 'drop' };

describe.each(['teams', 'slack', 'webhook'] as const)('%s', (kind) => {
  test.each([200, 201, 202, 204])('%i is delivered, with one request to the whole address', async (status) => {
    receiver.answers = [answer(status)];

    expect(await chat(kind).send(aMessage())).toEqual({ kind: 'delivered' });
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({
      path: PATH,
      headers: { 'content-type': 'application/json', 'user-agent': 'rollcall' },
    });
  });

  test.each<[string, readonly ScriptedAnswer[], readonly number[]]>([
    ['429 is waited for as long as it asks', [answer(429, { 'retry-after': '7' }), answer(200)], [7000]],
    ['429 that asks for nothing is tried again a little later', [answer(429), answer(200)], [1000]],
    ['500 is tried again twice', [answer(500), answer(503, { 'retry-after': '2' }), answer(200)], [1000, 2000]],
  ])('%s', async (_what, answers, waited) => {
    receiver.answers = answers;

    expect(await chat(kind).send(aMessage())).toEqual({ kind: 'delivered' });
    expect(waits).toEqual(waited);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
  });

  test.each<[string, ScriptedAnswer, number, RegExp]>([
    ['429 that asks for an hour', answer(429, { 'retry-after': '3600' }), 1, /answered 429.*next period/],
    ['500 for good', answer(500), 3, /answered 500.*next period/],
    ['400', answer(400), 1, /answered 400.*this kind of receiver/],
    ['403', answer(403), 1, /answered 403.*make the webhook anew/],
    ['404', answer(404), 1, /answered 404.*no such webhook/],
    ['410', answer(410), 1, /answered 410.*no such webhook/],
    ['a redirect', answer(302, { location: 'http://127.0.0.1:9/elsewhere' }), 1, /answered 302.*not followed/],
  ])('%s is told, and does not go on for ever', async (_what, scripted, requests, detail) => {
    receiver.answers = [scripted];

    const delivery = await chat(kind).send(aMessage());

    expect(delivery).toMatchObject({ kind: 'failed', detail: expect.stringMatching(detail) as unknown });
    expect(receiver.received).toHaveLength(requests);
  });

  // Who may be told twice without harm is the receiver that recognises a message by its id.
  test.each([
    ['one that hangs', hang, /no whole answer within 300 ms/],
    ['one that hangs up', drop, /dropped the connection/],
  ] as const)('%s has its time, and no more', async (_what, scripted, detail) => {
    receiver.answers = [scripted];

    const delivery = await chat(kind).send(aMessage());

    expect(delivery).toMatchObject({ kind: 'failed', status: null, detail: expect.stringMatching(detail) as unknown });
    expect(receiver.received).toHaveLength(kind === 'webhook' ? 3 : 1);
  });

  test('nobody there', async () => {
    const delivery = await chat(kind, { address: `http://127.0.0.1:1${PATH}` }).send(aMessage());

    expect(delivery).toMatchObject({
      kind: 'failed',
      status: null,
      detail: expect.stringMatching(/could not be reached/) as unknown,
    });
    expect(waits).toHaveLength(2);
  });

  test.each([
    ['plain http to elsewhere', `http://hooks.example${PATH}`, /not encrypted/],
    ['a user name', `https://user:hushhushhush@hooks.example/`, /user name/],
    ['a fragment', `https://hooks.example/#hushhushhush`, /fragment/],
    ['a file', 'file:///etc/passwd', /not encrypted/],
    ['no address', 'hushhushhush', /no address/],
  ])('an address with %s is not sent to, and not repeated', async (_what, address, detail) => {
    const delivery = await chat(kind, { address }).send(aMessage());
    const [check] = await chat(kind, { address }).check();

    expect(delivery).toMatchObject({ kind: 'failed', detail: expect.stringMatching(detail) as unknown });
    expect(check).toMatchObject({ result: 'fail', detail: expect.stringMatching(detail) as unknown });
    expect(JSON.stringify([delivery, check])).not.toContain('hush');
  });

  test('no word of the address is in what is said of a failure', async () => {
    for (const scripted of [answer(404), answer(302, { location: receiver.url + PATH }), hang, drop]) {
      receiver.answers = [scripted];
      const said = JSON.stringify(await chat(kind).send(aMessage()));
      for (const secret of ['hush', '127.0.0.1', '/services', KEY]) expect(said).not.toContain(secret);
    }
  });

  test('the self-test sends nothing', async () => {
    expect(await chat(kind).check()).toEqual([
      expect.objectContaining({ result: 'ok', detail: 'The address has the right form. Nothing was sent.' }) as unknown,
    ]);
    expect(receiver.received).toEqual([]);
  });
});

test.each([
  ['teams', 'https://hooks.slack.com/services/T/B/x', 'warn'],
  ['teams', 'https://prod-01.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x', 'ok'],
  ['slack', 'https://hooks.slack.com/services/T/B/x', 'ok'],
  ['slack', 'https://hooks.slack.com.evil.example/services/T/B/x', 'warn'],
  ['webhook', 'https://anywhere.example/x', 'ok'],
] as const)('%s: an address at %s is %s', async (kind, address, result) => {
  expect(await chat(kind, { address }).check()).toEqual([expect.objectContaining({ result }) as unknown]);
});

describe('the signature of a webhook', () => {
  test('covers id, time and the very bytes of the body, as Standard Webhooks has it', async () => {
    const message = aMessage({ parts: [aPart({ lines: [...HOSTILE] })] });

    await chat('webhook').send(message);

    const [post] = receiver.received;
    const seconds = String(Date.parse('2026-11-23T10:00:00.000Z') / 1000);
    const key = Buffer.from(KEY.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key)
      .update(`${message.id}.${seconds}.${post?.text ?? ''}`)
      .digest('base64');
    expect(post?.headers).toMatchObject({
      'webhook-id': message.id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${expected}`,
    });
    const body = z
      .looseObject({ parts: z.array(z.looseObject({ lines: z.array(z.string()) })) })
      .parse(JSON.parse(post?.text ?? ''));
    expect(body).toMatchObject({ version: 1, type: 'rollcall.at-once', connection: 'harborpine' });
    expect(body.parts[0]?.lines).toEqual(HOSTILE);
  });

  test('is the one of the published example', () => {
    expect(
      signedHeaders(KEY, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }),
    ).toMatchObject({ 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' });
  });

  test('with a secret that is plain text uses its bytes', async () => {
    const secret = 'a-plain-secret-of-enough-length';
    const plain = createWebhook({ ...optionsOf(), secret });

    await plain.send(aMessage());

    const [post] = receiver.received;
    if (post === undefined) throw new Error('Nothing was received');
    const { headers, text } = post;
    const id = String(headers['webhook-id']);
    const signed = `${id}.${String(headers['webhook-timestamp'])}.${text}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
  });

  function optionsOf(): ChatOptions {
    return {
      name: 'webhook',
      address: receiver.url,
      atOnce: true,
      digest: null,
      names: true,
      clock: createFixedClock(),
      delay: async () => undefined,
    };
  }
});
