import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Subscription, SubscriptionReply } from '../../../../src/domain/events/subscription.ts';
import type { FaultEffect } from '../../../../src/sandbox/context.ts';
import { SECRET, setSubscriptionStage, type SubscriptionStage } from './subscription-stage.ts';

const page = z.looseObject({ value: z.array(z.looseObject({})) });
const NOT_THERE: Subscription = {
  id: '0a6b2f4e-3d1c-4f7a-9b0e-5c8d7e6f1a2b',
  resource: 'users',
  changeTypes: ['updated'],
  notificationUrl: 'https://app.example/hook',
  lifecycleUrl: null,
  expires: '2026-12-21T09:30:00.000Z',
};

function made(reply: SubscriptionReply): Subscription {
  if (reply.kind !== 'done') throw new Error(JSON.stringify(reply));
  return reply.subscription;
}
const detailOf = (reply: SubscriptionReply): string => (reply.kind === 'done' ? '' : reply.detail);
const strikes = (stage: SubscriptionStage, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', effect: FaultEffect) => {
  stage.sandbox.addFault({ system: 'graph', method, path: /\/subscriptions/, times: Infinity, effect });
};

describe('a subscription', () => {
  test('is made with the secret, listed without it, renewed and removed', async () => {
    await using stage = await setSubscriptionStage();
    const subscriptions = stage.open(SECRET);
    const draft = stage.draft('groups');

    const created = made(await subscriptions.create(draft));
    const listed = await subscriptions.list();
    const renewed = await subscriptions.renew(created, '2026-12-01T00:00:00.000Z');
    const shown = stage.sandbox.graph.subscriptions();
    const removed = await subscriptions.remove(created);

    expect(created).toEqual({ ...draft, id: created.id });
    expect(listed).toEqual([created]);
    expect(renewed).toEqual({ kind: 'done', subscription: { ...created, expires: '2026-12-01T00:00:00.000Z' } });
    expect(shown).toMatchObject([{ clientState: SECRET, expirationDateTime: '2026-12-01T00:00:00.000Z' }]);
    expect(removed).toMatchObject({ kind: 'done' });
    expect(await subscriptions.list()).toEqual([]);
    expect(stage.meter.read()).toMatchObject([{ data: 2, write: 3, retries: 0 }]);
  });

  test('that is gone already counts as removed, and is not renewed', async () => {
    await using stage = await setSubscriptionStage();
    const subscriptions = stage.open(SECRET);

    expect(await subscriptions.remove(NOT_THERE)).toMatchObject({ kind: 'done' });
    expect(await subscriptions.renew(NOT_THERE, NOT_THERE.expires)).toMatchObject({ kind: 'refused', because: 'gone' });
  });

  test('that a proxy does not find is not gone for that', async () => {
    await using stage = await setSubscriptionStage();
    strikes(stage, 'DELETE', { kind: 'answer', status: 404, body: '<html>', headers: { 'content-type': 'text/html' } });

    expect(await stage.open(SECRET).remove(NOT_THERE)).toMatchObject({ kind: 'refused', because: 'other' });
  });
});

