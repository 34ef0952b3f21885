/** Open tickets that lie with nobody. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../../src/core/decide.ts';
import { MOST_ORPHANS } from '../../../../src/core/offboarding/duties/orphans.ts';
import type { DutyReading, OpenTicket } from '../../../../src/domain/offboarding/duty.ts';
import type { OrphanReport } from '../../../../src/domain/offboarding/leaver.ts';
import { aTicket, ownedBy } from '../../builders/a-duty.ts';
import { aMember } from '../../builders/a-member.ts';
import { lookAt } from '../../builders/look-at.ts';
import {
  ada,
  aDeparture,
  afterDeparture,
  bo,
  cem,
  findingLines,
  ghost,
  memberAda,
  memberBo,
  memberCem,
  offAda,
  robot,
  type DepartureOver,
} from '../a-departure.ts';

const off = aMember(6, 'off-robot', { active: false, licenseClass: 'A' });
const other = aMember(7, 'other', { active: false });
const members = [memberAda, memberBo, memberCem, robot, ghost, off, other];

function orphansOf(duties: Partial<DutyReading>, over: DepartureOver = {}): OrphanReport {
  const report = decide(aDeparture({ members, duties, ...over })).offboarding?.orphans;
  if (report === null || report === undefined) throw new Error('Nobody looked for orphans');
  return report;
}

describe('a ticket', () => {
  test.each<[string, Partial<OpenTicket>, string | null, readonly string[]]>([
    ['whose owner is inactive', ownedBy(ghost), 'owner', ['ghost']],
    [
      'whose owner is inactive while somebody works on it',
      { ...ownedBy(ghost), resources: ['bo.boss'] },
      'owner',
      ['ghost'],
    ],
    [
      'whose owner and resources are inactive',
      { ...ownedBy(ghost), resources: ['ghost', 'other'] },
      'both',
      ['ghost', 'other'],
    ],
    [
      'on which everybody is inactive',
      { ...ownedBy(memberBo), resources: ['GHOST ', 'other'] },
      'resources',
      ['ghost', 'other'],
    ],
    ['on which an inactive API member is', { resources: ['off-robot'] }, 'resources', ['off-robot']],
    [
      'on which an inactive member and an API member are',
      { resources: ['ghost', 'reports-api'] },
      'resources',
      ['ghost'],
    ],
    ['on which only a name is that no member has', { resources: ['formerly'] }, 'resources', []],
    ['on which one of two stays', { resources: ['ghost', 'bo.boss'] }, null, []],
    ['on which an API member alone works', { resources: ['reports-api'] }, null, []],
    ['that nobody has', {}, null, []],
    [
      'of somebody who leaves in this run, which stands on their sheet',
      { ...ownedBy(memberAda), resources: ['ada.example'] },
      null,
      [],
    ],
    ['on which a leaver and an inactive member are', { resources: ['ada.example', 'ghost'] }, null, []],
    ['whose owner the PSA does not show', { owner: { key: aMember(99, 'x').key, identifier: 'x' } }, null, []],
  ])('%s', (_name, over, because, names) => {
    const { tickets, count } = orphansOf({ tickets: [aTicket(7, over)] });

    expect(tickets.map((each) => each.because)).toEqual(because === null ? [] : [because]);
    expect(tickets.flatMap((each) => each.members.map(({ identifier }) => identifier))).toEqual(names);
    expect(count).toBe(tickets.length);
  });

  test('of somebody who left earlier stands on their sheet, and not here', () => {
    const world = afterDeparture({ duties: { tickets: [aTicket(7, ownedBy(offAda))] } });

    expect(decide(world).offboarding).toMatchObject({ leavers: [{ because: null }], orphans: { count: 0 } });
  });
});

test('the most urgent come first, of those the oldest, and what the PSA does not say comes last', () => {
  const priority = (rank: number | null) => ({ name: `P${rank}`, rank });
  const tickets = [
    aTicket(1, { ...ownedBy(ghost) }),
    aTicket(2, { ...ownedBy(ghost), priority: priority(null), openedAt: '2026-10-01T00:00:00Z' }),
    aTicket(3, { ...ownedBy(ghost), priority: priority(2), openedAt: null }),
    aTicket(4, { ...ownedBy(ghost), priority: priority(2), openedAt: '2026-11-02T00:00:00Z' }),
    aTicket(5, { ...ownedBy(ghost), priority: priority(2), openedAt: '2026-11-01T00:00:00Z' }),
    aTicket(8, { ...ownedBy(ghost), priority: priority(2), openedAt: null }),
    aTicket(10, { ...ownedBy(ghost), priority: priority(1), openedAt: '2026-10-01T00:00:00Z' }),
    aTicket(11, { ...ownedBy(ghost), priority: priority(1), openedAt: '2026-10-02T00:00:00Z' }),
    aTicket(7, { ...ownedBy(ghost), priority: priority(1) }),
    aTicket(6, { ...ownedBy(ghost), priority: priority(1) }),
    aTicket(9, { ...ownedBy(ghost), priority: priority(1), list: 'project' }),
  ];

  expect(orphansOf({ tickets }).tickets.map(({ ticket }) => ticket.id)).toEqual([10, 11, 9, 6, 7, 5, 4, 3, 8, 2, 1]);
});

test('the list is cut, the count is whole, and the oldest is told even where it is not listed', () => {
  const tickets = Array.from({ length: MOST_ORPHANS + 5 }, (_unused, index) =>
    aTicket(index + 1, {
      ...ownedBy(ghost),
      priority: { name: 'P', rank: index },
      openedAt: index === MOST_ORPHANS + 2 ? '2026-01-01T08:00:00Z' : '2026-11-01T08:00:00Z',
    }),
  );
  const world = aDeparture({ duties: { tickets, openTickets: 4000 } });
  const report = orphansOf({ tickets, openTickets: 4000 });

  expect(report).toMatchObject({ count: MOST_ORPHANS + 5, lookedThrough: 4000 });
  expect(report.tickets).toHaveLength(MOST_ORPHANS);
  expect(findingLines(world, 'orphaned-work')).toEqual([
    'act: 1005 of 4000 open tickets lie with members who are switched off: as the owner, or as all of the resources. The oldest has been open since 2026-01-01 (326 days). | The report lists them, the most urgent first and of those the oldest. Give each an owner who is there, or close it.',
  ]);
});

test.each<[Partial<DutyReading>, readonly string[]]>([
  [
    { tickets: [aTicket(7, { ...ownedBy(ghost), openedAt: null })], openTickets: null },
    ['act: 1 of 1 open tickets lies with members who are switched off: as the owner, or as all of the resources.'],
  ],
  [{ tickets: [aTicket(7, ownedBy(memberBo))], openTickets: 1 }, []],
])('somebody is told once of all of them, and of none not at all (%#)', (duties, expected) => {
  expect(findingLines(aDeparture({ duties }), 'orphaned-work').map((line) => line.split(' | ')[0])).toEqual(expected);
});

test('tickets that could not be seen are told beside those that were', () => {
  const unseen = (['ticket-owner', 'ticket-resource', 'time-sheet'] as const).map((kind) => ({
    kind,
    because: 'failed' as const,
    detail: 'no',
  }));

  expect(orphansOf({ unseen })).toMatchObject({
    lookedThrough: 0,
    unseen: [{ kind: 'ticket-owner' }, { kind: 'ticket-resource' }],
  });
});

test.each([
  [
    'that is about one person',
    lookAt(ada.id, aDeparture({ duties: { tickets: [aTicket(7, ownedBy(ghost))] } }), [ada, bo, cem]),
  ],
  [
    'whose policy ignores them',
    aDeparture({ offboarding: { orphans: 'ignore' }, duties: { tickets: [aTicket(7, ownedBy(ghost))] } }),
  ],
])('a run %s does not look for them', (_name, world) => {
  expect(decide(world).offboarding?.orphans).toBeNull();
  expect(findingLines(world, 'orphaned-work')).toEqual([]);
});
