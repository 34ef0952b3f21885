/** Graph's change notifications, rule by rule. */
import { ADA, aGroupItem, anItem, BEN, SUBSCRIPTION, TENANT } from '../../adapters/entra/events/an-item.ts';
import { aWebhookDesk, ENTRA_SECRETS, entraCall } from './webhook-desk.ts';
import { describe, expect, test } from 'vitest';
import type { Call } from '../app/call-function.ts';

const EMPTY = { status: 0, headers: {}, text: '' };
const notice = (...value: readonly unknown[]) => entraCall({ value });
const lifecycle = (over: Readonly<Record<string, unknown>> = {}) => ({
  subscriptionId: SUBSCRIPTION,
  subscriptionExpirationDateTime: '2026-12-21T09:30:00.0000000+00:00',
  tenantId: TENANT,
  clientState: ENTRA_SECRETS[0],
  lifecycleEvent: 'reauthorizationRequired',
  ...over,
});
const asked = { by: 'event', at: '2026-11-23T10:00:00.000Z' };
const look = (person: string) => ({
  work: { kind: 'person', connection: 'harborpine', person, asked },
  afterMs: 7_000,
});
const fieldsOf = (line: string | undefined): unknown => JSON.parse(line ?? 'null');

describe('the handshake', () => {
  const shake = (query: string, connection = 'harborpine'): Call => ({
    method: 'POST',
    path: `/api/webhooks/entra/${connection}?${query}`,
    params: { connection },
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });

  test.each([
    [
      'a form with plus signs',
      'validationToken=Validation%3a+Testing+client+application+reachability+for+subscription+Request-Id%3a+0d9c6f1e',
      'Validation: Testing client application reachability for subscription Request-Id: 0d9c6f1e',
    ],
    ['percent signs', 'validationToken=Validation%3A%20Testing', 'Validation: Testing'],
    ['a page', 'validationToken=%3Cscript%3Ealert(1)%3C%2Fscript%3E', '<script>alert(1)</script>'],
    ['all sorts of letters', `validationToken=${encodeURIComponent('Zoë "&" + 🙂\r\n')}`, 'Zoë "&" + 🙂\r\n'],
    ['4 KiB', `validationToken=${'x'.repeat(4096)}`, 'x'.repeat(4096)],
  ])('gives the decoded token back as plain text: %s', async (_what, query, text) => {
    expect(await aWebhookDesk().entra(shake(query))).toEqual({
      status: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
      text,
    });
  });

  test.each([
    ['an empty token', 'validationToken='],
    ['a token that is longer', `validationToken=${'x'.repeat(4097)}`],
    ['a token whose bytes are more', `validationToken=${encodeURIComponent('🙂'.repeat(1025))}`],
  ])('refuses %s', async (_what, query) => {
    expect(await aWebhookDesk().entra(shake(query))).toEqual({ ...EMPTY, status: 400 });
  });

  test.each(['nobody', 'pinecrest', 'quiet-entra', '__proto__'])('is not held at "%s"', async (connection) => {
    expect(await aWebhookDesk().entra(shake('validationToken=x', connection))).toEqual({ ...EMPTY, status: 404 });
  });
});

test('a notification is answered empty and asks for a look at its person', async () => {
  const desk = aWebhookDesk();

  expect(await desk.entra(notice(anItem()))).toEqual({ ...EMPTY, status: 202 });

  expect(desk.queue.sent).toEqual([look(ADA)]);
  expect(desk.ledger.noted).toMatchObject([{ connection: 'harborpine', id: null, people: [ADA] }]);
  expect(desk.log.map(fieldsOf)).toEqual([
    {
      level: 'info',
      message: 'notifications taken in',
      connection: 'harborpine',
      accepted: 1,
      repeated: 0,
      people: 1,
      runs: 0,
      lifecycle: 0,
      clientState: 0,
      shape: 0,
      tenant: 0,
      subscription: 0,
      subject: 0,
    },
  ]);
});

test('each notification is judged on its own: the good ones of a mixed delivery are taken in', async () => {
  const desk = aWebhookDesk();

  const answer = await desk.entra(
    notice(
      anItem({ clientState: 'b1b0d0d2f6b84a9aa1c4c9a1f0b8f3a8' }),
      null,
      anItem({ subscriptionId: null }),
      anItem(),
      anItem({ tenantId: ADA }),
      anItem({ subscriptionId: ADA }),
      anItem({ resource: null, resourceData: null }),
      aGroupItem({ 'members@delta': [{ id: BEN }] }),
      anItem({ clientState: ENTRA_SECRETS[1], tenantId: TENANT.toUpperCase() }),
      aGroupItem(),
    ),
  );

  expect(answer).toEqual({ ...EMPTY, status: 202 });
  expect(desk.queue.sent).toEqual([
    look(ADA),
    look(BEN),
    { work: { kind: 'run', connection: 'harborpine', asked }, afterMs: 300_000 },
  ]);
  expect(fieldsOf(desk.log[0])).toMatchObject({
    level: 'warn',
    accepted: 4,
    people: 2,
    runs: 1,
    clientState: 2,
    shape: 1,
    tenant: 1,
    subscription: 1,
    subject: 1,
  });
  expect(desk.subscriptions.asked).toBe(1);
});

