/** One person and one member in every situation: what is planned, and what is found. */
import { describe, expect, test } from 'vitest';
import { aCatalogue, aPolicy, aWorld, RUN } from '../builders/a-world.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { decide } from '../../../src/core/decide.ts';
import { EMPTY_MEMORY } from '../../../src/domain/memory/memory.ts';
import { matchWorld } from '../../../src/core/matching/lookups.ts';
import { planActions } from '../../../src/core/planning/plan.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person, PersonState } from '../../../src/domain/people/person.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const ada = aPerson('Ada Example');
const SOUND: Partial<Policy> = { mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] };

/** Where the person is read: from a mapped group, or one by one because the member has nobody in scope. */
function aScene(person: Person, member: Member | null, policy: Partial<Policy> = {}, over: Partial<World> = {}): World {
  const inScope = person.groups.length > 0;
  return aWorld(inScope ? [person] : [], member === null ? [] : [member], {
    policy: aPolicy({ ...SOUND, ...policy }),
    lookups: inScope || member === null ? [] : [{ member: member.key, people: [person] }],
    ...over,
  });
}
function linesOf(world: World): readonly string[] {
  const draft = planActions(world, matchWorld(world));
  return [
    ...draft.actions.map(({ action, doubts }) =>
      [action.kind, action.because, ...doubts.map((doubt) => `(${doubt.guard})`)].join(' '),
    ),
    ...draft.findings.map((each) => `${each.severity}: ${each.kind}`),
  ];
}

const DEPARTED: Readonly<Record<'disabled' | 'deleted', readonly string[]>> = {
  disabled: ['deactivate disabled'],
  deleted: ['deactivate deleted'],
};
type Where = 'in scope' | 'out of scope';
const TABLE: readonly (readonly [PersonState, 'active' | 'inactive' | 'none', Where, readonly string[]])[] = [
  ['enabled', 'active', 'in scope', []],
  [
    'enabled',
    'inactive',
    'in scope',
    ['reactivate switched-off-by-hand (confirm-return)', 'act: switched-off-by-hand'],
  ],
  ['enabled', 'none', 'in scope', ['create in-scope']],
  ['enabled', 'active', 'out of scope', ['deactivate out-of-scope (absence)', 'know: out-of-scope']],
  ['enabled', 'inactive', 'out of scope', []],
  ['enabled', 'none', 'out of scope', []],
  ['disabled', 'active', 'in scope', DEPARTED.disabled],
  ['disabled', 'inactive', 'in scope', []],
  ['disabled', 'none', 'in scope', []],
  ['disabled', 'active', 'out of scope', DEPARTED.disabled],
  ['disabled', 'inactive', 'out of scope', []],
  ['disabled', 'none', 'out of scope', []],
  ['deleted', 'active', 'out of scope', DEPARTED.deleted],
  ['deleted', 'inactive', 'out of scope', []],
  ['deleted', 'none', 'out of scope', []],
  ['gone', 'active', 'out of scope', ['deactivate gone (absence)']],
  ['gone', 'inactive', 'out of scope', []],
  ['gone', 'none', 'out of scope', []],
  ['suspended', 'active', 'in scope', ['act: suspended-person']],
  ['suspended', 'inactive', 'in scope', []],
  ['suspended', 'none', 'in scope', []],
  ['suspended', 'active', 'out of scope', ['act: suspended-person']],
  ['suspended', 'inactive', 'out of scope', []],
  ['suspended', 'none', 'out of scope', []],
  ['pending', 'active', 'in scope', []],
  ['pending', 'inactive', 'in scope', []],
  ['pending', 'none', 'in scope', ['know: pending-person']],
  ['pending', 'active', 'out of scope', []],
  ['pending', 'inactive', 'out of scope', []],
  ['pending', 'none', 'out of scope', []],
  ['unknown', 'active', 'in scope', ['act: unreadable-person']],
  ['unknown', 'inactive', 'in scope', ['act: unreadable-person']],
  ['unknown', 'none', 'in scope', ['act: unreadable-person']],
  ['unknown', 'active', 'out of scope', ['act: unreadable-person']],
  ['unknown', 'inactive', 'out of scope', ['act: unreadable-person']],
  ['unknown', 'none', 'out of scope', []],
];

