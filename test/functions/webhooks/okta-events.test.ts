/** Okta's event hook, rule by rule, in the order in which they are asked. */
import { ADA, anEntry, anEnvelope, BEN, group, TECHNICIANS, user } from '../../adapters/okta/events/an-entry.ts';
import { aWebhookDesk, HEADER, OKTA_SECRETS, oktaCall } from './webhook-desk.ts';
import { describe, expect, test } from 'vitest';
import type { Call } from '../app/call-function.ts';

const delivery = anEnvelope([anEntry()]);
const challenge = (value: string | null, connection = 'pinecrest'): Call => ({
  method: 'GET',
  path: `/api/webhooks/okta/${connection}`,
  params: { connection },
  headers: value === null ? {} : { 'x-okta-verification-challenge': value },
});
const EMPTY = { status: 0, headers: {}, text: '' };

describe('the verification', () => {
  test.each(['kjh23exampleQ9', '"quoted" \\ <b>', 'x'.repeat(1024)])(
    'gives "%s" back as it came, without a secret',
    async (value) => {
      const answer = await aWebhookDesk().okta(challenge(value));

      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
      expect(JSON.parse(answer.text)).toEqual({ verification: value });
    },
  );

  test.each([
    ['no challenge', null],
    ['an empty one', ''],
    ['an endless one', 'x'.repeat(1025)],
  ])('with %s is refused', async (_what, value) => {
    expect(await aWebhookDesk().okta(challenge(value))).toEqual({ ...EMPTY, status: 400 });
  });

  test('of an address where nothing would be received fails, so that the mistake shows at once', async () => {
    expect(await aWebhookDesk().okta(challenge('kjh23', 'pinecrets'))).toEqual({ ...EMPTY, status: 404 });
  });
});

test('a delivery is answered empty and asks for a look at its person', async () => {
  const desk = aWebhookDesk();

  expect(await desk.okta(oktaCall(delivery))).toEqual({ ...EMPTY, status: 204 });

  expect(desk.queue.sent).toEqual([
    {
      work: {
        kind: 'person',
        connection: 'pinecrest',
        person: BEN,
        asked: { by: 'event', at: '2026-11-23T10:00:00.000Z' },
      },
      afterMs: 5_000,
    },
  ]);
  expect(desk.ledger.noted).toMatchObject([{ connection: 'pinecrest', id: '7d6b0f4a-5e1c-11f0-8a2b-0f1e2d3c4b5a' }]);
  expect(desk.log.map((line): unknown => JSON.parse(line))).toEqual([
    {
      level: 'info',
      message: 'events taken in',
      connection: 'pinecrest',
      accepted: 1,
      repeated: 0,
      people: 1,
      runs: 0,
      ignored: 0,
    },
  ]);
});

describe('the address', () => {
  test.each([
    'nobody',
    'harborpine',
    'quiet-okta',
    'Pinecrest',
    '',
    '../pinecrest',
    '__proto__',
    'pinecrest\0',
    'x'.repeat(10_000),
  ])('"%s" is answered like every other that is not there', async (connection) => {
    const desk = aWebhookDesk();

    expect(await desk.okta(oktaCall(delivery, { params: { connection } }))).toEqual({ ...EMPTY, status: 404 });
    expect(desk.log).toEqual([]);
  });

  test('without a name is not there either', async () => {
    expect(await aWebhookDesk().okta(oktaCall(delivery, { params: {} }))).toMatchObject({ status: 404 });
  });
});

describe('the secret', () => {
  test.each([
    ['the second one is accepted while the first is new', { [HEADER]: OKTA_SECRETS[1] }, 204],
    ['the header may be spelled in any case', { [HEADER.toLowerCase()]: OKTA_SECRETS[0] }, 204],
    ['none is refused', {}, 401],
    ['an empty one is refused', { [HEADER]: '' }, 401],
    ['another is refused', { [HEADER]: 'okta-hook-secret-of-today-4712' }, 401],
    ['one with a scheme before it is refused', { [HEADER]: `Bearer ${OKTA_SECRETS[0]}` }, 401],
    ['the right one in another header is refused', { Authorization: OKTA_SECRETS[0] }, 401],
  ])('%s', async (_what, headers, status) => {
    const desk = aWebhookDesk();

    expect(await desk.okta(oktaCall(delivery, { headers }))).toEqual({ ...EMPTY, status });
    expect(desk.queue.sent).toHaveLength(status === 204 ? 1 : 0);
  });

  test('is asked for before the body is looked at', async () => {
    const desk = aWebhookDesk();

    expect(await desk.okta(oktaCall(null, { headers: {}, body: 'x'.repeat(2_000_000) }))).toMatchObject({
      status: 401,
    });
    expect(desk.log.map((line): unknown => JSON.parse(line))).toEqual([
      { level: 'warn', message: 'event hook refused', connection: 'pinecrest', status: 401, because: 'secret' },
    ]);
  });
});

