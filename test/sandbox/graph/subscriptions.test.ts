/** Subscriptions in the Graph double: what is refused, what is tried first, and when they end. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { createFixedClock, HOUR_MS, MINUTE_MS, type FixedClock } from '../../support/fixed-clock.ts';
import { openWebhook, type Webhook } from '../../support/webhook.ts';
import { graphCaller, pageOf, refusalOf, type GraphAnswer, type GraphCaller } from './graph-caller.ts';

let clock: FixedClock;
let sandbox: Sandbox;
let webhook: Webhook;
let graph: GraphCaller;
beforeEach(async () => {
  clock = createFixedClock();
  sandbox = await startSandbox({ world: createEmptyWorld(), now: () => clock.now() });
  webhook = await openWebhook();
  graph = graphCaller(sandbox);
});
afterEach(async () => {
  await webhook[Symbol.asyncDispose]();
  await sandbox.stop();
});

const inMinutes = (minutes: number): string => new Date(clock.now().getTime() + minutes * MINUTE_MS).toISOString();
const body = (differences: object = {}): object => ({
  changeType: 'updated,deleted',
  notificationUrl: webhook.url,
  lifecycleNotificationUrl: webhook.url,
  resource: 'users',
  expirationDateTime: inMinutes(41_760),
  clientState: 'a secret of the sandbox',
  ...differences,
});
const create = (differences: object = {}): Promise<GraphAnswer> => graph.post('/subscriptions', body(differences));
const idOf = (answer: GraphAnswer): string => z.object({ id: z.guid() }).parse(answer.body).id;

describe('a subscription', () => {
  test('is made once its address has given the token back, and is shown with all that is known of it', async () => {
    const made = await create({ resource: '/groups' });

    expect(made.status).toBe(201);
    expect(webhook.handshakes).toEqual([
      expect.stringMatching(
        /^Validation: Testing client application reachability for subscription Request-Id: [0-9a-f-]{36}$/,
      ),
    ]);
    expect(made.body).toMatchObject({
      resource: 'groups',
      changeType: 'updated,deleted',
      clientState: 'a secret of the sandbox',
      expirationDateTime: inMinutes(41_760),
    });
    expect((await graph.get(`/subscriptions/${idOf(made)}`)).body).toMatchObject({ id: idOf(made) });
    expect(pageOf(await graph.get('/subscriptions')).value).toHaveLength(1);
  });

  test('has each of two addresses tried', async () => {
    await create({ lifecycleNotificationUrl: `${webhook.url}?code=a%2Bb` });

    expect(webhook.handshakes).toHaveLength(2);
  });

  test.each<[string, () => object]>([
    ['no expiry', () => ({ expirationDateTime: undefined })],
    ['no resource', () => ({ resource: undefined })],
    ['no change type', () => ({ changeType: undefined })],
    ['no address', () => ({ notificationUrl: undefined })],
    ['an expiry beyond the longest', () => ({ expirationDateTime: inMinutes(41_761) })],
    ['an expiry in the past', () => ({ expirationDateTime: inMinutes(0) })],
    ['an expiry that is none', () => ({ expirationDateTime: 'soon' })],
    ['a client state that is too long', () => ({ clientState: 'x'.repeat(129) })],
    ['an address without encryption', () => ({ notificationUrl: 'http://app.example/hook' })],
    ['an address that is none', () => ({ notificationUrl: 'hook' })],
    ['creations', () => ({ changeType: 'created,updated' })],
    ['the members of a group', () => ({ resource: '/groups/7f3b0f2e-1c4d-4b8a-9a55-0d1e2f3a4b5c/members' })],
    ['a property that there is not', () => ({ shoeSize: 44 })],
  ])('with %s is refused before anything is tried', async (_what, differences) => {
    expect(refusalOf(await create(differences()))).toBe('400 InvalidRequest');
    expect(webhook.handshakes).toEqual([]);
    expect(sandbox.graph.subscriptions()).toEqual([]);
  });

  test('with a client state of 128 characters is made', async () => {
    expect((await create({ clientState: 'x'.repeat(128) })).status).toBe(201);
  });

  test.each([
    ['another token', { status: 200, body: 'Validation: another' }],
    ['the token as a page', { status: 200, type: 'text/html', body: '' }],
    ['an error', { status: 500 }],
    ['202', { status: 202 }],
    ['a redirect', { status: 307 }],
  ])('whose address answers %s is refused', async (_what, answer) => {
    webhook.script.push(answer);

    expect(refusalOf(await create())).toBe('400 ValidationError');
    expect(sandbox.graph.subscriptions()).toEqual([]);
  });

  test('whose address never answers is refused', async () => {
    sandbox.quirks.webhookLimitsMs.handshake = 30;
    webhook.script.push(null);

    expect(refusalOf(await create())).toBe('400 ValidationError');
  });

  test('to an address away from this machine is refused: nothing leaves it', async () => {
    expect(refusalOf(await create({ notificationUrl: 'https://app.example/hook' }))).toBe('400 ValidationError');
  });

  test.each([
    ['users', 'readUsers'],
    ['groups', 'subscribeGroups'],
  ] as const)('to %s needs the permission %s, and no other', async (resource, right) => {
    sandbox.world.permissions[right] = false;

    const refused = await create({ resource });
    const other = await create({ resource: resource === 'users' ? 'groups' : 'users' });

    expect(refusalOf(refused)).toBe('403 Authorization_RequestDenied');
    expect(other.status).toBe(201);
  });

  test.each([
    ['conflict', 409, 1],
    ['accepted', 201, 2],
  ] as const)('like another, when duplicates are %s, is answered %i', async (quirk, status, left) => {
    sandbox.quirks.duplicateSubscription = quirk;
    await create();

    expect((await create({ changeType: 'deleted,updated' })).status).toBe(status);
    expect(sandbox.graph.subscriptions()).toHaveLength(left);
  });

  test('is one of a hundred at most, and the list has pages', async () => {
    sandbox.quirks.duplicateSubscription = 'accepted';
    for (let n = 1; n <= 100; n += 1) await create();

    const one = pageOf(await graph.get('/subscriptions'));
    const two = pageOf(await graph.get(one['@odata.nextLink'] ?? ''));

    expect(refusalOf(await create())).toBe('403 Forbidden');
    expect(new Set([...one.value, ...two.value].map(({ id }) => id)).size).toBe(40);
  });
});

describe('once made', () => {
  test('it ends by the clock', async () => {
    const id = idOf(await create({ expirationDateTime: inMinutes(60) }));
    clock.advance(HOUR_MS);

    expect(refusalOf(await graph.get(`/subscriptions/${id}`))).toBe('404 ResourceNotFound');
    expect(pageOf(await graph.get('/subscriptions')).value).toEqual([]);
  });

  test('it is renewed', async () => {
    const id = idOf(await create({ expirationDateTime: inMinutes(60) }));

    const renewed = await graph.patch(`/subscriptions/${id}`, { expirationDateTime: inMinutes(120) });
    clock.advance(HOUR_MS);

    expect(renewed).toMatchObject({ status: 200, body: { id } });
    expect(sandbox.graph.subscriptions()).toMatchObject([{ id, expirationDateTime: inMinutes(60) }]);
  });

  test.each<[string, () => object]>([
    ['an expiry beyond the longest', () => ({ expirationDateTime: inMinutes(41_761) })],
    ['a lifecycle address', () => ({ expirationDateTime: inMinutes(60), lifecycleNotificationUrl: webhook.url })],
    ['nothing', () => ({})],
  ])('it is not changed by %s', async (_what, change) => {
    const id = idOf(await create());

    expect(refusalOf(await graph.patch(`/subscriptions/${id}`, change()))).toBe('400 InvalidRequest');
  });

  test('it is removed, once', async () => {
    const id = idOf(await create());

    expect(await graph.remove(`/subscriptions/${id}`)).toMatchObject({ status: 204, body: null });
    expect(refusalOf(await graph.remove(`/subscriptions/${id}`))).toBe('404 ResourceNotFound');
  });

  test('it is not renewed without the permission', async () => {
    const id = idOf(await create());
    sandbox.world.permissions.readUsers = false;

    const refused = await graph.patch(`/subscriptions/${id}`, { expirationDateTime: inMinutes(60) });

    expect(refusalOf(refused)).toBe('403 Authorization_RequestDenied');
  });
});