describe('a person', () => {
  test.each(TABLE)('%s with %s member, %s', (state, has, where, expected) => {
    const person = { ...(where === 'in scope' ? ada : outside(ada)), state };
    const member = has === 'none' ? null : memberOf(ada, 1, { active: has === 'active' });

    expect(linesOf(aScene(person, member))).toEqual(expected);
  });

  test('disabled in the list, whom the direct read did not reach, waits for the next run', () => {
    const member = memberOf(ada, 1);
    const world = aScene({ ...ada, state: 'disabled' }, member, {}, { unfinishedLookups: [member.key] });

    expect(linesOf(world)).toEqual(['deactivate disabled (source-integrity)']);
  });

  test('outside in the lists, whom the direct check finds in a group, stays', () => {
    expect(linesOf(aScene(outside(ada), memberOf(ada, 1), {}, { confirmedInside: [ada.id] }))).toEqual([]);
  });

  test('suspended leaves where the policy says so', () => {
    const world = aScene({ ...ada, state: 'suspended' }, memberOf(ada, 1), { suspended: 'deactivate' });

    expect(linesOf(world)).toEqual(['deactivate suspended']);
  });

  test('whose record has drifted is mended, in the fields that the policy owns and no others', () => {
    const member = memberOf(ada, 1, { fields: { lastName: 'Maiden', title: 'Old title' } });
    const world = aScene({ ...ada, title: 'New title' }, member);

    expect(planActions(world, matchWorld(world)).actions).toEqual([
      {
        action: {
          kind: 'update',
          person: { id: ada.id, name: 'Ada Example', login: ada.login },
          member: { key: 1, identifier: 'ada.example', name: 'Ada Maiden' },
          changes: [{ field: 'lastName', from: 'Maiden', to: 'Example' }],
          profile: 'technician',
          because: 'drifted',
        },
        doubts: [],
      },
    ]);
  });

  test('who returns to a member that Rollcall had switched off comes back unasked', () => {
    const member = memberOf(ada, 1, { active: false });
    const tombstones = [{ member: member.key, person: ada.id, run: RUN, at: '2026-10-01T00:00:00Z' }];
    const world = aScene(ada, member, {}, { memory: { ...EMPTY_MEMORY, tombstones } });

    expect(linesOf(world)).toEqual(['reactivate returned']);
  });
});

describe('a guest whom the policy leaves alone', () => {
  const guest: Person = { ...ada, type: 'guest' };

  test.each([
    ['gets no member', guest, null, ['know: guest-excluded']],
    ['keeps an active member', guest, memberOf(ada, 1), ['know: guest-excluded']],
    ['keeps an active member outside of every group, too', outside(guest), memberOf(ada, 1), ['know: guest-excluded']],
    ['is not brought back', guest, memberOf(ada, 1, { active: false }), []],
    [
      'keeps a member that has drifted',
      guest,
      memberOf(ada, 1, { fields: { lastName: 'X' } }),
      ['know: guest-excluded'],
    ],
    [
      'leaves when disabled: that is proof',
      { ...guest, state: 'disabled' as const },
      memberOf(ada, 1),
      DEPARTED.disabled,
    ],
  ])('%s', (_name, person, member, expected) => {
    expect(linesOf(aScene(person, member))).toEqual(expected);
  });

  test.each([
    ['gets a member', guest, null, ['create in-scope']],
    [
      'leaves when outside',
      outside(guest),
      memberOf(ada, 1),
      ['deactivate out-of-scope (absence)', 'know: out-of-scope'],
    ],
  ])('is like everybody where guests are included: %s', (_name, person, member, expected) => {
    expect(linesOf(aScene(person, member, { guests: 'include' }))).toEqual(expected);
  });
});

describe('a profile with a name that stands for nothing', () => {
  const lost = aCatalogue({ defaultLocation: [] });

  test('holds everybody who would be created with it, in one finding', () => {
    const ben = aPerson('Ben Example');
    const world = aWorld([ada, ben], [], { catalogue: lost });

    const { actions, findings } = planActions(world, matchWorld(world));

    expect(actions).toEqual([]);
    expect(
      findings.map(({ kind, people, detail }) => [kind, people.map((person) => person.name).join(), detail]),
    ).toEqual([
      [
        'missing-reference',
        'Ada Example,Ben Example',
        'Profile "technician": location "Portland" does not exist in the PSA. Nobody is created or brought back with this profile until that is settled.',
      ],
      [
        'missing-reference',
        '',
        'Profile "dispatch": location "Portland" does not exist in the PSA. Nobody is created or brought back with this profile until that is settled.',
      ],
    ]);
  });

  test('brings nobody back', () => {
    const world = aScene(ada, memberOf(ada, 1, { active: false }), {}, { catalogue: lost });

    expect(linesOf(world)).toEqual(['act: missing-reference', 'act: missing-reference']);
  });

  test('mends what it can of an active member', () => {
    const world = aScene(ada, memberOf(ada, 1, { fields: { lastName: 'Maiden' } }), {}, { catalogue: lost });

    expect(linesOf(world)[0]).toBe('update drifted');
  });
});

test('an address of several people in the groups is a finding that names them', () => {
  const both = [ada, aPerson('Ben Example')].map((person) => ({
    ...person,
    addresses: [...person.addresses, 'Info@x.example'],
  }));
  const world = aWorld(both, []);

  const conflicts = planActions(world, matchWorld(world)).findings.filter((each) => each.kind === 'mail-conflict');

  expect(conflicts.map(({ detail, people }) => [detail, people.map((person) => person.name)])).toEqual([
    ['info@x.example belongs to 2 people in the directory, so it identifies nobody.', ['Ada Example', 'Ben Example']],
  ]);
});

test('whoever is in doubt is a finding, and nothing is planned for them', () => {
  const members = [memberOf(ada, 1), aMember(2, 'ada2', { addresses: ada.addresses, active: false })];
  const world = aWorld([ada], members);

  const { steps, findings } = decide(world).plan;

  expect(steps).toEqual([]);
  expect(findings.map((each) => [each.kind, each.detail])).toEqual([
    [
      'duplicate-members',
      'ada.example@harborpine.example has more than one member: ada.example, ada2 (inactive). Nothing is written to a record in doubt.',
    ],
  ]);
});
