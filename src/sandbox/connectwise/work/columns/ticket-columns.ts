/** What the API shows of tickets: alike for both kinds, but for the record type of one and the project of the other. */
import type { SandboxWorld } from '../../../world.ts';
import type { WorldTicket, WorldTicketNote } from '../../../work/tickets.ts';
import type { Columns } from '../../lists/columns.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { resolversOf } from '../resolvers.ts';
import { ticketResources } from '../resources-text.ts';

export function ticketSources(world: SandboxWorld): Readonly<Record<WorldTicket['kind'], ListSource<WorldTicket>>> {
  const { work } = world;
  const columns = sharedColumns(world);
  const { team, project, boardType } = resolversOf(world);
  const { companies, priorities, boardStatuses, projects, scheduleEntries, scheduleTypes, teams } = work;
  const beside = [companies, priorities, boardStatuses, projects, scheduleEntries, scheduleTypes, teams];
  // A member who is renamed shows only after the next of these changes.
  const besideStamp = (): number => beside.reduce((sum, table) => sum + table.stamp, 0);
  const service: Columns<WorldTicket> = {
    ...columns,
    recordType: column.text(() => 'ServiceTicket'),
    team: column.reference('teams', (ticket) => ticket.team, team),
    type: column.reference('boardTypes', (ticket) => ticket.type ?? null, boardType),
    externalXRef: column.text((ticket) => ticket.externalXRef ?? null),
    severity: column.text(() => 'Medium'),
    impact: column.text(() => 'Medium'),
  };
  const ofProject: Columns<WorldTicket> = {
    ...columns,
    isIssueFlag: column.flag(() => false),
    project: column.reference('projects', (ticket) => ticket.project, project),
    phase: column.constant('phases', () => ({ id: 1, name: 'Delivery' })),
  };
  return {
    service: sourceOf(work.serviceTickets, service, () => work.serviceTickets.stamp + besideStamp()),
    project: sourceOf(work.projectTickets, ofProject, () => work.projectTickets.stamp + besideStamp()),
  };
}

export function ticketNoteSource(world: SandboxWorld): ListSource<WorldTicketNote> {
  return sourceOf<WorldTicketNote>(world.work.ticketNotes, {
    id: column.integer((note) => note.id),
    ticketId: column.integer((note) => note.ticket),
    text: column.text((note) => note.text),
    detailDescriptionFlag: column.flag((note) => note.detailDescriptionFlag),
    internalAnalysisFlag: column.flag((note) => note.internalAnalysisFlag),
    resolutionFlag: column.flag((note) => note.resolutionFlag),
    dateCreated: column.text((note) => note.dateCreated),
    createdBy: column.text((note) => note.createdBy),
  });
}

function sharedColumns(world: SandboxWorld): Columns<WorldTicket> {
  const { member, board, status, company, priority } = resolversOf(world);
  const resources = ticketResources(world);
  return {
    id: column.integer((ticket) => ticket.id),
    summary: column.text((ticket) => ticket.summary),
    board: column.reference('boards', (ticket) => ticket.board, board),
    status: column.reference('boardStatuses', (ticket) => ticket.status, status),
    company: column.reference('companies', (ticket) => ticket.company, company),
    priority: column.reference('priorities', (ticket) => ticket.priority, priority),
    owner: column.reference('members', (ticket) => ticket.owner, member),
    resources: column.text((ticket) => resources.textOf(ticket.id)),
    closedFlag: column.flag((ticket) => ticket.closedFlag),
    closedDate: column.date((ticket) => ticket.closedDate),
    closedBy: column.text((ticket) => ticket.closedBy),
    _info: column.info(({ lastUpdated, updatedBy, dateEntered, enteredBy }) => ({
      lastUpdated,
      updatedBy,
      dateEntered,
      enteredBy,
    })),
  };
}
