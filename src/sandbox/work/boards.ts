/** What stands around tickets: companies, priorities, the statuses of each board, and the teams that serve it. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { memberId, named, referenceId, someMemberId } from './named.ts';
import type { Table } from './table.ts';
import { addRow } from './table.ts';

export interface WorldCompany {
  readonly id: number;
  /** At most 25 characters. */
  readonly identifier: string;
  readonly name: string;
}

export interface WorldPriority {
  readonly id: number;
  readonly name: string;
  /** The most urgent comes first. */
  readonly sort: number;
}

export interface WorldBoardStatus {
  readonly id: number;
  /** Id in the world's boards. */
  readonly board: number;
  readonly name: string;
  readonly sortOrder: number;
  readonly closedStatus: boolean;
  readonly defaultFlag: boolean;
  readonly inactive: boolean;
}

/** What kind of work a ticket of the board is. */
export interface WorldBoardType {
  readonly id: number;
  readonly board: number;
  readonly name: string;
  readonly inactive: boolean;
}

/** Whom a change into a status writes to. */
export interface WorldStatusNotification {
  readonly id: number;
  readonly status: number;
  readonly member: number | null;
  readonly email: string | null;
}

export interface WorldTeam {
  readonly id: number;
  readonly name: string;
  readonly board: number;
  /** A member's id. */
  readonly leader: number;
  readonly members: readonly number[];
}

/** Teams of project boards have members and no leader. */
export interface WorldProjectBoardTeam {
  readonly id: number;
  readonly name: string;
  readonly board: number;
  readonly members: readonly number[];
}

const FIRST_STATUS_OF_BOARD = 100;

/** "Completed" ends a ticket in this shop although nobody set the closed flag on it. */
const BOARD_STATUSES = [
  { name: 'New', closedStatus: false },
  { name: 'In Progress', closedStatus: false },
  { name: 'Waiting on client', closedStatus: false },
  { name: 'Completed', closedStatus: false },
  { name: 'Closed', closedStatus: true },
] as const;

const BOARD_TYPES = ['Incident', 'Account management'] as const;

export const PRIORITIES = [
  { id: 4, name: 'Priority 1 - Emergency', sort: 1 },
  { id: 5, name: 'Priority 2 - High', sort: 2 },
  { id: 6, name: 'Priority 3 - Normal', sort: 3 },
  { id: 7, name: 'Priority 4 - Low', sort: 4 },
] as const satisfies readonly WorldPriority[];

export function addCompany(world: SandboxWorld, name: string): WorldCompany {
  const { companies } = world.work;
  const identifier = name.replace(/[^A-Za-z0-9]/g, '').slice(0, 25);
  return addRow(companies, { id: companies.nextId, identifier, name });
}

/** A board with the usual statuses. */
export function addBoard(world: SandboxWorld, input: { readonly name: string; readonly projects?: boolean }): number {
  const boards = (world.references['boards'] ??= []);
  if (boards.some((board) => board.name === input.name))
    throw new RangeError(`There is a board "${input.name}" already`);
  const id = boards.reduce((highest, board) => Math.max(highest, board.id), 50) + 1;
  boards.push({ id, name: input.name, ...(input.projects === true && { projectFlag: true }) });
  addStatuses(world.work.boardStatuses, id);
  addTypes(world.work.boardTypes, id);
  return id;
}

export function addStatuses(table: Table<WorldBoardStatus>, board: number): void {
  BOARD_STATUSES.forEach(({ name, closedStatus }, index) =>
    addRow(table, {
      id: board * FIRST_STATUS_OF_BOARD + index + 1,
      board,
      name,
      sortOrder: index * 10,
      closedStatus,
      defaultFlag: index === 0,
      inactive: false,
    }),
  );
}

export function addTypes(table: Table<WorldBoardType>, board: number): void {
  for (const name of BOARD_TYPES) addRow(table, { id: table.nextId, board, name, inactive: false });
}

export function statusNamed(world: SandboxWorld, board: number, name?: string): WorldBoardStatus {
  const ofBoard = [...world.work.boardStatuses.byId.values()].filter((status) => status.board === board);
  return named(ofBoard, name, `status of board ${board}`);
}

export function addTeam(
  world: SandboxWorld,
  input: {
    readonly name: string;
    readonly leader: WorldMember;
    readonly members?: readonly WorldMember[];
    readonly board?: string;
  },
): WorldTeam {
  const { teams } = world.work;
  return addRow(teams, {
    id: teams.nextId,
    name: input.name,
    board: referenceId(world, 'boards', input.board),
    leader: someMemberId(world, input.leader),
    members: (input.members ?? []).map((member) => someMemberId(world, member)),
  });
}

export function addProjectBoardTeam(
  world: SandboxWorld,
  input: { readonly name: string; readonly members: readonly WorldMember[]; readonly board?: string },
): WorldProjectBoardTeam {
  const { projectBoardTeams } = world.work;
  return addRow(projectBoardTeams, {
    id: projectBoardTeams.nextId,
    name: input.name,
    board: referenceId(world, 'boards', input.board ?? 'Projects'),
    members: input.members.map((member) => someMemberId(world, member)),
  });
}

export function addStatusNotification(
  world: SandboxWorld,
  input: { readonly status: WorldBoardStatus; readonly member: WorldMember },
): WorldStatusNotification {
  const { statusNotifications } = world.work;
  return addRow(statusNotifications, {
    id: statusNotifications.nextId,
    status: input.status.id,
    member: memberId(world, input.member),
    email: null,
  });
}
