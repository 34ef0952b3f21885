/** What hangs on a leaver. */
import { describe, expect, test } from 'vitest';
import type { Duty, DutyReading } from '../../../../src/domain/offboarding/duty.ts';
import type { Member } from '../../../../src/domain/people/member.ts';
import { aMember, memberOf } from '../../builders/a-member.ts';
import { anEntry, aRecord, aTicket, ownedBy } from '../../builders/a-duty.ts';
import { ada, aDeparture, bo, cem, ghost, memberAda, memberBo, memberCem, robot, sheetOf } from '../a-departure.ts';

function dutiesOf(duties: Partial<DutyReading>, members?: readonly Member[]): readonly Duty[] {
  return sheetOf(aDeparture({ duties, ...(members && { members }) })).before.map(({ duty }) => duty);
}
function resourceLines(resources: readonly string[], members?: readonly Member[]): readonly string[] {
  return dutiesOf({ tickets: [aTicket(7, { resources })] }, members).map((duty) =>
    duty.kind === 'ticket-resource' ? (duty.alone ? 'alone' : 'with others') : duty.kind,
  );
}
const reporting = (to: Member): Member => ({
  ...memberCem,
  fields: { ...memberCem.fields, reportsTo: { id: to.key, name: to.identifier } },
});

describe('a ticket', () => {
  test('that a leaver owns and is on gives both duties', () => {
    const ticket = aTicket(7, { ...ownedBy(memberAda), resources: ['ada.example'] });

    expect(dutiesOf({ tickets: [ticket] })).toEqual([
      { kind: 'ticket-owner', member: 1, ticket },
      { kind: 'ticket-resource', member: 1, ticket, alone: true, entries: [] },
    ]);
  });

  test('of somebody else gives none', () => {
    expect(dutiesOf({ tickets: [aTicket(7, { ...ownedBy(memberBo), resources: ['bo.boss'] })] })).toEqual([]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['but for case and blanks', [' ADA.Example '], ['alone']],
    ['twice, and counts once', ['ada.example', 'ADA.EXAMPLE'], ['alone']],
    ['whose name only begins alike, and is not the leaver', ['ada.example2'], []],
    ['with somebody who stays', ['ada.example', 'bo.boss'], ['with others']],
    ['with an inactive member', ['ada.example', 'ghost'], ['alone']],
    ['with an API member', ['ada.example', robot.identifier], ['alone']],
    ['with a name that nobody has', ['formerly', 'ada.example'], ['alone']],
  ])('names its resource %s', (_name, resources, expected) => {
    expect(resourceLines(resources)).toEqual(expected);
  });

  test('on which two are who both leave is left alone by each', () => {
    const two = aDeparture({
      people: [ada, bo, { ...cem, state: 'disabled' }],
      duties: { tickets: [aTicket(7, { resources: ['ada.example', 'cem.muster'] })] },
    });

    for (const member of [memberAda, memberCem])
      expect(sheetOf(two, member).before).toMatchObject([{ duty: { kind: 'ticket-resource', alone: true } }]);
  });

  test('comes with the leaver’s undone entries on that very ticket', () => {
    const own = [anEntry(1, memberAda, 7), anEntry(4, memberAda, 7)];
    const entries = [
      ...own,
      anEntry(2, memberBo, 7),
      anEntry(3, memberAda, 8),
      anEntry(5, memberAda, 7, { on: 'project' }),
    ];

    expect(dutiesOf({ tickets: [aTicket(7, { resources: ['ada.example'] })], entries })).toMatchObject([
      { kind: 'ticket-resource', entries: own },
    ]);
  });
});

describe('a schedule entry', () => {
  test.each([
    [null, 'Calendar, without a date'],
    ['2026-12-01T09:00:00Z', 'Calendar, starts 2026-12-01T09:00:00Z'],
  ])('that is on no ticket and starts %s is a duty of its own', (startsAt, state) => {
    expect(dutiesOf({ entries: [anEntry(2, memberAda, null, { name: 'Training', startsAt })] })).toEqual([
      { kind: 'schedule-entry', member: 1, id: 2, title: 'Training', state },
    ]);
  });

  test('on a ticket is none', () => {
    expect(dutiesOf({ entries: [anEntry(2, memberAda, 7), anEntry(3, memberAda, 8, { on: 'project' })] })).toEqual([]);
  });

  test('that was read as a record, too, is told once', () => {
    const record = aRecord('schedule-entry', memberAda, 2);

    expect(dutiesOf({ entries: [anEntry(2, memberAda, null)], records: [record] })).toEqual([record]);
  });
});

describe('an approver', () => {
  test('is whoever stands in one of three fields of a member who stays', () => {
    const reference = { id: 1, name: 'ada.example' };
    const of = {
      ...memberCem,
      fields: { ...memberCem.fields, reportsTo: reference, timeApprover: reference, expenseApprover: reference },
    };

    expect(dutiesOf({}, [memberAda, memberBo, of])).toEqual(
      ['timeApprover', 'expenseApprover', 'reportsTo'].map((field) => ({
        kind: 'approver',
        member: 1,
        of: { key: 3, identifier: 'cem.muster', name: 'Cem Muster' },
        field,
      })),
    );
  });

  test.each<[string, readonly Member[]]>([
    ['of a member who is inactive', [memberAda, memberBo, { ...reporting(memberAda), active: false }]],
    ['of a member who reports to somebody else', [memberAda, memberBo, reporting(memberBo)]],
  ])('is nobody %s', (_name, members) => {
    expect(dutiesOf({}, members)).toEqual([]);
  });

  test('is nobody of a member who leaves, too', () => {
    const world = aDeparture({
      people: [ada, bo, { ...cem, state: 'disabled' }],
      members: [memberAda, memberBo, reporting(memberAda)],
      duties: {},
    });

    expect(sheetOf(world).before).toEqual([]);
  });
});

test('records are those of the leaver, as they were read, and everything stands in the order of the kinds', () => {
  const records = [
    aRecord('usage', memberAda, null, 'Knowledge base: 3'),
    aRecord('opportunity', memberAda, 9),
    aRecord('opportunity', memberAda, 10),
    aRecord('time-sheet', memberAda, 8),
    aRecord('time-sheet', memberBo, 7),
  ];
  const lists = aTicket(7, { ...ownedBy(memberAda), list: 'project' });
  const found = dutiesOf(
    { tickets: [aTicket(12, ownedBy(memberAda)), aTicket(7, ownedBy(memberAda)), lists], records },
    [memberAda, memberBo, reporting(memberAda), ghost],
  );

  expect(
    found.map((duty) =>
      'ticket' in duty
        ? `${duty.ticket.list} ${duty.ticket.id}`
        : duty.kind === 'approver'
          ? duty.field
          : `${duty.kind} ${duty.id}`,
    ),
  ).toEqual([
    'project 7',
    'service 7',
    'service 12',
    'time-sheet 8',
    'reportsTo',
    'opportunity 9',
    'opportunity 10',
    'usage null',
  ]);
});

test('two members whose Member IDs differ by case alone are both on the ticket, and neither is mistaken for the owner', () => {
  const twin = memberOf({ ...bo, login: 'x' }, 8, { identifier: 'ADA.EXAMPLE' });
  const other = aMember(9, 'zed');

  expect(resourceLines(['ada.example'], [memberAda, memberBo, twin, other])).toEqual(['with others']);
});
