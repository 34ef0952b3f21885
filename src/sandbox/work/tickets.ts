/** Tickets, of service boards and of projects. Both take their ids from one sequence, as in the PSA. Resources are no field of them: open schedule entries make them. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { statusNamed, type WorldTeam } from './boards.ts';
import { memberId, named, referenceId, rowId } from './named.ts';
import type { WorldProject } from './projects.ts';
import { addScheduleEntry } from './schedule.ts';
import type { Table } from './table.ts';
import { addRow } from './table.ts';

export interface WorldTicket {
  readonly id: number;
  readonly kind: 'service' | 'project';
  readonly summary: string;
  /** Ids: of the world's boards, and of the tables of its work. */
  readonly board: number;
  readonly status: number;
  readonly priority: number;
  readonly company: number;
  readonly team: number | null;
  readonly project: number | null;
  /** A member's id. */
  readonly owner: number | null;
  readonly closedFlag: boolean;
  readonly dateEntered: string;
  readonly enteredBy: string;
  readonly closedDate: string | null;
  /** A Member ID. */
  readonly closedBy: string | null;
  readonly lastUpdated: string;
  readonly updatedBy: string;
  /** Of a service ticket: what another system calls it. At most 100 characters. */
  readonly externalXRef?: string | null;
  /** Of a service ticket: id of a type of its board. */
  readonly type?: number | null;
}

/** What is written on a ticket. */
export interface WorldTicketNote {
  readonly id: number;
  readonly ticket: number;
  readonly text: string;
  /** Shown to the customer. */
  readonly detailDescriptionFlag: boolean;
  readonly internalAnalysisFlag: boolean;
  readonly resolutionFlag: boolean;
  readonly dateCreated: string;
  readonly createdBy: string;
}

export interface TicketInput {
  readonly id?: number;
  readonly summary?: string;
  /** By name. Default: the first board; of a project's ticket the board "Projects". */
  readonly board?: string;
  /** By name, of that board. Default: the board's first. */
  readonly status?: string;
  /** By name. Default: normal. */
  readonly priority?: string;
  /** By name. Default: the first. */
  readonly company?: string;
  readonly team?: WorldTeam;
  /** Makes it a project ticket. */
  readonly project?: WorldProject;
  readonly owner?: WorldMember | null;
  /** Each gets an open schedule entry. */
  readonly resources?: readonly WorldMember[];
  /** Default: what the status says. */
  readonly closedFlag?: boolean;
  readonly dateEntered?: string;
  readonly closedDate?: string;
  readonly closedBy?: string;
  readonly lastUpdated?: string;
  readonly updatedBy?: string;
}

export function addTicket(world: SandboxWorld, input: TicketInput = {}): WorldTicket {
  const { work } = world;
  const kind: WorldTicket['kind'] = input.project === undefined ? 'service' : 'project';
  const board = referenceId(world, 'boards', input.board ?? (kind === 'project' ? 'Projects' : undefined));
  const status = statusNamed(world, board, input.status);
  const closedFlag = input.closedFlag ?? status.closedStatus;
  const dateEntered = input.dateEntered ?? '2026-10-20T16:05:00Z';
  const lastUpdated = input.lastUpdated ?? '2026-11-02T10:30:00Z';
  const id = input.id ?? nextTicketId(world);
  if (ticketAt(world, id) !== undefined) throw new RangeError(`There is a ticket ${id} already`);
  const ticket = addRow(ticketTable(world, kind), {
    id,
    kind,
    summary: input.summary ?? `Ticket ${id}`,
    board,
    status: status.id,
    priority: named(work.priorities.byId.values(), input.priority ?? 'Priority 3 - Normal', 'priority').id,
    company: named(work.companies.byId.values(), input.company, 'company').id,
    team: rowId(work.teams, input.team, 'team'),
    project: rowId(work.projects, input.project, 'project'),
    owner: memberId(world, input.owner),
    closedFlag,
    dateEntered,
    enteredBy: 'admin1',
    closedDate: input.closedDate ?? (closedFlag ? lastUpdated : null),
    closedBy: input.closedBy ?? (closedFlag ? 'admin1' : null),
    lastUpdated,
    updatedBy: input.updatedBy ?? 'admin1',
  });
  for (const member of input.resources ?? []) addScheduleEntry(world, { ticket, member });
  return ticket;
}

export function ticketAt(world: SandboxWorld, id: number): WorldTicket | undefined {
  return world.work.serviceTickets.byId.get(id) ?? world.work.projectTickets.byId.get(id);
}

export function ticketTable(world: SandboxWorld, kind: WorldTicket['kind']): Table<WorldTicket> {
  return kind === 'service' ? world.work.serviceTickets : world.work.projectTickets;
}

export function nextTicketId(world: SandboxWorld): number {
  return Math.max(world.work.serviceTickets.nextId, world.work.projectTickets.nextId);
}
