/** Looks that go wrong: one resource's trouble is its own, an answer that never came makes no second subscription, and the next look mends what is left. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Fault, FaultEffect } from '../../../src/sandbox/context.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { openWebhook } from '../../support/webhook.ts';
import { NAME, setKeeper, type Keeper } from './keeper.ts';

const fault = (method: Fault['method'] & string, effect: FaultEffect, more: Partial<Fault> = {}): Fault => ({
  system: 'graph',
  method,
  path: /\/subscriptions/,
  effect,
  ...more,
});
const problemsOf = async (keeper: Keeper): Promise<readonly string[]> =>
  ((await keeper.record())?.problems ?? []).map(({ resource, detail }) => `${resource ?? 'all'}: ${detail}`);

describe('one resource’s trouble', () => {
  test('does not stop the other: without the right for groups there are users, and the record says what to grant', async () => {
    await using keeper = await setKeeper();
    keeper.sandbox.world.permissions.subscribeGroups = false;

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['users']);
    expect(record?.subscriptions).toHaveLength(1);
    expect(await problemsOf(keeper)).toEqual([
      expect.stringMatching(/^groups: .*answered 403.*Grant the application permission Group\.Read\.All/),
    ]);
    expect(keeper.logged()).toMatch(/"level":"warn".*"problems":1/);
  });

  test('is tried again at every look, without a run for it, and told no more once it is over', async () => {
    await using keeper = await setKeeper();
    keeper.sandbox.world.permissions.subscribeGroups = false;
    await keeper.look();
    await keeper.look();
    const before = keeper.queued.length;
    keeper.sandbox.world.permissions.subscribeGroups = true;

    const record = await keeper.look();

    expect(before).toBe(1);
    expect(keeper.live()).toEqual(['users', 'groups']);
    expect(record?.problems).toEqual([]);
    expect(keeper.queued).toHaveLength(2);
  });

  test('with the address leaves everything as it was, in Graph’s own words', async () => {
    await using keeper = await setKeeper();
    keeper.webhook.script.push({ status: 404 });

    await keeper.look();

    expect(keeper.live()).toEqual(['groups']);
    expect(await problemsOf(keeper)).toEqual([expect.stringMatching(/^users: .*ValidationError: .*but was 404/)]);
  });

  test('when somebody else’s subscription is in the way is told; theirs stays', async () => {
    await using keeper = await setKeeper();
    await using other = await openWebhook();
    await keeper.open('another secret').create(keeper.draft('users', { notificationUrl: other.url }));

    await keeper.look();

    expect(keeper.live()).toEqual(['users', 'groups']);
    expect(keeper.sandbox.graph.subscriptions()[0]).toMatchObject({ notificationUrl: other.url });
    expect(await problemsOf(keeper)).toEqual([expect.stringMatching(/^users: .*not Rollcall's, so it stays/)]);
  });
});

describe('an answer that never came', () => {
  test.each(['conflict', 'accepted'] as const)(
    'to a creation: what was made is found in the list and no second one is made, with duplicates %s',
    async (quirk) => {
      await using keeper = await setKeeper();
      keeper.sandbox.quirks.duplicateSubscription = quirk;
      keeper.sandbox.addFault(fault('POST', { kind: 'drop-after' }, { times: 2 }));

      const record = await keeper.look();

      expect(keeper.live()).toEqual(['users', 'groups']);
      expect(keeper.writes()).toEqual(['POST /subscriptions', 'POST /subscriptions']);
      expect(record).toMatchObject({ problems: [], subscriptions: [{ resource: 'users' }, { resource: 'groups' }] });
      expect(keeper.queued).toHaveLength(1);
    },
  );

  test('to a creation that was never carried out: it is a problem, and the next look’s to make', async () => {
    await using keeper = await setKeeper();
    keeper.sandbox.addFault(fault('POST', { kind: 'drop' }));

    await keeper.look();
    const problems = await problemsOf(keeper);
    await keeper.look();

    expect(problems).toEqual([expect.stringMatching(/^users: .*dropped the connection/)]);
    expect(keeper.live()).toEqual(['groups', 'users']);
    expect((await keeper.record())?.problems).toEqual([]);
  });

  test('to a creation, and no list either: the stray is replaced by the next look, since its secret is known to nobody', async () => {
    await using keeper = await setKeeper();
    keeper.sandbox.addFault(fault('POST', { kind: 'drop-after' }));
    keeper.sandbox.addFault(fault('GET', { kind: 'answer', status: 400, body: '{}' }, { skip: 1 }));
    await keeper.look();
    const [stray] = keeper.sandbox.graph.subscriptions();

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['groups', 'users']);
    expect(keeper.sandbox.graph.subscriptions().map(({ id }) => id)).not.toContain(stray?.id);
    expect(record?.problems).toEqual([]);
  });

  test.each(['DELETE', 'PATCH'] as const)('to a %s that was carried out is settled by the list', async (method) => {
    await using keeper = await setKeeper();
    await keeper.look();
    if (method === 'DELETE') keeper.wish.secret = 'another secret, long enough';
    else keeper.clock.advance(20 * 24 * HOUR_MS);
    keeper.sandbox.addFault(fault(method, { kind: 'drop-after' }));

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['users', 'groups']);
    expect(record?.problems).toEqual([]);
  });
});

test('a list that cannot be read changes nothing, keeps what is remembered, and is told', async () => {
  await using keeper = await setKeeper();
  await keeper.look();
  const before = await keeper.record();
  keeper.sandbox.clearTraffic();
  keeper.sandbox.addFault(fault('GET', { kind: 'answer', status: 503, body: '{}' }, { times: Infinity }));

  const record = await keeper.look();

  expect(keeper.writes()).toEqual([]);
  expect(record?.subscriptions).toEqual(before?.subscriptions);
  expect(await problemsOf(keeper)).toEqual([
    expect.stringMatching(/^all: The subscriptions could not be listed\. .*answered 503/),
  ]);
});

test('a list that never shows what was made is told, and the webhook takes its deliveries all the same', async () => {
  await using keeper = await setKeeper();
  const edit = (body: unknown) => ({ ...z.looseObject({}).parse(body), value: [] });
  keeper.sandbox.addFault(fault('GET', { kind: 'edit', edit }, { times: Infinity }));

  const record = await keeper.look();

  expect(record?.subscriptions).toHaveLength(2);
  expect(record?.problems).toMatchObject([
    { resource: 'users', detail: expect.stringContaining('does not list') as string },
    { resource: 'groups' },
  ]);
});

test('doubled ones lose all but one', async () => {
  await using keeper = await setKeeper();
  await keeper.look();
  keeper.sandbox.quirks.duplicateSubscription = 'accepted';
  await keeper.open(keeper.wish.secret).create(keeper.draft('users'));

  const record = await keeper.look();

  expect(keeper.live()).toEqual(['users', 'groups']);
  expect(record?.subscriptions).toHaveLength(2);
});

describe('two looks', () => {
  test('at once: the second ends quietly', async () => {
    await using keeper = await setKeeper();
    const lease = await keeper.lock.acquire(`${NAME}.subscriptions`);

    expect(await keeper.look()).toBeUndefined();
    expect(keeper.sandbox.traffic).toEqual([]);
    await lease?.release();
    expect((await keeper.look())?.subscriptions).toHaveLength(2);
  });

  test('one after the other because the first lost its lease: it writes nothing more, and the other mends what it left', async () => {
    await using keeper = await setKeeper();
    const act = (): void => {
      keeper.lock.take(`${NAME}.subscriptions`);
    };
    keeper.sandbox.addFault(fault('POST', { kind: 'meanwhile', act }));

    await expect(keeper.look()).rejects.toThrow();
    const left = keeper.live();
    const record = await keeper.look();

    expect(left).toEqual(['users']);
    expect(keeper.live().toSorted()).toEqual(['groups', 'users']);
    expect(record).toMatchObject({ problems: [], runOwed: false });
    expect(keeper.queued).toHaveLength(1);
  });
});

test('a record that cannot be read is a fault, and nothing is done to the directory', async () => {
  await using keeper = await setKeeper();
  keeper.store.put(`${NAME}/subscriptions.json`, '{');

  await expect(keeper.look()).rejects.toMatchObject({ reason: 'malformed' });
  expect(keeper.sandbox.traffic).toEqual([]);
});
