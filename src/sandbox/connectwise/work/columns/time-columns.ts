/** What the API shows of time entries and expense reports. */
import type { SandboxWorld } from '../../../world.ts';
import { ticketAt } from '../../../work/tickets.ts';
import type { WorldExpenseReport, WorldTimeEntry } from '../../../work/time.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { resolversOf } from '../resolvers.ts';

export function expenseReportSource(world: SandboxWorld): ListSource<WorldExpenseReport> {
  const { member } = resolversOf(world);
  return sourceOf<WorldExpenseReport>(world.work.expenseReports, {
    id: column.integer((report) => report.id),
    member: column.reference('members', (report) => report.member, member),
    year: column.integer((report) => Number(report.dateStart.slice(0, 4))),
    period: column.integer((report) => weekOf(report.dateStart)),
    dateStart: column.date((report) => report.dateStart),
    dateEnd: column.date((report) => report.dateEnd),
    status: column.text((report) => report.status),
    total: column.number((report) => report.total),
    _info: column.info(() => UNTOUCHED),
  });
}

export function timeEntrySource(world: SandboxWorld): ListSource<WorldTimeEntry> {
  const { member, company, ticket } = resolversOf(world);
  const ticketId = ({ chargeToType, chargeToId }: WorldTimeEntry): number | null =>
    chargeToType === 'ServiceTicket' || chargeToType === 'ProjectTicket' ? chargeToId : null;
  const companyId = (entry: WorldTimeEntry): number | null => {
    const id = ticketId(entry);
    return id === null ? null : (ticketAt(world, id)?.company ?? null);
  };
  return sourceOf<WorldTimeEntry>(
    world.work.timeEntries,
    {
      id: column.integer((entry) => entry.id),
      company: column.reference('companies', companyId, company),
      chargeToId: column.integer((entry) => entry.chargeToId),
      chargeToType: column.text((entry) => entry.chargeToType),
      member: column.reference('members', (entry) => entry.member, member),
      timeStart: column.date((entry) => entry.timeStart),
      timeEnd: column.date((entry) => entry.timeEnd),
      actualHours: column.number((entry) => entry.actualHours),
      billableOption: column.text(() => 'Billable'),
      enteredBy: column.text((entry) => world.members.get(entry.member)?.identifier ?? null),
      dateEntered: column.date((entry) => entry.timeEnd ?? entry.timeStart),
      status: column.text((entry) => entry.status),
      ticket: column.reference('tickets', ticketId, ticket),
      _info: column.info((entry) => ({ ...UNTOUCHED, lastUpdated: entry.timeEnd ?? entry.timeStart })),
    },
    () => world.work.timeEntries.stamp + world.work.serviceTickets.stamp + world.work.projectTickets.stamp,
  );
}

/** The number of the week in its year, counted from the first of January. */
export function weekOf(day: string): number {
  const at = Date.parse(day);
  return Math.floor((at - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / (7 * 86_400_000)) + 1;
}
