import { expect, test } from 'vitest';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { anEntry, aReading, aRecord, aTicket } from '../builders/a-duty.ts';
import { aWorld } from '../builders/a-world.ts';
import { canonicalWorld } from '../../../src/core/matching/canonical-world.ts';

const [ada, ben, carl] = [aPerson('Ada Example'), aPerson('Ben Example'), aPerson('Carl Example')];

test('people are in the order of their ids, members and look-ups in that of the record ids, and nothing else is touched', () => {
  const [first, second, tenth] = [memberOf(ada, 1), memberOf(ben, 2), aMember(10, 'ten')];
  const world = aWorld([ben, ada], [tenth, second, first], {
    lookups: [
      { member: tenth.key, people: [outside(carl), outside(ben)] },
      { member: second.key, people: [] },
    ],
  });

  expect(canonicalWorld(world)).toEqual({
    ...world,
    directory: { ...world.directory, people: [ada, ben] },
    psa: { ...world.psa, members: [first, second, tenth] },
    lookups: [
      { member: 2, people: [] },
      { member: 10, people: [outside(ben), outside(carl)] },
    ],
  });
});

test('work and managers are in one order, too', () => {
  const [member, other] = [memberOf(ada, 1), memberOf(ben, 2)];
  const tickets = [aTicket(7, { list: 'project' }), aTicket(7), aTicket(12)];
  const entries = [anEntry(2, member, 7), anEntry(10, member, 7)];
  const records = [
    aRecord('opportunity', member, 9, 'a'),
    aRecord('opportunity', member, 10, 'a'),
    aRecord('time-sheet', member, 1),
    aRecord('usage', member, null, 'a'),
    aRecord('usage', member, null, 'b'),
  ];
  const unseen = (['activity', 'usage'] as const).map((kind) => ({ kind, because: 'failed' as const, detail: 'no' }));
  const teams = [3, 20].map((id) => ({ id, leader: null }));
  const managers = [
    { person: ada.id, manager: null },
    { person: ben.id, manager: ada },
  ];
  const duties = aReading({ tickets, entries, records, unseen, teams });
  const turned = {
    ...duties,
    tickets: tickets.toReversed(),
    entries: entries.toReversed(),
    records: records.toReversed(),
    unseen: unseen.toReversed(),
    teams: teams.toReversed(),
  };
  const world = aWorld([ada], [member, other], { duties, managers });

  expect(canonicalWorld({ ...world, duties: turned, managers: managers.toReversed() })).toEqual(world);
  expect(canonicalWorld(world)).toEqual(world);
});

test('the world as read is left as it is', () => {
  const world = aWorld([ben, ada], [memberOf(ben, 2), memberOf(ada, 1)]);

  canonicalWorld(world);

  expect(world.directory.people).toEqual([ben, ada]);
  expect(world.psa.members.map((member) => member.key)).toEqual([2, 1]);
});
