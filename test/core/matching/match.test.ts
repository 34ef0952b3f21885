import { describe, expect, test } from 'vitest';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Matching } from '../../../src/domain/planning/decision.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { matched } from './matched.ts';

const ada = aPerson('Ada Example');
const ben = aPerson('Ben Example');
const anna = aPerson('Anna Muster');

function pairsOf(matching: Matching): readonly string[] {
  return matching.pairs
    .map(({ person, member, evidence }) => `${person.displayName} = ${member.identifier} by ${evidence.join('+')}`)
    .sort();
}
function doubtsOf(matching: Matching): readonly string[] {
  return matching.doubts.map(
    ({ kind, people, members }) =>
      `${kind}: ${people.map((one) => one.displayName).join(', ')} / ${members.map((one) => one.identifier).join(', ')}`,
  );
}
const mailOf = (person: Person): string => person.mail ?? '';
const at = (key: number, identifier: string, ...addresses: string[]): Member => aMember(key, identifier, { addresses });

describe('one piece of evidence pairs', () => {
  test.each([
    [
      'an office address, whatever its case',
      [ada],
      [at(1, 'x1', 'ADA.Example@HarborPine.example ')],
      [],
      ['Ada Example = x1 by address'],
    ],
    [
      'an alias on the person',
      [{ ...ada, addresses: ['ada@old.example'] }],
      [at(1, 'x1', 'ada@old.example')],
      [],
      ['Ada Example = x1 by address'],
    ],
    [
      'a remembered link alone',
      [ada],
      [aMember(1, 'x1')],
      [aLink(ada, aMember(1, 'x1'))],
      ['Ada Example = x1 by link'],
    ],
    [
      'the directory id on the member',
      [ada],
      [aMember(1, 'x1', { directoryIds: [ada.id.toUpperCase()] })],
      [],
      ['Ada Example = x1 by directory-id'],
    ],
    [
      'the employee number in the join field',
      [{ ...ada, employeeNumber: '1001' }],
      [aMember(1, 'x1', { directoryIds: ['1001'] })],
      [],
      ['Ada Example = x1 by directory-id'],
    ],
    [
      'the derived Member ID with the same full name',
      [ada],
      [aMember(1, 'ADA.EXAMPLE', { fields: { firstName: 'ada', lastName: 'Éxample' } })],
      [],
      ['Ada Example = ADA.EXAMPLE by member-id'],
    ],
    [
      'all of it, strongest first',
      [ada],
      [at(1, 'x1', mailOf(ada))].map((member) => ({ ...member, directoryIds: [ada.id] })),
      [aLink(ada, aMember(1, 'x1'))],
      ['Ada Example = x1 by link+directory-id+address'],
    ],
    [
      'decomposed Unicode in an address',
      [{ ...ada, addresses: ['zo\u0065\u0308@x.example'] }],
      [at(1, 'x1', 'ZO\u00cb@x.example')],
      [],
      ['Ada Example = x1 by address'],
    ],
  ])('%s', (_name, people, members, links, expected) => {
    const matching = matched(people, members, links);

    expect(pairsOf(matching)).toEqual(expected);
    expect(matching.doubts).toEqual([]);
    expect([...matching.people, ...matching.members]).toEqual([]);
  });
});

describe('doubt, and nobody in it is paired', () => {
  test.each([
    [
      'two members with the same address are duplicates',
      [ada],
      [at(1, 'a1', mailOf(ada)), at(2, 'a2', mailOf(ada))],
      [],
      ['duplicate: Ada Example / a1, a2'],
    ],
    [
      'two people with evidence for one member',
      [ada, ben],
      [at(1, 'x', mailOf(ada), mailOf(ben))],
      [],
      ['ambiguous: Ada Example, Ben Example / x'],
    ],
    [
      'a link against an address',
      [ada, ben],
      [at(1, 'x', mailOf(ben))],
      [aLink(ada, aMember(1, 'x'))],
      ['ambiguous: Ada Example, Ben Example / x'],
    ],
    [
      'a link to one member and an address on another',
      [ada],
      [aMember(1, 'x1'), at(2, 'x2', mailOf(ada))],
      [aLink(ada, aMember(1, 'x1'))],
      ['duplicate: Ada Example / x1, x2'],
    ],
    [
      'an address of two people on a member of nobody',
      [
        { ...ada, addresses: ['info@x.example'] },
        { ...ben, addresses: ['info@x.example'] },
      ],
      [at(1, 'x', 'info@x.example')],
      [],
      ['ambiguous: Ada Example, Ben Example / x'],
    ],
    [
      'a chain over two people and two members',
      [
        { ...ada, addresses: ['a@x.example', 'b@x.example'] },
        { ...ben, addresses: ['c@x.example'] },
      ],
      [at(1, 'x1', 'a@x.example'), at(2, 'x2', 'b@x.example', 'c@x.example')],
      [],
      ['ambiguous: Ada Example, Ben Example / x1, x2'],
    ],
    [
      'the Member ID with half of the name',
      [aPerson('Jane Doe', { login: 'jdoe@harborpine.example' })],
      [aMember(1, 'jdoe', { fields: { firstName: 'John', lastName: 'Doe' } })],
      [],
      ['ambiguous: Jane Doe / jdoe'],
    ],
    [
      'two people whose Member ID would be the same',
      [
        aPerson('Jane Doe', { id: 'p1', login: 'jdoe@a.example' }),
        aPerson('Jane Doe', { id: 'p2', login: 'jdoe@b.example' }),
      ],
      [aMember(1, 'jdoe', { fields: { firstName: 'Jane', lastName: 'Doe' } })],
      [],
      ['ambiguous: Jane Doe, Jane Doe / jdoe'],
    ],
  ])('%s', (_name, people, members, links, expected) => {
    const matching = matched(people, members, links);

    expect(doubtsOf(matching)).toEqual(expected);
    expect(matching.pairs).toEqual([]);
  });
});