describe('the list', () => {
  test('is read to its last page', async () => {
    await using stage = await setSubscriptionStage();
    const subscriptions = stage.open(SECRET);
    stage.sandbox.quirks.duplicateSubscription = 'accepted';
    for (let n = 1; n <= 25; n += 1) made(await subscriptions.create(stage.draft('users')));
    stage.sandbox.clearTraffic();

    expect(await subscriptions.list()).toHaveLength(25);
    expect(stage.sandbox.traffic).toHaveLength(2);
  });

  test('holds what Graph writes in its own way, and nothing that concerns neither all users nor all groups', async () => {
    await using stage = await setSubscriptionStage();
    const subscriptions = stage.open(SECRET);
    made(await subscriptions.create(stage.draft('users')));
    const edit = (body: unknown) => {
      const [one] = page.parse(body).value;
      const same = { ...one, resource: '/Users', changeType: 'updated, deleted', lifecycleNotificationUrl: null };
      return {
        value: [
          { ...same, expirationDateTime: '2026-12-21T09:30:00.1234567+00:00' },
          { ...same, resource: 'users/5f0e6c1a-6a1c-4a5e-8b57-2f3f0a9d1e77' },
          { ...same, resource: "me/mailFolders('Inbox')/messages" },
        ],
      };
    };
    strikes(stage, 'GET', { kind: 'edit', edit });

    expect(await subscriptions.list()).toMatchObject([
      {
        resource: 'users',
        changeTypes: ['deleted', 'updated'],
        lifecycleUrl: null,
        expires: '2026-12-21T09:30:00.123Z',
      },
    ]);
  });

  test.each<[string, FaultEffect, string]>([
    ['an entry without its expiry', { kind: 'edit', edit: () => ({ value: [{ id: 'x' }] }) }, 'malformed'],
    ['a page that is cut', { kind: 'cut' }, 'malformed'],
    ['no list', { kind: 'edit', edit: () => ({}) }, 'malformed'],
    ['an error that stays', { kind: 'answer', status: 503, body: '{}' }, 'unavailable'],
    ['a connection that drops', { kind: 'drop' }, 'unavailable'],
  ])('with %s is a fault: it is not "none"', async (_what, effect, reason) => {
    await using stage = await setSubscriptionStage();
    const subscriptions = stage.open(SECRET);
    made(await subscriptions.create(stage.draft('users')));
    strikes(stage, 'GET', effect);

    await expect(subscriptions.list()).rejects.toMatchObject({ name: 'RemoteError', reason });
  });
});

