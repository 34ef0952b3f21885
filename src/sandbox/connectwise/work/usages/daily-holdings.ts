/** What a member has to do: tickets, appointments, sheets to submit. No deactivation hands any of it over but the activities. */
import type { SandboxWorld } from '../../../world.ts';
import { changeRow } from '../../../work/table.ts';
import { openSheets } from '../../members/time-sheets.ts';
import type { Holding } from './holding.ts';
import { inSlot, NOWHERE } from './holding.ts';

export function dailyHoldings(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { work } = world;
  const owned = [
    ['Service Ticket', work.serviceTickets],
    ['Project Ticket', work.projectTickets],
  ] as const;
  const tickets = owned.flatMap(([type, table]) =>
    rowsOf(table.byId, (ticket) => ticket.owner === memberId && !ticket.closedFlag).map(({ id, summary }) => ({
      ...NOWHERE,
      type,
      id,
      description: summary,
    })),
  );
  const entries = rowsOf(work.scheduleEntries.byId, (entry) => entry.member === memberId && !entry.doneFlag).map(
    ({ id, name }) => ({ ...NOWHERE, type: 'Schedule Entry', id, description: name }),
  );
  const member = world.members.get(memberId);
  const sheets = (member === undefined ? [] : openSheets(world, member)).map(({ id }) => ({
    ...NOWHERE,
    type: 'Time Sheet',
    id,
    description: `Time sheet ${id}`,
  }));
  const reports = rowsOf(
    work.expenseReports.byId,
    (report) => report.member === memberId && report.status === 'Open',
  ).map(({ id }) => ({ ...NOWHERE, type: 'Expense Report', id, description: `Expense report ${id}` }));
  return [...tickets, ...entries, ...sheets, ...reports, ...activities(world, memberId)];
}

function activities(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { work } = world;
  const isOpen = (status: number): boolean => work.activityStatuses.byId.get(status)?.closedFlag !== true;
  return rowsOf(work.activities.byId, (one) => one.assignTo === memberId && isOpen(one.status)).map(({ id, name }) => ({
    place: inSlot('activity'),
    type: 'Activity',
    id,
    description: name,
    handTo: (member, note) => changeRow(work.activities, id, { assignTo: member, ...note }),
  }));
}

function rowsOf<T>(byId: ReadonlyMap<number, T>, keep: (row: T) => boolean): readonly T[] {
  return [...byId.values()].filter(keep);
}
