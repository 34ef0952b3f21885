import { describe, expect, test } from 'vitest';
import {
  aDeactivation,
  aCreation,
  anUpdate,
  aProblem,
  aReassignment,
  TO_ADMINISTRATOR,
} from '../builders/an-action.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aMemberRoster, aPolicy, aRoster, aWorld, RUN } from '../builders/a-world.ts';
import { aPerson } from '../builders/a-person.ts';
import { EMPTY_MEMORY, type Baseline, type Link } from '../../../src/domain/memory/memory.ts';
import { holdForIntegrity, integrityProblems } from '../../../src/core/guards/source-integrity.ts';
import { memberKey, personId } from '../../../src/domain/ids.ts';
import type { Departure } from '../../../src/domain/planning/action.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const ada = aPerson('Ada Example');
const member = memberOf(ada, 1);
const people = (count: number): ReturnType<typeof aPerson>[] =>
  Array.from({ length: count }, (_unused, index) => aPerson('Ada Example', { id: `p${index}` }));
const baseline = (over: Partial<Baseline> = {}): Partial<World> => ({
  memory: {
    ...EMPTY_MEMORY,
    baseline: { run: RUN, at: '2026-11-22T10:00:00Z', people: 1, members: 1, groups: [], ...over },
  },
});
function linkTo(key: number): Link {
  return {
    person: personId(`p${key}`),
    member: memberKey(key),
    expectedIdentifier: `m${key}`,
    since: '2026-01-01T00:00:00Z',
    by: 'match',
  };
}
const remembered = (keys: readonly number[]): Partial<World> => ({
  memory: {
    ...EMPTY_MEMORY,
    links: keys.map(linkTo),
    tombstones: keys.map((key) => ({ member: memberKey(key), person: null, run: RUN, at: '2026-01-01T00:00:00Z' })),
  },
});
/** So many linked members, of whom so many lead to nobody. */
function goneWorld(linked: number, gone: number): World {
  const keys = Array.from({ length: linked }, (_unused, index) => index + 1);
  return aWorld(
    [ada],
    keys.map((key) => aMember(key, `m${key}`)),
    {
      ...remembered(keys),
      lookups: keys.map((key) => ({
        member: memberKey(key),
        people: [{ ...ada, id: personId(`p${key}`), groups: [], state: key <= gone ? 'gone' : 'enabled' }],
      })),
    },
  );
}
const strict = aPolicy({ mayBeEmpty: ['PSA Dispatch'] });
const linesOf = (world: World): readonly string[] =>
  integrityProblems(world).map((each) => `${each.side} ${each.check} (${each.release}): ${each.detail}`);

