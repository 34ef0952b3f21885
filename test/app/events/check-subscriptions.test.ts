import { describe, expect, test } from 'vitest';
import { checkSubscriptions } from '../../../src/app/events/check-subscriptions.ts';
import type { Check } from '../../../src/ports/run-ports.ts';
import { createSubscriptionRecords } from '../../../src/adapters/records/events/subscriptions.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { NAME, setKeeper, type Keeper } from './keeper.ts';

const NAMED = 'Microsoft Entra ID: change subscriptions';

/** `token`: one that tells its roles; it is never sent. */
function check(keeper: Keeper, roles?: readonly string[]): Promise<Check> {
  const subscriptions = keeper.open(keeper.wish.secret);
  const token = ['{}', JSON.stringify({ roles }), 's'].map((part) => Buffer.from(part).toString('base64url')).join('.');
  const telling = roles === undefined ? subscriptions : keeper.open(keeper.wish.secret, token);
  return checkSubscriptions(
    {
      name: NAME,
      subscriptions: { list: () => subscriptions.list(), readRights: () => telling.readRights() },
      records: createSubscriptionRecords(keeper.store),
      clock: keeper.clock,
    },
    { notificationUrl: keeper.wish.url, secretDigest: digestOfText(keeper.wish.secret) },
  );
}

describe('the check of change subscriptions', () => {
  test('is content with what the looks keep, and writes nothing', async () => {
    await using keeper = await setKeeper();
    await keeper.look();
    keeper.sandbox.clearTraffic();

    expect(await check(keeper)).toEqual({
      name: NAMED,
      result: 'ok',
      detail: 'There are subscriptions: users until 2026-12-22, groups until 2026-12-22.',
      fix: null,
    });
    expect(keeper.writes()).toEqual([]);
  });

  test('before the first look says who makes them, and which rights that takes', async () => {
    await using keeper = await setKeeper();

    const { result, detail, fix } = await check(keeper);

    expect({ result, detail }).toEqual({
      result: 'warn',
      detail: 'Changes are not delivered as they should be: none for users, none for groups.',
    });
    expect(fix).toMatch(/renew-entra-subscriptions.*User\.Read\.All.*Group\.Read\.All/s);
    expect(keeper.writes()).toEqual([]);
  });

  test('before the first look says what to grant where the token lacks it', async () => {
    await using keeper = await setKeeper();

    const { fix } = await check(keeper, ['User.Read.All', 'GroupMember.Read.All']);

    expect(fix).toContain('groups: Grant the application permission Group.Read.All');
    expect(fix).not.toContain('users: Grant');
  });

  test('warns while they are still there, when the right has been taken away', async () => {
    await using keeper = await setKeeper();
    await keeper.look();

    expect(await check(keeper, ['User.Read.All'])).toMatchObject({
      result: 'warn',
      detail: expect.stringContaining('groups until 2026-12-22') as string,
      fix: expect.stringContaining('Group.Read.All') as string,
    });
  });

  test('repeats what the latest look was told', async () => {
    await using keeper = await setKeeper();
    keeper.sandbox.world.permissions.subscribeGroups = false;
    await keeper.look();

    const { result, detail, fix } = await check(keeper);

    expect({ result, detail }).toEqual({
      result: 'warn',
      detail: 'Changes are not delivered as they should be: users until 2026-12-22, none for groups.',
    });
    expect(fix).toMatch(/^groups: .*answered 403.*Grant the application permission Group\.Read\.All/);
  });

  test.each<[string, (keeper: Keeper) => void]>([
    [
      'one was lost',
      ({ sandbox }) => {
        sandbox.graph.loseSubscription(sandbox.graph.subscriptions()[0]?.id ?? '');
      },
    ],
    [
      'another secret is configured',
      ({ wish }) => {
        wish.secret = 'another secret, long enough';
      },
    ],
    [
      'their time is over',
      ({ clock }) => {
        clock.advance(30 * 24 * HOUR_MS);
      },
    ],
  ])('warns when %s since', async (_what, change) => {
    await using keeper = await setKeeper();
    await keeper.look();
    change(keeper);

    expect(await check(keeper)).toMatchObject({
      result: 'warn',
      detail: expect.stringContaining('none for users') as string,
    });
  });

  test('is a warning with the reason when they cannot be listed', async () => {
    await using keeper = await setKeeper();
    keeper.sandbox.addFault({
      system: 'graph',
      path: /subscriptions/,
      effect: { kind: 'answer', status: 401, body: '{}' },
    });

    expect(await check(keeper)).toMatchObject({
      name: NAMED,
      result: 'warn',
      detail: expect.stringContaining('answered 401') as string,
      fix: expect.stringContaining('Check that the credential') as string,
    });
  });
});
