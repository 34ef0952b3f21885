import { beforeEach, expect, test } from 'vitest';
import { createKnownSubscriptions, KEPT_MS } from '../../../src/runtime/webhooks/known-subscriptions.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts';

const PINE = connectionName('pine');
const OAK = connectionName('oak');

let clock: FixedClock;
let stored: Record<string, string[]>;
let reads: string[];
/** What the next reading throws. */
let fault: Error | undefined;
let known: (ids: readonly string[], connection?: typeof PINE) => Promise<readonly string[]>;

beforeEach(() => {
  clock = createFixedClock();
  stored = { pine: ['users-1', 'GROUPS-1'], oak: ['users-2'] };
  reads = [];
  fault = undefined;
  const ask = createKnownSubscriptions({
    clock,
    read: async (connection) => {
      reads.push(connection);
      const answer = [...(stored[connection] ?? [])];
      await Promise.resolve();
      if (fault !== undefined) throw fault;
      return answer;
    },
  });
  known = async (ids, connection = PINE) => [...(await ask(connection, new Set(ids)))];
});

test('they are read once in five seconds, whatever case they are stored in', async () => {
  expect(await known(['users-1'])).toEqual(['users-1']);
  clock.advance(KEPT_MS);
  expect(await known(['users-1', 'groups-1'])).toEqual(['users-1', 'groups-1']);
  expect(reads).toEqual(['pine']);

  clock.advance(1);
  await known(['users-1']);
  expect(reads).toEqual(['pine', 'pine']);
});

test('each connection has its own', async () => {
  expect(await known(['users-2'])).toEqual([]);
  expect(await known(['users-2'], OAK)).toEqual(['users-2']);
});

test('one that was just made is believed at once', async () => {
  await known(['users-1']);
  stored['pine']?.push('users-9');
  clock.advance(1);

  expect(await known(['users-1', 'users-9'])).toEqual(['users-1', 'users-9']);
  expect(reads).toEqual(['pine', 'pine']);
});

test('one that was made while somebody else was reading is believed, too', async () => {
  const before = known(['users-1']);
  clock.advance(1);
  stored['pine']?.push('users-9');

  expect(await known(['users-9'])).toEqual(['users-9']);
  expect(await before).toEqual(['users-1']);
});

test('a strange one is looked for at each delivery, and takes the others nothing', async () => {
  await known(['users-1']);
  for (let delivery = 0; delivery < 3; delivery += 1) {
    clock.advance(1);
    expect(await known(['strange', 'users-1'])).toEqual(['users-1']);
  }

  expect(reads).toHaveLength(4);
});

test('one that was removed is believed no longer than five seconds', async () => {
  await known(['users-1']);
  stored['pine'] = [];
  clock.advance(KEPT_MS + 1);

  expect(await known(['users-1'])).toEqual([]);
});

test('deliveries at the same time share a reading', async () => {
  await Promise.all([known(['users-1']), known(['groups-1']), known(['strange'])]);

  expect(reads).toEqual(['pine']);
});

test('a reading that fails is a fault for whoever shares it, and the next delivery reads again', async () => {
  fault = new Error('out of order');
  const asked = [known(['users-1']), known(['users-1'])];
  expect(await Promise.allSettled(asked)).toEqual([
    { status: 'rejected', reason: fault },
    { status: 'rejected', reason: fault },
  ]);
  fault = undefined;

  expect(await known(['users-1'])).toEqual(['users-1']);
  expect(reads).toEqual(['pine', 'pine']);
});