describe('what cannot be taken as the whole truth', () => {
  test.each<[string, World, readonly string[]]>([
    ['is nothing in a sound world', aWorld([ada], [member], { policy: strict }), []],
    ['is nothing in a sound world that has not shrunk', aWorld([ada], [member], baseline()), []],
    [
      'is a read that the directory cut off',
      aWorld([ada], [member], {
        directory: aRoster([ada], [{ check: 'cut', place: 'group PSA Technicians', detail: 'ended early' }]),
      }),
      ['directory cut (source): group PSA Technicians: ended early'],
    ],
    [
      'is a group that is not there, which is the configuration’s',
      aWorld([ada], [member], {
        directory: aRoster([ada], [{ check: 'group-missing', place: 'group PSA Technicians', detail: 'not found' }]),
      }),
      ['directory group-missing (config): group PSA Technicians: not found'],
    ],
    [
      'is a read that the PSA contradicts',
      aWorld([ada], [member], {
        psa: aMemberRoster([member], [{ check: 'count-contradicted', place: 'members', detail: '1 of 2' }]),
      }),
      ['psa count-contradicted (source): members: 1 of 2'],
    ],
    [
      'is a group that is empty',
      aWorld([], [member], { policy: strict }),
      ['directory empty (config): Group "PSA Technicians" is empty. If that is right, list it under "mayBeEmpty".'],
    ],
    [
      'is not a group that was empty in the last good run, too',
      aWorld([], [member], {
        policy: strict,
        ...baseline({ people: 0, groups: [{ selector: 'PSA Technicians', people: 0 }] }),
      }),
      [],
    ],
    [
      'is a group that had people in the last good run',
      aWorld([], [member], {
        policy: strict,
        ...baseline({ people: 0, groups: [{ selector: 'PSA Technicians', people: 1 }] }),
      }),
      ['directory empty (config): Group "PSA Technicians" is empty. If that is right, list it under "mayBeEmpty".'],
    ],
    [
      'is a directory of less than 80 % of the last good run',
      aWorld(people(7), [member], baseline({ people: 9 })),
      [
        'directory shrunk (approval): The mapped groups hold 7 people; the last good run (2026-11-22T10:00:00Z) read 9. Below 80 % nobody is switched off for being absent.',
      ],
    ],
    ['is not a directory of just 80 %', aWorld(people(8), [member], baseline({ people: 10 })), []],
    [
      'is a directory without its canary',
      aWorld([ada], [member], {
        policy: aPolicy({ ...strict, canaries: ['ADA.example@HarborPine.example', 'boss@x.example'] }),
      }),
      ['directory canary-absent (source): boss@x.example has to be in a mapped group ("canaries") and is not.'],
    ],
    [
      'is not a directory whose canary has it as an alias',
      aWorld([{ ...ada, addresses: ['Boss@x.example'] }], [member], {
        policy: aPolicy({ ...strict, canaries: ['boss@x.example'] }),
      }),
      [],
    ],
    [
      'is a PSA without any member',
      aWorld([ada], []),
      ['psa empty (source): The PSA shows no member at all, not even the one of the API key.'],
    ],
    [
      'is a PSA with fewer members than before, since none can be deleted',
      aWorld([ada], [member], baseline({ members: 2 })),
      [
        "psa shrunk (source): The PSA shows 1 members; the last good run (2026-11-22T10:00:00Z) read 2. Members cannot be deleted, so the API member's role hides some.",
      ],
    ],
    [
      'is a group of the last good run that no profile maps any more',
      aWorld([ada], [member], baseline({ groups: [{ selector: 'PSA Former', people: 3 }] })),
      [
        'directory mapping-changed (approval): Group "PSA Former" (3 people in the last good run) is no longer in any profile.',
      ],
    ],
    [
      'is not a group that is mapped as before',
      aWorld([ada], [member], baseline({ groups: [{ selector: 'PSA Technicians', people: 1 }] })),
      [],
    ],
    [
      'is a list that lacks someone whom the direct check finds in the group',
      aWorld([ada], [member], { confirmedInside: [ada.id] }),
      [
        'directory count-contradicted (source): The direct membership check finds one person in a mapped group whose list did not show them. The list lags; the next run reads it again.',
      ],
    ],
    [
      'is a list that lacks several',
      aWorld([ada], [member], { confirmedInside: people(2).map((person) => person.id) }),
      [
        'directory count-contradicted (source): The direct membership check finds 2 people in a mapped group whose list did not show them. The list lags; the next run reads it again.',
      ],
    ],
    [
      'is a directory in which more than a fifth of the links lead nowhere',
      goneWorld(10, 3),
      [
        'directory mass-gone (source): 3 of 10 linked people cannot be found by their id any more. Is this the right tenant or org, and may Rollcall read all of it?',
      ],
    ],
    ['is not a directory in which a fifth of the links lead nowhere', goneWorld(10, 2), []],
    ['is not a single link that leads nowhere', goneWorld(1, 1), []],
    [
      'is a PSA that hides a member whom a link knows',
      aWorld([ada], [member], remembered([7])),
      [
        "psa hidden (source): The PSA no longer shows a member that Rollcall knows (record 7). Members cannot be deleted, so the API member's role hides them.",
      ],
    ],
    [
      'is a PSA that hides many, of whom the first five are named',
      aWorld([ada], [member], remembered([1, 7, 8, 9, 10, 11, 12])),
      [
        "psa hidden (source): The PSA no longer shows 6 members that Rollcall knows (record 7, 8, 9, 10, 11). Members cannot be deleted, so the API member's role hides them.",
      ],
    ],
    [
      'is not told twice of a PSA that was not read whole',
      aWorld([ada], [member], {
        ...remembered([7]),
        psa: aMemberRoster([member], [{ check: 'cut', place: 'members', detail: 'ended early' }]),
      }),
      ['psa cut (source): members: ended early'],
    ],
    ['is not a PSA with more members than before', aWorld([ada], [member, aMember(2, 'x')], baseline()), []],
  ])('%s', (_name, world, expected) => {
    expect(linesOf(world)).toEqual(expected);
  });

  test('is told all at once, the directory first', () => {
    const world = aWorld([], [], {
      policy: aPolicy({ mayBeEmpty: ['PSA Dispatch'], canaries: ['boss@x.example'] }),
      directory: aRoster([], [{ check: 'failed', place: 'directory', detail: 'no answer' }]),
      ...baseline({ people: 9 }),
    });

    expect(integrityProblems(world).map((each) => `${each.side} ${each.check}`)).toEqual([
      'directory failed',
      'directory empty',
      'directory shrunk',
      'directory canary-absent',
      'psa empty',
    ]);
  });
});

describe('a doubtful directory', () => {
  test.each<[Departure, number]>([
    ['out-of-scope', 1],
    ['unmanaged', 1],
    ['gone', 1],
    ['disabled', 0],
    ['deleted', 0],
    ['suspended', 0],
  ])('meets a departure because of %s with %d holds', (because, count) => {
    const problem = aProblem({ release: 'approval' });

    const holds = holdForIntegrity(aDeactivation(member, because), [problem]);

    expect(holds).toEqual(
      Array.from({ length: count }, () => ({
        guard: 'source-integrity',
        release: 'approval',
        why: 'group PSA Technicians: ended early',
      })),
    );
  });

  test.each([
    ['a creation', aCreation(ada)],
    ['an update', anUpdate(ada, member, [TO_ADMINISTRATOR])],
    ['what is handed over with a departure', aReassignment(member, aMember(2, 'ben'), { because: 'out-of-scope' })],
  ])('lets %s pass, which rests on what was seen', (_name, action) => {
    expect(holdForIntegrity(action, [aProblem()])).toEqual([]);
  });
});

test('a doubtful directory holds the work of somebody who left earlier: they may be back in what was not read', () => {
  expect(holdForIntegrity(aReassignment(member, aMember(2, 'ben')), [aProblem()])).toMatchObject([
    { guard: 'source-integrity', release: 'source' },
  ]);
});

describe('a doubtful PSA', () => {
  test.each([
    ['a creation', aCreation(ada)],
    ['an update', anUpdate(ada, member, [TO_ADMINISTRATOR])],
    ['a departure with proof', aDeactivation(member, 'deleted')],
  ])('holds %s, once for each reason', (_name, action) => {
    const problems = [aProblem({ side: 'psa' }), aProblem({ side: 'psa', check: 'shrunk' })];

    expect(holdForIntegrity(action, problems).map((hold) => hold.guard)).toEqual([
      'source-integrity',
      'source-integrity',
    ]);
  });
});
