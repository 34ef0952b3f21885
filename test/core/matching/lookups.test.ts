import { describe, expect, test } from 'vitest';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { aWorld } from '../builders/a-world.ts';
import { EMPTY_MEMORY, type Link } from '../../../src/domain/memory/memory.ts';
import { lookupsFor, matchWorld, membershipChecksFor } from '../../../src/core/matching/lookups.ts';
import type { LookupAnswer } from '../../../src/domain/planning/world.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';

const ada = aPerson('Ada Example');
const ben = aPerson('Ben Example');
const linked = (...links: readonly Link[]): { readonly memory: typeof EMPTY_MEMORY } => ({
  memory: { ...EMPTY_MEMORY, links },
});

describe('who is looked up', () => {
  test('is nobody whose person is in a mapped group', () => {
    expect(lookupsFor(aWorld([ada], [memberOf(ada, 1)]))).toEqual([]);
  });

  test('is nobody whose linked person is in a mapped group', () => {
    const member = memberOf(ada, 1);

    expect(lookupsFor(aWorld([ada], [member], linked(aLink(ada, member))))).toEqual([]);
  });

  test.each(['disabled', 'suspended'] as const)(
    'is a member whose person the list shows as %s, by id, since lists lag',
    (state) => {
      expect(lookupsFor(aWorld([{ ...ada, state }], [memberOf(ada, 1)]))).toEqual([
        { member: 1, by: { kind: 'id', id: ada.id } },
      ]);
    },
  );

  test('is an active member with nobody in scope, by its addresses, folded', () => {
    const ghost = aMember(1, 'ghost', { addresses: ['Ghost@X.example', 'n/a'] });

    expect(lookupsFor(aWorld([ada], [ghost]))).toEqual([
      { member: 1, by: { kind: 'addresses', addresses: ['ghost@x.example'] } },
    ]);
  });

  test('is a member whose linked person left the groups, by that link, not by its addresses', () => {
    const member = memberOf(ben, 1);

    expect(lookupsFor(aWorld([ada], [member], linked(aLink(ben, member))))).toEqual([
      { member: 1, by: { kind: 'id', id: ben.id } },
    ]);
  });

  test('is a member whose link points away although someone in scope has its address, so that the contradiction shows', () => {
    const member = memberOf(ada, 1);

    expect(lookupsFor(aWorld([ada], [member], linked(aLink(ben, member))))).toEqual([
      { member: 1, by: { kind: 'id', id: ben.id } },
    ]);
  });

  test.each([
    ['an inactive member', aMember(1, 'ghost', { active: false, addresses: ['ghost@x.example'] })],
    ['an API member', aMember(1, 'api', { licenseClass: 'A', addresses: ['api@x.example'] })],
    ['a member without an address', aMember(1, 'ghost', { addresses: ['n/a'] })],
  ])('is not %s', (_name, member) => {
    expect(lookupsFor(aWorld([ada], [member]))).toEqual([]);
  });

  test('is not a member in doubt among people in scope', () => {
    const members = [memberOf(ada, 1), aMember(2, 'ada2', { addresses: ada.addresses })];

    expect(lookupsFor(aWorld([ada], members))).toEqual([]);
  });
});

describe('whose absence is checked directly', () => {
  const checks = (people: readonly Person[], members: readonly Member[]): readonly string[] =>
    membershipChecksFor({
      ...aWorld([ada], members),
      lookups: people.map((person, index): LookupAnswer => ({
        member: members[index]?.key ?? fail(),
        people: [person],
      })),
    });

  test('are enabled people outside of every group whose member is active', () => {
    const gone = outside(ben);

    expect(checks([gone], [memberOf(ben, 1)])).toEqual([gone.id]);
  });

  test.each([
    ['whose member is inactive', outside(ben), memberOf(ben, 1, { active: false })],
    ['who is disabled', { ...outside(ben), state: 'disabled' as const }, memberOf(ben, 1)],
    ['who is in a mapped group after all', ben, memberOf(ben, 1)],
    ['who is a guest whom the policy leaves alone', { ...outside(ben), type: 'guest' as const }, memberOf(ben, 1)],
  ])('is nobody %s', (_name, person, member) => {
    expect(checks([person], [member])).toEqual([]);
  });

  test('are the first 20 by id, so that the cost of a run is bounded', () => {
    const people = Array.from({ length: 25 }, (_unused, index) =>
      outside(aPerson(`P${String.fromCharCode(97 + index)} Example`, { id: `p${String(99 - index)}` })),
    );
    const members = people.map((person, index) => memberOf(person, index + 1));

    expect(checks(people, members)).toEqual(Array.from({ length: 20 }, (_unused, index) => `p${75 + index}`));
  });
});

test('a person found one by one and on the roster, too, is taken from the roster, which knows the groups', () => {
  const world = aWorld([ada], [memberOf(ada, 1)], {
    lookups: [{ member: memberOf(ada, 1).key, people: [outside(ada)] }],
  });

  expect(matchWorld(world).pairs.map((pair) => pair.person.groups)).toEqual([ada.groups]);
});

test('of a person on the roster, the state is that of the direct read', () => {
  const answer = { member: memberOf(ada, 1).key, people: [outside({ ...ada, state: 'enabled' })] };
  const world = aWorld([{ ...ada, state: 'disabled' }, ben], [memberOf(ada, 1)], { lookups: [answer] });

  expect(matchWorld(world).pairs.map(({ person }) => [person.state, person.groups])).toEqual([['enabled', ada.groups]]);
});

function fail(): never {
  throw new Error('Each person of this test belongs to one member');
}
