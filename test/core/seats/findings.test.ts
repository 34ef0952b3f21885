import { describe, expect, test } from 'vitest';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, aWorld } from '../builders/a-world.ts';
import { ago, anActivity, aSeatingPolicy, HIDDEN, NEVER } from '../builders/a-seating.ts';
import { decide } from '../../../src/core/decide.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const ofSeats = /^(seats|idle)/;
function found(members: readonly Member[], policy: Partial<Policy> = {}, over: Partial<World> = {}): readonly string[] {
  const world = aWorld([], members, {
    policy: aPolicy({ mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'], seating: aSeatingPolicy(), ...policy }),
    activity: members.map((member) => anActivity(member)),
    ...over,
  });
  return decide(world)
    .plan.findings.filter(({ kind }) => ofSeats.test(kind))
    .map(
      ({ kind, severity, members: named, detail }) =>
        `${severity} ${kind} [${named.map(({ identifier }) => identifier).join()}] ${detail}`,
    );
}
const members = (count: number, over: Partial<Member> = {}): readonly Member[] =>
  Array.from({ length: count }, (_unused, index) =>
    aMember(index + 1, `m${index + 1}`, { addresses: [`m${index + 1}@harborpine.example`], ...over }),
  );

describe('a class of seats', () => {
  test.each<[string, number, readonly string[]]>([
    ['that is far from full is not spoken of', 100, []],
    ['that is nearly full is worth knowing', 10, ['know seats-nearly-full [] 9 of 10 contracted F seats are in use.']],
    ['that is full needs somebody', 9, ['act seats-nearly-full [] 9 of 9 contracted F seats are in use.']],
    ['that is over its contract needs somebody', 8, ['act seats-nearly-full [] 9 of 8 contracted F seats are in use.']],
  ])('%s', (_what, contracted, expected) => {
    expect(found(members(9), { seats: { F: contracted } })).toEqual(expected);
  });

  test('is told with what the plan will take', () => {
    const ada = aPerson('Ada Example');
    const world = aWorld([ada], members(1), { policy: aPolicy({ mayBeEmpty: ['PSA Dispatch'], seats: { F: 2 } }) });

    expect(decide(world).plan.findings.map(({ detail }) => detail)).toContain(
      '1 of 2 contracted F seats are in use; 2 will be after this plan.',
    );
  });

  test('for which somebody waits is spoken of once', () => {
    const ada = aPerson('Ada Example');
    const world = aWorld([ada], [...members(1), aMember(9, 'x', { licenseClass: 'X', addresses: ['x@x.example'] })], {
      policy: aPolicy({ mayBeEmpty: ['PSA Dispatch'], seats: { F: 1, X: 1 } }),
    });

    expect(
      decide(world)
        .plan.findings.filter(({ kind }) => ofSeats.test(kind))
        .map(({ kind, detail }) => `${kind}: ${detail}`),
    ).toEqual([
      'seats-nearly-full: 1 of 1 contracted X seats are in use.',
      'seats-short: One person waits for a seat.',
    ]);
  });
});

describe('idle seats', () => {
  test('are one finding, with their cost and the first ten names', () => {
    expect(found(members(12, { lastLogin: ago(70) }))).toEqual([
      'act idle-seats [m1,m2,m3,m4,m5,m6,m7,m8,m9,m10] 12 seats have not been used for 60 days or longer: no sign-in, no time entry, no ticket. They cost USD 3,600 a year.',
    ]);
  });

  test('say what is left out where a class has no price', () => {
    const mixed = [
      ...members(1, { lastLogin: NEVER }),
      aMember(2, 'c', { licenseClass: 'C', lastLogin: NEVER, addresses: ['c@c.example'] }),
    ];

    expect(found(mixed)).toEqual([
      'act idle-seats [m1,c] 2 seats have not been used for 60 days or longer: no sign-in, no time entry, no ticket. They cost USD 300 a year, 1 without a price left out.',
    ]);
  });

  test('say nothing of costs where there is no price at all', () => {
    expect(found(members(1, { lastLogin: NEVER }), { seating: aSeatingPolicy({ prices: {} }) })).toEqual([
      'act idle-seats [m1] One seat has not been used for 60 days or longer: no sign-in, no time entry, no ticket.',
    ]);
  });

  test('say what a single one costs', () => {
    expect(found(members(1, { lastLogin: NEVER }), { seating: aSeatingPolicy({ currency: 'EUR' }) })).toEqual([
      'act idle-seats [m1] One seat has not been used for 60 days or longer: no sign-in, no time entry, no ticket. It costs EUR 300 a year.',
    ]);
  });

  test('are not spoken of where nobody looked', () => {
    expect(found(members(1, { lastLogin: NEVER }), {}, { activity: null })).toEqual([]);
  });

  test('are not spoken of in a look at one person', () => {
    const ada = aPerson('Ada Example');
    const world = aWorld([ada], [memberOf(ada, 1, { lastLogin: NEVER })], {
      focus: ada.id,
      policy: aPolicy({ seats: { F: 1 } }),
      activity: [],
    });

    const { seating, plan } = decide(world);

    expect(seating).toBeNull();
    expect(plan.findings.filter(({ kind }) => ofSeats.test(kind))).toEqual([]);
  });
});

test('an ended snooze is ignored, and that is said', () => {
  const seating = aSeatingPolicy({
    idle: {
      snoozed: [
        { member: 'M1', until: '2026-10-31' },
        { member: 'gone', until: '2026-11-22' },
      ],
    },
  });

  expect(found(members(1, { lastLogin: NEVER }), { seating })).toEqual([
    'know idle-seats [] The snooze of gone ended on 2026-11-22 and is ignored.',
    'act idle-seats [m1] One seat has not been used for 60 days or longer: no sign-in, no time entry, no ticket. It costs USD 300 a year.',
    'know idle-seats [m1] The snooze of M1 ended on 2026-10-31 and is ignored.',
  ]);
});

test.each<[number, string]>([
  [1, 'Whether one seat is used cannot be told, so it is not called idle: 1 × Hidden.'],
  [2, 'Whether 2 seats are used cannot be told, so they are not called idle: 2 × Hidden.'],
])('of %d hidden members it is said that it cannot be told', (count, detail) => {
  expect(found(members(count, { lastLogin: HIDDEN }))).toEqual([`know idle-seats [] ${detail}`]);
});
