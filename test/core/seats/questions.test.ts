import { describe, expect, test } from 'vitest';
import { activityQuestionFor } from '../../../src/core/seats/questions.ts';
import { aMember } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, aWorld, NOW } from '../builders/a-world.ts';
import { ago, aSeatingPolicy, HIDDEN, NEVER } from '../builders/a-seating.ts';
import { EMPTY_MEMORY, type Link } from '../../../src/domain/memory/memory.ts';
import { memberKey, personId } from '../../../src/domain/ids.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { SeatingPolicy } from '../../../src/domain/people/seat.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const quiet = aMember(1, 'quiet', { lastLogin: ago(70) });
const asked = (
  member: Partial<Member>,
  idle: Partial<SeatingPolicy['idle']> = {},
  over: Partial<World> = {},
): boolean =>
  activityQuestionFor(
    aWorld([], [{ ...quiet, ...member }], {
      policy: aPolicy({ seating: aSeatingPolicy({ idle }), protectedMembers: ['quiet'] }),
      ...over,
    }),
  ) !== null;
const linked = (by: Link['by'], since: string): Partial<World> => ({
  memory: {
    ...EMPTY_MEMORY,
    links: [{ person: personId('p1'), member: memberKey(1), expectedIdentifier: 'quiet', since, by }],
  },
});
const LAST_WEEK = ago(7).at;
const LAST_YEAR = ago(365).at;

describe('somebody is asked about further', () => {
  test.each<[string, boolean, boolean]>([
    ['whose last login is long ago, protected or not', asked({}), true],
    ['who never signed in', asked({ lastLogin: NEVER }), true],
    ['whose last login is hidden', asked({ lastLogin: HIDDEN }), true],
    ['whose record is of unknown age', asked({ knownSince: null }), true],
    ['who was linked lately, but not made', asked({}, {}, linked('match', LAST_WEEK)), true],
    ['who was made long ago', asked({}, {}, linked('create', LAST_YEAR)), true],
    ['whose snooze is over', asked({}, { snoozed: [{ member: 'quiet', until: '2026-11-22' }] }), true],
    ['who signed in lately: no', asked({ lastLogin: ago(59) }), false],
    ['who is inactive: no', asked({ active: false }), false],
    ['who is an API member: no', asked({ licenseClass: 'A' }), false],
    ['who is excepted: no', asked({}, { except: ['other', 'QUI*'] }), false],
    ['who is snoozed: no', asked({}, { snoozed: [{ member: 'Quiet', until: '2026-12-31' }] }), false],
    ['on the last day of the snooze: no', asked({}, { snoozed: [{ member: 'quiet', until: '2026-11-23' }] }), false],
    ['whose record is new: no', asked({ knownSince: LAST_WEEK, lastLogin: NEVER }), false],
    ['whom Rollcall made lately: no', asked({}, {}, linked('create', LAST_WEEK)), false],
    ['whom Rollcall brought back lately: no', asked({}, {}, linked('return', LAST_WEEK)), false],
    ['where nobody looks for idle seats: no', asked({}, { afterDays: null }), false],
    ['in a look at one person: no', asked({}, {}, { focus: aPerson('Ada Example').id }), false],
  ])('%s', (_what, isAsked, expected) => {
    expect(isAsked).toBe(expected);
  });

  test('in the order of the records, since a day before what counts', () => {
    const world = aWorld([], [aMember(3, 'three', { lastLogin: NEVER }), quiet, aMember(2, 'busy')]);

    expect(activityQuestionFor(world)).toEqual({
      members: [
        { key: 1, identifier: 'quiet', name: '' },
        { key: 3, identifier: 'three', name: '' },
      ],
      since: new Date(Date.parse(NOW) - 61 * 86_400_000).toISOString(),
    });
  });

  test('up to 2,000 in one run', () => {
    const members = Array.from({ length: 2_010 }, (_unused, index) =>
      aMember(index + 1, `m${index}`, { lastLogin: NEVER }),
    );

    expect(activityQuestionFor(aWorld([], members))?.members.map(({ key }) => key)).toEqual(
      Array.from({ length: 2_000 }, (_unused, index) => index + 1),
    );
  });
});