describe('a creation', () => {
  test.each<[string, FaultEffect, number]>([
    ['whose answer is lost', { kind: 'drop-after' }, 1],
    ['whose connection drops', { kind: 'drop' }, 0],
    ['answered with 500', { kind: 'answer', status: 500, body: '{}' }, 0],
    ['answered with 504', { kind: 'answer', status: 504, body: '' }, 0],
    ['answered with a redirect', { kind: 'answer', status: 302, body: '' }, 0],
    ['whose answer is cut', { kind: 'cut' }, 1],
    ['whose answer is no subscription', { kind: 'edit', edit: () => ({ id: 'x' }) }, 1],
    [
      'whose answer is a page',
      { kind: 'answer', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
      0,
    ],
  ])('%s is of unknown outcome, and is sent once', async (_what, effect, there) => {
    await using stage = await setSubscriptionStage();
    strikes(stage, 'POST', effect);

    const reply = await stage.open(SECRET).create(stage.draft('users'));

    expect(reply).toMatchObject({ kind: 'unknown' });
    expect(stage.writes()).toEqual(['POST /subscriptions']);
    expect(stage.waits).toEqual([]);
    expect(stage.sandbox.graph.subscriptions()).toHaveLength(there);
  });

  test('that is throttled is refused, and is sent once', async () => {
    await using stage = await setSubscriptionStage();
    strikes(stage, 'POST', { kind: 'answer', status: 429, body: '{}', headers: { 'Retry-After': '1' } });

    const reply = await stage.open(SECRET).create(stage.draft('users'));

    expect(reply).toMatchObject({ kind: 'refused', because: 'other' });
    expect(stage.writes()).toEqual(['POST /subscriptions']);
  });

  test('of what there is already is refused as such, with Graph’s own words', async () => {
    await using stage = await setSubscriptionStage();
    const subscriptions = stage.open(SECRET);
    made(await subscriptions.create(stage.draft('users')));

    const reply = await subscriptions.create(stage.draft('users'));

    expect(reply).toMatchObject({ kind: 'refused', because: 'exists' });
    expect(detailOf(reply)).toContain('already exists for the requested combination');
  });

  test.each([
    ['users', 'readUsers', 'User.Read.All'],
    ['groups', 'subscribeGroups', 'Group.Read.All'],
  ] as const)('for %s without the right names it, and how to grant it', async (resource, right, permission) => {
    await using stage = await setSubscriptionStage();
    stage.sandbox.world.permissions[right] = false;

    const reply = await stage.open(SECRET).create(stage.draft(resource));

    expect(reply).toMatchObject({ kind: 'refused', because: 'other' });
    expect(detailOf(reply)).toContain(`Grant the application permission ${permission}:`);
    expect(detailOf(reply)).toContain('100 subscriptions');
  });

  test('whose address gives no token back says what Graph wants of it', async () => {
    await using stage = await setSubscriptionStage();
    stage.webhook.script.push({ status: 401 });

    const reply = await stage.open(SECRET).create(stage.draft('users'));

    expect(detailOf(reply)).toMatch(/ValidationError: .*but was 401.*\/api\/webhooks\/entra\/CONNECTION/);
  });

  test.each<['POST' | 'PATCH' | 'GET']>([['POST'], ['PATCH'], ['GET']])(
    'never has its secret in a message, even where Graph repeats it (%s)',
    async (method) => {
      await using stage = await setSubscriptionStage();
      const subscriptions = stage.open(SECRET);
      const body = JSON.stringify({ error: { code: 'InvalidRequest', message: `No ${SECRET} here.` } });
      strikes(stage, method, { kind: 'answer', status: 400, body });

      const said =
        method === 'GET'
          ? await subscriptions.list().catch((error: unknown) => String(error))
          : method === 'POST'
            ? await subscriptions.create(stage.draft('users'))
            : await subscriptions.renew(NOT_THERE, NOT_THERE.expires);

      expect(JSON.stringify(said)).toContain('No [secret] here.');
      expect(JSON.stringify(said)).not.toContain(SECRET);
    },
  );
});

test('a key in the address is in no message, even where Graph repeats the address', async () => {
  await using stage = await setSubscriptionStage();
  const notificationUrl = `${stage.webhook.url}?code=canary%2Bkey&more=1`;
  const body = JSON.stringify({ error: { code: 'ValidationError', message: `No: ${notificationUrl} (canary+key)` } });
  strikes(stage, 'POST', { kind: 'answer', status: 400, body });

  const reply = await stage.open(SECRET).create(stage.draft('users', { notificationUrl }));

  expect(detailOf(reply)).toContain('/hook?[secret] ([secret])');
  expect(detailOf(reply)).not.toContain('canary');
});

test('a token that Graph does not accept is a refusal that says so', async () => {
  await using stage = await setSubscriptionStage();
  strikes(stage, 'POST', { kind: 'answer', status: 401, body: '{}' });

  const reply = await stage.open(SECRET).create(stage.draft('users'));

  expect(reply).toMatchObject({ kind: 'refused', because: 'other' });
  expect(detailOf(reply)).toContain('Check that the credential belongs to this tenant');
});

describe('the rights', () => {
  const tokenWith = (roles: readonly string[]): string =>
    ['{}', JSON.stringify({ roles }), 's'].map((part) => Buffer.from(part).toString('base64url')).join('.');

  test.each([
    ['both', ['User.Read.All', 'Group.Read.All'], [true, true]],
    ['those that Rollcall needs without events', ['User.Read.All', 'GroupMember.Read.All'], [true, false]],
    ['one that includes both', ['Directory.Read.All'], [true, true]],
    ['none', [], [false, false]],
  ])('are read from a token with %s', async (_what, roles, held) => {
    await using stage = await setSubscriptionStage();

    const rights = await stage.open(SECRET, tokenWith(roles)).readRights();

    expect(rights.map((right) => right.held)).toEqual(held);
    expect(stage.sandbox.traffic).toEqual([]);
  });

  test('stay open with a token that does not tell, and how to grant them is known all the same', async () => {
    await using stage = await setSubscriptionStage();

    expect(await stage.open(SECRET).readRights()).toEqual([
      { resource: 'users', held: null, grant: expect.stringContaining('User.Read.All') as string },
      { resource: 'groups', held: null, grant: expect.stringContaining('Group.Read.All') as string },
    ]);
  });
});
