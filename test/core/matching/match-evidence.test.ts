/** Corners of evidence and doubt that the stories in match.test.ts do not reach. */
import { expect, test } from 'vitest';
import { aLink } from '../builders/a-link.ts';
import { aMember } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { matched } from './matched.ts';
import type { Matching } from '../../../src/domain/planning/decision.ts';

const ada = aPerson('Ada Example', { employeeNumber: 'E-1' });
const ben = aPerson('Ben Example');

const why = (matching: Matching): readonly string[] => matching.doubts.map((doubt) => `${doubt.kind}: ${doubt.why}`);

test('one id in two places of a member is one candidate, not two', () => {
  const member = aMember(1, 'x1', { directoryIds: ['e-1', 'E-1'] });

  expect(matched([ada], [member]).pairs).toEqual([{ person: ada, member, evidence: ['directory-id'] }]);
});

test('a directory id on one member and an address on another contradict each other', () => {
  const members = [aMember(1, 'x1', { directoryIds: [ada.id] }), aMember(2, 'x2', { addresses: ada.addresses })];

  expect(why(matched([ada], members))).toEqual(['duplicate: 2 members carry an address or id of the same person']);
});

test('a directory id against a link is a contradiction that no address settles', () => {
  const members = [aMember(1, 'x1', { addresses: ada.addresses }), aMember(2, 'x2', { directoryIds: [ada.id] })];

  const matching = matched([ada], members, [aLink(ada, aMember(1, 'x1'))]);

  expect(matching.pairs).toEqual([]);
  expect(why(matching)).toEqual(['duplicate: 2 members carry an address or id of the same person']);
});

test('an address narrows down two members with the same directory id', () => {
  const members = [
    aMember(1, 'x1', { directoryIds: [ada.id] }),
    aMember(2, 'x2', { directoryIds: [ada.id], addresses: ada.addresses }),
  ];

  const matching = matched([ada], members);

  expect(matching.pairs.map((pair) => pair.member.identifier)).toEqual(['x2']);
  expect(why(matching)).toEqual(['duplicate: 2 members carry an address or id of the same person']);
});

test('one member that two people fit is in doubt, and so is everybody', () => {
  const member = aMember(1, 'x1', { addresses: [...ada.addresses, ...ben.addresses] });

  expect(why(matched([ada, ben], [member]))).toEqual(['ambiguous: 2 people have evidence for the same member']);
});

test('a person and a member that only a shared address connects, while its other holder is settled, are told with that holder', () => {
  const shared = { ...ben, addresses: [...ben.addresses, 'info@x.example'] };
  const holder = { ...ada, addresses: [...ada.addresses, 'info@x.example'] };
  const members = [
    aMember(1, 'ada', { addresses: ada.addresses }),
    aMember(2, 'desk', { addresses: ['info@x.example'] }),
  ];

  const matching = matched([holder, shared], members);

  expect(matching.pairs.map((pair) => pair.member.identifier)).toEqual(['ada']);
  expect(why(matching)).toEqual(['ambiguous: 2 people have evidence for the same member']);
  expect([matching.people, matching.members]).toEqual([[], []]);
});

test('a link to a deleted person stands against a living person of another name, whose member it would be', () => {
  const gone = aPerson('Ada Example', { id: 'p-old', state: 'deleted', addresses: [] });
  const nameless = aMember(1, 'x1', { addresses: ben.addresses });

  expect(why(matched([gone, ben], [nameless], [aLink(gone, nameless)]))).toEqual([
    'ambiguous: 2 people have evidence for the same member',
  ]);
});

test('a pair that only shares an address with nobody else alive in evidence is a contradiction of its own', () => {
  const twin = { ...ben, addresses: ['info@x.example', ...ben.addresses] };
  const holder = { ...ada, addresses: ['info@x.example'] };
  const members = [
    aMember(1, 'ben', { addresses: ben.addresses }),
    aMember(2, 'desk', { directoryIds: [ada.id] }),
    aMember(3, 'info', { directoryIds: [ben.id] }),
  ];

  const matching = matched([holder, twin], members);

  expect(matching.pairs.map(({ person, member }) => `${person.displayName} = ${member.identifier}`)).toEqual([
    'Ada Example = desk',
  ]);
  expect(why(matching)).toEqual(['duplicate: 2 members carry an address or id of the same person']);
});
