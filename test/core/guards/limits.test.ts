import { describe, expect, test } from 'vitest';
import { aMember } from '../builders/a-member.ts';
import { allowed, awaitingHold, limitBase, limitHold } from '../../../src/core/guards/limits.ts';
import { aPolicy, aWorld, RUN, UNLIMITED } from '../builders/a-world.ts';
import type { KindLimits, WriteClass } from '../../../src/domain/planning/policy.ts';
import { EMPTY_MEMORY, type Memory, type PastWrite } from '../../../src/domain/memory/memory.ts';
import { memberKey, personId } from '../../../src/domain/ids.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const TEN = Array.from({ length: 10 }, (_unused, index) => aMember(index + 1, `m${index}`));

function worldOf(kind: WriteClass, limits: KindLimits, pastWrites: readonly PastWrite[] = []): World {
  const world = aWorld([], TEN, { pastWrites });
  return { ...world, policy: aPolicy({ limits: { ...world.policy.limits, [kind]: limits } }) };
}

describe('how many pass', () => {
  test.each([
    [{ count: 5, percent: 100 }, 10, 5],
    [{ count: 5, percent: 20 }, 10, 2],
    [{ count: 5, percent: 20 }, 14, 2],
    [{ count: 5, percent: 20 }, 3, 1],
    [{ count: 0, percent: 0 }, 100, 1],
    [{ count: 5, percent: 20 }, 0, 1],
  ])('of %j with %d members is %d', (limit, base, expected) => {
    expect(allowed(limit, base)).toBe(expected);
  });

  test('is a share of the active members without the API members', () => {
    const members = [...TEN, aMember(11, 'off', { active: false }), aMember(12, 'api', { licenseClass: 'A' })];

    expect(limitBase(aWorld([], members))).toBe(10);
  });
});

describe('a class of writes', () => {
  const three: KindLimits = { perRun: { count: 3, percent: 100 }, perDay: { count: 4, percent: 100 } };
  const past = (kind: WriteClass, ...at: readonly string[]): readonly PastWrite[] =>
    at.map((instant) => ({ class: kind, at: instant }));

  test.each([
    ['passes at its limit', 3, [], undefined],
    [
      'waits as a whole above it',
      4,
      [],
      '4 deactivations in one run; at most 3 pass (the smaller of 3 and 100 % of 10 active members).',
    ],
    [
      'waits when the day is full, however few there are',
      2,
      past('deactivate', '2026-11-22T10:00:01.000Z', '2026-11-23T09:00:00.000Z', '2026-11-23T09:30:00.000Z'),
      '3 deactivations in the last 24 hours and 2 more now; at most 4 pass in 24 hours.',
    ],
    [
      'passes when what was done is a day old',
      2,
      past('deactivate', '2026-11-22T10:00:00.000Z', '2026-11-23T09:00:00.000Z', '2026-11-23T09:30:00.000Z'),
      undefined,
    ],
    [
      'passes when what was done was of another class',
      2,
      past('create', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z', '2026-11-23T09:30:00.000Z'),
      undefined,
    ],
  ])('%s', (_name, planned, pastWrites, why) => {
    const hold = limitHold('deactivate', planned, worldOf('deactivate', three, pastWrites));

    expect(hold?.why).toBe(why);
    if (hold !== undefined) expect(hold.release).toBe('approval');
  });

  describe('of which the memory knows more than the journal', () => {
    const traces = (...at: readonly string[]): Memory => ({
      ...EMPTY_MEMORY,
      tombstones: at.map((instant, index) => ({ member: memberKey(index + 1), person: null, run: RUN, at: instant })),
      links: at.map((since, index) => ({
        person: personId(`p${index}`),
        member: memberKey(index + 1),
        expectedIdentifier: 'x',
        since,
        by: index === 0 ? 'match' : 'create',
      })),
    });
    const memory = traces('2026-11-23T09:00:00.000Z', '2026-11-23T09:10:00.000Z', '2026-11-23T09:20:00.000Z');

    test.each<[WriteClass, string]>([
      ['deactivate', '3 deactivations in the last 24 hours and 3 more now; at most 4 pass in 24 hours.'],
      ['create', '2 creations in the last 24 hours and 3 more now; at most 4 pass in 24 hours.'],
    ])('%s waits by the tombstones or the links that were made', (kind, why) => {
      expect(limitHold(kind, 3, { ...worldOf(kind, three), memory })?.why).toBe(why);
    });

    test('a reactivation leaves no trace there', () => {
      expect(limitHold('reactivate', 3, { ...worldOf('reactivate', three), memory })).toBeUndefined();
    });

    test('what is a day old does not count', () => {
      const old = traces('2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z');

      expect(limitHold('deactivate', 3, { ...worldOf('deactivate', three), memory: old })).toBeUndefined();
    });

    test('the same writes in both are counted once', () => {
      const journaled = past('deactivate', '2026-11-23T09:00:00.000Z');
      const known = { ...EMPTY_MEMORY, tombstones: memory.tombstones.slice(0, 1) };

      expect(limitHold('deactivate', 3, { ...worldOf('deactivate', three, journaled), memory: known })).toBeUndefined();
    });
  });

  test.each<[WriteClass, string]>([
    ['deactivate', 'deactivations'],
    ['reactivate', 'reactivations'],
    ['create', 'creations'],
    ['role-change', 'changes of role or licence class'],
    ['other-change', 'updates'],
  ])('%s is called %s', (kind, words) => {
    const none: KindLimits = { ...UNLIMITED, perRun: { count: 1, percent: 100 } };

    expect(limitHold(kind, 2, worldOf(kind, none))?.why).toBe(
      `2 ${words} in one run; at most 1 pass (the smaller of 1 and 100 % of 10 active members).`,
    );
  });
});

test('a step held before says since when', () => {
  expect(awaitingHold('2026-11-23T09:00:00Z')).toEqual({
    guard: 'limit-per-run',
    release: 'approval',
    why: 'Held by a limit since 2026-11-23T09:00:00Z; such a step waits for an approval of its own.',
  });
});
