/** Work for worlds of any size: tickets dealt out to everybody in turn, and people who are about to leave it behind. */
import { addTeam, statusNamed } from '../../work/boards.ts';
import { addProject } from '../../work/projects.ts';
import { addOpportunity } from '../../work/sales.ts';
import { addRow } from '../../work/table.ts';
import { addTimeEntry } from '../../work/time.ts';
import { addWorkflowAction } from '../../work/workflows.ts';
import type { SandboxWorld, WorldMember } from '../../world.ts';

export interface SteadyWork {
  /** Each owned by a member, with that member's open schedule entry. Default: none. */
  readonly openTickets?: number;
  /** Of the same members, without entries. Default: none. */
  readonly closedTickets?: number;
  /**
   * People who are disabled, each with a member who manages a project, leads a team, and so on, and with a manager of their own who stays, where there are so many.
   * They are the first to be dealt tickets. Default: none.
   */
  readonly leavers?: number;
}

const SUBJECTS = ['Printer', 'Mailbox', 'VPN', 'Laptop', 'Phone', 'Backup', 'Firewall', 'Scanner'] as const;
const BOARDS = ['Help Desk', 'Field Service'] as const;
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2024, 0, 8, 16);
/** Closed tickets are of the first so many days, open ones of as many after them, which ends in November 2026. */
const DAYS = 510;

/** Rows share every text that they can: a quarter of a million of them have to be cheap. */
export function addSteadyWork(world: SandboxWorld, work: SteadyWork): void {
  const { openTickets = 0, closedTickets = 0, leavers = 0 } = work;
  const members = [...world.members.values()].filter((member) => !member.inactiveFlag);
  if (![openTickets, closedTickets, leavers].every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError('Tickets and leavers are counted in whole numbers');
  if (leavers > members.length || (members.length === 0 && openTickets + closedTickets > 0))
    throw new RangeError(`${members.length} members cannot own the tickets, or be ${leavers} leavers`);
  const people = [...world.people.values()];
  for (const [index, member] of members.slice(0, leavers).entries()) {
    const person = people[index];
    if (person === undefined) throw new RangeError('A leaver needs a person');
    person.state = 'disabled';
    person.managerId = people[leavers + index]?.id ?? null;
    addCharges(world, member);
  }
  addTickets(world, members, openTickets, false);
  addTickets(world, members, closedTickets, true);
}

function addCharges(world: SandboxWorld, leaver: WorldMember): void {
  const { identifier } = leaver;
  addProject(world, { name: `Project of ${identifier}`, manager: leaver });
  addTeam(world, { name: `Team of ${identifier}`, leader: leaver });
  addOpportunity(world, { name: `Opportunity of ${identifier}`, primarySalesRep: leaver });
  addWorkflowAction(world, { workflow: `Rule of ${identifier}`, to: leaver });
  addTimeEntry(world, { member: leaver, timeStart: '2026-11-20T16:00:00Z' });
}

function addTickets(world: SandboxWorld, members: readonly WorldMember[], count: number, closed: boolean): void {
  const { serviceTickets, scheduleEntries, companies, priorities } = world.work;
  const statuses = (world.references['boards'] ?? [])
    .filter((board) => BOARDS.some((name) => name === board.name))
    .map((board) => statusNamed(world, board.id, closed ? 'Closed' : 'New'));
  const days = dayTexts(closed ? 0 : DAYS, DAYS);
  const [companyIds, priorityIds] = [[...companies.byId.keys()], [...priorities.byId.keys()]];
  for (let index = 0; index < count; index += 1) {
    const status = turn(statuses, index);
    const member = turn(members, index);
    const day = turn(days, index);
    const ticket = addRow(serviceTickets, {
      id: serviceTickets.nextId,
      kind: 'service' as const,
      summary: turn(SUBJECTS, index),
      board: status.board,
      status: status.id,
      priority: turn(priorityIds, index),
      company: turn(companyIds, index),
      team: null,
      project: null,
      owner: member.id,
      closedFlag: closed,
      dateEntered: day,
      enteredBy: 'admin1',
      closedDate: closed ? day : null,
      closedBy: closed ? member.identifier : null,
      lastUpdated: day,
      updatedBy: member.identifier,
    });
    if (closed) continue;
    addRow(scheduleEntries, {
      id: scheduleEntries.nextId,
      type: 4,
      objectId: ticket.id,
      name: ticket.summary,
      member: member.id,
      status: 2,
      dateStart: day,
      dateEnd: day,
      doneFlag: false,
      lastUpdated: day,
      updatedBy: 'admin1',
    });
  }
}

function dayTexts(from: number, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_unused, index) => `${new Date(FIRST_DAY + (from + index) * DAY).toISOString().slice(0, 19)}Z`,
  );
}

function turn<T>(list: readonly T[], index: number): T {
  const one = list[index % list.length];
  if (one === undefined) throw new RangeError('There is nothing to take turns');
  return one;
}