describe('what is not believed is counted, and the answer is the same as ever:', () => {
  test.each<[string, unknown, object]>([
    ['no client state', anItem({ clientState: null }), { clientState: 1 }],
    ['an empty client state', anItem({ clientState: '' }), { clientState: 1 }],
    ['a client state of another kind', anItem({ clientState: [ENTRA_SECRETS[0]] }), { clientState: 1 }],
    ['another tenant', anItem({ tenantId: SUBSCRIPTION }), { tenant: 1 }],
    ['another subscription', anItem({ subscriptionId: TENANT }), { subscription: 1 }],
    [
      'something else that changed',
      anItem({ resourceData: { '@odata.type': '#Microsoft.Graph.Device', id: ADA } }),
      { subject: 1 },
    ],
    ['a lifecycle event of another tenant', lifecycle({ tenantId: SUBSCRIPTION }), { tenant: 1 }],
    ['a lifecycle event without a client state', lifecycle({ clientState: undefined }), { clientState: 1 }],
  ])('%s', async (_what, item, counted) => {
    const desk = aWebhookDesk();

    expect(await desk.entra(notice(item))).toEqual({ ...EMPTY, status: 202 });
    expect(desk.queue.sent).toEqual([]);
    expect(fieldsOf(desk.log[0])).toMatchObject({ level: 'warn', ...counted });
  });

  test('anything, as long as no subscription is stored', async () => {
    const desk = aWebhookDesk();
    desk.subscriptions.ids = [];

    expect(await desk.entra(notice(anItem()))).toEqual({ ...EMPTY, status: 202 });
    expect(desk.queue.sent).toEqual([]);
  });

  test('whoever does not know the client state has nothing read for them', async () => {
    const desk = aWebhookDesk();

    await desk.entra(notice(anItem({ clientState: 'x' }), lifecycle({ tenantId: ADA })));

    expect(desk.subscriptions.asked).toBe(0);
  });
});

describe('lifecycle events', () => {
  test.each(['reauthorizationRequired', 'subscriptionRemoved', 'missed', 'somethingNew'])(
    '%s asks for a look at the subscriptions',
    async (lifecycleEvent) => {
      const desk = aWebhookDesk();

      expect(await desk.entra(notice(lifecycle({ lifecycleEvent })))).toEqual({ ...EMPTY, status: 202 });
      expect(desk.queue.sent).toMatchObject([
        { work: { asked: { by: 'event' }, kind: 'subscriptions', connection: 'harborpine' }, afterMs: 0 },
      ]);
    },
  );

  test('are one look for all that come together, beside the changes', async () => {
    const desk = aWebhookDesk();

    await desk.entra(notice(lifecycle(), anItem(), lifecycle()));

    expect(desk.queue.sent.map(({ work }) => work.kind)).toEqual(['subscriptions', 'person']);
    expect(fieldsOf(desk.log[0])).toMatchObject({ level: 'info', lifecycle: 2, accepted: 1 });
  });
});

describe('a repetition', () => {
  test('is known by its id, where it has one', async () => {
    const desk = aWebhookDesk();
    const item = anItem({ id: 'lsgTZMr9KwAAA' });

    await desk.entra(notice(item, item));
    await desk.entra(notice(item));

    expect(desk.queue.sent).toEqual([look(ADA)]);
    expect(fieldsOf(desk.log[1])).toMatchObject({ accepted: 0, repeated: 1 });
  });

  test.each<[string, (desk: ReturnType<typeof aWebhookDesk>, broken: boolean) => void]>([
    ['the queue', (desk, broken) => (desk.queue.refuses = () => broken)],
    [
      'the queue of the subscriptions',
      (desk, broken) => (desk.queue.refuses = ({ kind }) => broken && kind === 'subscriptions'),
    ],
    ['the list of subscriptions', (desk, broken) => (desk.subscriptions.broken = broken)],
  ])('is asked for while %s is out of order, and taken in afterwards', async (_what, break_) => {
    const desk = aWebhookDesk();
    const call = notice(anItem({ id: 'lsgTZMr9KwAAA' }), lifecycle());
    break_(desk, true);

    expect(await desk.entra(call)).toEqual({ status: 503, headers: { 'retry-after': '10' }, text: '' });
    expect(desk.ledger.noted).toEqual([]);

    break_(desk, false);
    expect(await desk.entra(call)).toEqual({ ...EMPTY, status: 202 });
    expect(desk.queue.sent.map(({ work }) => work.kind)).toEqual(expect.arrayContaining(['person', 'subscriptions']));
  });
});

describe('a body', () => {
  test.each<[string, Call, number]>([
    ['too long', entraCall(null, { body: ' '.repeat(1024 * 1024 + 1) }), 413],
    ['no UTF-8', entraCall(null, { body: Buffer.from('{"value":["Zoë"]}', 'latin1') }), 400],
    ['no JSON', entraCall(null, { body: 'value=x' }), 400],
    ['null', entraCall(null), 400],
    ['without a list', entraCall({ value: anItem() }), 400],
  ])('that is %s is refused', async (_what, call, status) => {
    const desk = aWebhookDesk();

    expect(await desk.entra(call)).toEqual({ ...EMPTY, status });
    expect(fieldsOf(desk.log[0])).toEqual({
      level: 'warn',
      message: 'notifications refused',
      connection: 'harborpine',
      status,
    });
  });

  test('without notifications is done', async () => {
    expect(await aWebhookDesk().entra(notice())).toEqual({ ...EMPTY, status: 202 });
  });

  test.each(['nobody', 'pinecrest', 'quiet-entra', '../harborpine'])(
    'for "%s" is not looked at',
    async (connection) => {
      const desk = aWebhookDesk();

      expect(await desk.entra({ ...notice(anItem()), params: { connection } })).toEqual({ ...EMPTY, status: 404 });
      expect(desk.queue.sent).toEqual([]);
    },
  );
});