describe('stronger evidence stands, and the leftover is in doubt', () => {
  test('a second record with the address of a linked person is a duplicate, and only the linked one is paired', () => {
    const [first, second] = [at(1, 'a1', mailOf(ada)), at(2, 'a2', mailOf(ada))];

    const matching = matched([ada], [first, second], [aLink(ada, first)]);

    expect(pairsOf(matching)).toEqual(['Ada Example = a1 by link+address']);
    expect(doubtsOf(matching)).toEqual(['duplicate: Ada Example / a1, a2']);
    expect(matching.members).toEqual([]);
  });

  test("a person whose address sits on someone else's linked member is in doubt", () => {
    const member = at(1, 'a1', mailOf(ada), mailOf(ben));

    const matching = matched([ada, ben], [member], [aLink(ada, member)]);

    expect(pairsOf(matching)).toEqual(['Ada Example = a1 by link+address']);
    expect(doubtsOf(matching)).toEqual(['ambiguous: Ben Example / a1']);
    expect(matching.people).toEqual([]);
  });

  test('a shared address does not hinder a pair that other evidence makes, and makes no match of the other person', () => {
    const both = { addresses: ['info@x.example'] };
    const member = at(1, 'a1', 'info@x.example');

    const matching = matched(
      [
        { ...ada, ...both },
        { ...ben, ...both },
      ],
      [member],
      [aLink(ada, member)],
    );

    expect(pairsOf(matching)).toEqual(['Ada Example = a1 by link']);
    expect(matching.people.map((person) => person.displayName)).toEqual(['Ben Example']);
    expect(matching.doubts).toEqual([]);
  });
});

describe('no evidence', () => {
  test.each([
    ['equal names alone', [ada], [aMember(1, 'other', { fields: { firstName: 'Ada', lastName: 'Example' } })]],
    [
      'a Member ID with another name altogether',
      [aPerson('Jane Doe', { login: 'jdoe@x.example' })],
      [aMember(1, 'jdoe', { fields: { firstName: 'Max', lastName: 'Muster' } })],
    ],
    ['a Member ID on a record without names', [aPerson('Jane Doe', { login: 'jdoe@x.example' })], [aMember(1, 'jdoe')]],
    ['a text that is no address', [{ ...ada, addresses: ['n/a'] }], [at(1, 'x', 'n/a')]],
    ['a link to nobody on either side', [ada], [aMember(1, 'x')]],
    ['a person without what the template needs', [{ ...anna, login: '@x' }], [aMember(1, 'x')]],
  ])('%s', (_name, people, members) => {
    const nobody = aPerson('No Body');

    const matching = matched(people, members, [
      aLink(nobody, aMember(99, 'gone')),
      aLink(ada, aMember(98, 'gone')),
      aLink(nobody, aMember(1, 'x')),
    ]);

    expect(matching).toMatchObject({ pairs: [], doubts: [], people, members });
  });

  test('API members are nobody, whatever they carry', () => {
    const matching = matched([ada], [aMember(1, 'api', { licenseClass: 'A', addresses: [mailOf(ada)] })]);

    expect(matching).toMatchObject({ pairs: [], doubts: [], people: [ada], members: [] });
  });
});

describe('a link to a deleted person', () => {
  const old = aPerson('Ada Example', { id: 'p-old', state: 'deleted', addresses: [] });

  test('gives way to a living person of the same name with the same address', () => {
    const member = memberOf(ada, 1);

    expect(pairsOf(matched([old, ada], [member], [aLink(old, member)]))).toEqual([
      'Ada Example = ada.example by address',
    ]);
  });

  test('does not give way to someone of another name', () => {
    const member = memberOf(ada, 1);
    const other = { ...ben, addresses: ada.addresses };

    expect(doubtsOf(matched([old, other], [member], [aLink(old, member)]))).toEqual([
      'ambiguous: Ada Example, Ben Example / ada.example',
    ]);
  });

  test('stands when nobody else claims the member', () => {
    const member = aMember(1, 'x');

    expect(pairsOf(matched([old, outside(ben)], [member], [aLink(old, member)]))).toEqual(['Ada Example = x by link']);
  });
});