describe('the body', () => {
  test.each<[string, Call, number, string]>([
    ['too long', oktaCall(null, { body: ' '.repeat(1024 * 1024 + 1) }), 413, 'body'],
    ['no UTF-8', oktaCall(null, { body: Buffer.from('{"source":"Zoë"}', 'latin1') }), 400, 'body'],
    ['no JSON', oktaCall(null, { body: 'source=x' }), 400, 'body'],
    ['empty', oktaCall(null, { body: '' }), 400, 'body'],
    ['null', oktaCall(null), 400, 'shape'],
    ['without events', oktaCall(anEnvelope(null)), 400, 'shape'],
    ['of another org', oktaCall({ ...delivery, source: 'https://example.okta.com/x' }), 403, 'source'],
    [
      'of an org whose name begins alike',
      oktaCall({ ...delivery, source: 'https://pinecrest.okta.com.evil.example/' }),
      403,
      'source',
    ],
    ['of another port', oktaCall({ ...delivery, source: 'https://pinecrest.okta.com:8443/' }), 403, 'source'],
    ['of a source that is no address', oktaCall({ ...delivery, source: 'pinecrest.okta.com' }), 403, 'source'],
  ])('that is %s is refused', async (_what, call, status, because) => {
    const desk = aWebhookDesk();

    expect(await desk.okta(call)).toEqual({ ...EMPTY, status });
    expect(desk.queue.sent).toEqual([]);
    expect(desk.ledger.noted).toEqual([]);
    expect(desk.log).toEqual([expect.stringContaining(`"because":"${because}"`)]);
  });

  test('with nothing relevant is done', async () => {
    const desk = aWebhookDesk();
    const events = [anEntry({ eventType: 'user.session.start' }), null, anEntry({ target: [] })];

    expect(await desk.okta(oktaCall(anEnvelope(events)))).toEqual({ ...EMPTY, status: 204 });
    expect(await desk.okta(oktaCall(anEnvelope([])))).toEqual({ ...EMPTY, status: 204 });
    expect(desk.queue.sent).toEqual([]);
    expect(desk.log[0]).toContain('"ignored":3');
  });

  test('with many events asks once for each person and once for the groups, wherever they stand', async () => {
    const desk = aWebhookDesk();
    const events = [
      anEntry({ eventType: 'user.session.start' }),
      anEntry({ uuid: '1', eventType: 'group.user_membership.remove', target: [group(TECHNICIANS), user(BEN)] }),
      anEntry({ uuid: '2', target: [user(BEN)] }),
      anEntry({ uuid: '3', eventType: 'group.profile.update', target: [group(TECHNICIANS)] }),
      anEntry({ uuid: '4', eventType: 'user.lifecycle.create', target: [user(ADA)] }),
      anEntry({ uuid: '4', eventType: 'user.lifecycle.create', target: [user(ADA)] }),
    ];

    await desk.okta(oktaCall(anEnvelope(events)));

    expect(
      desk.queue.sent.map(({ work, afterMs }) => [work.kind, work.kind === 'person' ? work.person : null, afterMs]),
    ).toEqual([
      ['person', BEN, 5_000],
      ['person', ADA, 5_000],
      ['run', null, 300_000],
    ]);
    expect(desk.log[0]).toContain('"accepted":4,"repeated":1,"people":2,"runs":1,"ignored":1');
  });
});

describe('a repetition', () => {
  test('is done and asks for nothing', async () => {
    const desk = aWebhookDesk();
    await desk.okta(oktaCall(delivery));

    expect(await desk.okta(oktaCall(delivery))).toEqual({ ...EMPTY, status: 204 });
    expect(desk.queue.sent).toHaveLength(1);
  });

  test('after a queue that was out of order is taken in', async () => {
    const desk = aWebhookDesk();
    desk.queue.refuses = () => true;

    expect(await desk.okta(oktaCall(delivery))).toEqual({ status: 503, headers: { 'retry-after': '10' }, text: '' });
    expect(desk.ledger.noted).toEqual([]);
    expect(desk.log.map((line): unknown => JSON.parse(line))).toEqual([
      {
        level: 'error',
        message: 'delivery not taken in',
        fault: 'RemoteError',
        reason: 'unavailable',
        request: 'send a message',
      },
    ]);

    desk.queue.refuses = () => false;
    expect(await desk.okta(oktaCall(delivery))).toMatchObject({ status: 204 });
    expect(desk.queue.sent).toHaveLength(1);
  });
});

test.each(['seen', 'note'] as const)('a ledger that fails at "%s" is no reason to refuse', async (broken) => {
  const desk = aWebhookDesk();
  desk.ledger.failing = broken;

  expect(await desk.okta(oktaCall(delivery))).toMatchObject({ status: 204 });
  expect(desk.queue.sent).toHaveLength(1);
  expect(desk.log[0]).toContain('"level":"warn"');
});
