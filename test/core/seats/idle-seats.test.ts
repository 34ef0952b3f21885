import { describe, expect, test } from 'vitest';
import { aDeactivation, aHold, going, held } from '../builders/an-action.ts';
import { aMember } from '../builders/a-member.ts';
import { ago, anActivity, aSeatingPolicy, HIDDEN, NEVER } from '../builders/a-seating.ts';
import { aPolicy, aWorld } from '../builders/a-world.ts';
import { idleSeats } from '../../../src/core/seats/idle-seats.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Step } from '../../../src/domain/planning/plan.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const quiet = aMember(1, 'quiet', { lastLogin: ago(70), fields: { firstName: 'Quinn', lastName: 'Iet' } });
const busy = aMember(2, 'busy');
function lookedAt(members: readonly Member[], over: Partial<World> = {}, steps: readonly Step[] = []) {
  const policy = aPolicy({ seating: aSeatingPolicy() });
  return idleSeats(
    aWorld([], members, { policy, activity: members.map((member) => anActivity(member)), ...over }),
    steps,
  );
}

describe('idle seats', () => {
  test('come with their traces and what they cost a year', () => {
    expect(lookedAt([quiet, busy])).toEqual({
      idle: [
        {
          member: { key: 1, identifier: 'quiet', name: 'Quinn Iet' },
          class: 'F',
          lastLogin: ago(70),
          timeEntry: NEVER,
          ticket: NEVER,
          latest: ago(70),
          days: 70,
          yearlyCost: 300,
        },
      ],
      untold: [],
    });
  });

  test('have no cost where their class has no price', () => {
    const { idle } = lookedAt([aMember(3, 'c', { licenseClass: 'C', lastLogin: ago(70) })]);

    expect(idle).toMatchObject([{ class: 'C', yearlyCost: null }]);
  });

  test('are listed by how long, those that were never used first, equals by record', () => {
    const members = [
      aMember(5, 'five', { lastLogin: ago(80) }),
      aMember(4, 'four', { lastLogin: ago(80) }),
      aMember(3, 'three', { lastLogin: ago(300) }),
      aMember(2, 'two', { lastLogin: NEVER }),
      aMember(1, 'one', { lastLogin: NEVER }),
    ];

    expect(lookedAt(members).idle?.map(({ member }) => member.key)).toEqual([1, 2, 3, 4, 5]);
  });

  test('are none where everybody signed in lately, and nobody had to be asked', () => {
    expect(lookedAt([busy], { activity: null })).toEqual({ idle: [], untold: [] });
  });

  test.each<[string, Partial<World>]>([
    ['it is switched off', { policy: aPolicy({ seating: aSeatingPolicy({ idle: { afterDays: null } }) }) }],
    ['nobody asked what they did', { activity: null }],
  ])('were not looked for when %s', (_what, over) => {
    expect(lookedAt([quiet], over)).toEqual({ idle: null, untold: [] });
  });

  test.each<[string, Step]>([
    ['goes', going(aDeactivation(quiet, 'disabled'), null)],
    ['waits', held(aDeactivation(quiet, 'disabled'), aHold())],
  ])('are not those of leavers whose step %s', (_what, step) => {
    expect(lookedAt([quiet], {}, [step]).idle).toEqual([]);
  });

  test('are not those who did something else lately', () => {
    expect(lookedAt([quiet], { activity: [anActivity(quiet, { ticket: ago(3) })] }).idle).toEqual([]);
  });
});

describe('seats of which it cannot be told', () => {
  test('are counted by the reason, most frequent first, and called idle nowhere', () => {
    const other = { kind: 'unknown', why: 'A right is missing.' } as const;
    const members = [1, 2, 3, 4, 5].map((key) => aMember(key, `m${key}`, { lastLogin: NEVER }));
    const sources = [{ ticket: other }, { ticket: HIDDEN }, { timeEntry: other }, { timeEntry: HIDDEN, ticket: other }];
    const activity = sources.map((source, index) => anActivity(members[index] ?? quiet, source));

    expect(lookedAt(members, { activity })).toEqual({
      idle: [],
      untold: [
        { why: 'A right is missing.', count: 2 },
        { why: 'Hidden.', count: 2 },
        { why: 'The PSA was not asked about the member in this run.', count: 1 },
      ],
    });
  });

  test.each([
    ['b', 'a', 'c'],
    ['c', 'b', 'a'],
  ])('are in the order of their words where they are as frequent: %s, %s, %s', (...reasons) => {
    const members = reasons.map((_why, index) => aMember(index + 1, `m${index}`, { lastLogin: NEVER }));
    const activity = members.map((member, index) =>
      anActivity(member, { ticket: { kind: 'unknown', why: reasons[index] ?? '' } }),
    );

    expect(lookedAt(members, { activity }).untold.map(({ why }) => why)).toEqual(['a', 'b', 'c']);
  });
});
