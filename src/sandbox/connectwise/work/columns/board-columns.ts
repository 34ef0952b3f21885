/** What the API shows of the boards' statuses and teams. */
import type { SandboxWorld } from '../../../world.ts';
import type {
  WorldBoardStatus,
  WorldBoardType,
  WorldCompany,
  WorldPriority,
  WorldProjectBoardTeam,
  WorldStatusNotification,
  WorldTeam,
} from '../../../work/boards.ts';
import type { Columns } from '../../lists/columns.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import { firstReference } from '../../lists/find-reference.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { resolversOf } from '../resolvers.ts';

export function boardStatusSource(world: SandboxWorld): ListSource<WorldBoardStatus> {
  const { board } = resolversOf(world);
  return sourceOf<WorldBoardStatus>(world.work.boardStatuses, {
    id: column.integer((status) => status.id),
    name: column.text((status) => status.name),
    board: column.reference('boards', (status) => status.board, board),
    sortOrder: column.integer((status) => status.sortOrder),
    displayOnBoard: column.flag(() => true),
    inactive: column.flag((status) => status.inactive),
    closedStatus: column.flag((status) => status.closedStatus),
    defaultFlag: column.flag((status) => status.defaultFlag),
    _info: column.info(() => UNTOUCHED),
  });
}

export function boardTypeSource(world: SandboxWorld): ListSource<WorldBoardType> {
  const { board } = resolversOf(world);
  return sourceOf<WorldBoardType>(world.work.boardTypes, {
    id: column.integer((type) => type.id),
    name: column.text((type) => type.name),
    board: column.reference('boards', (type) => type.board, board),
    inactiveFlag: column.flag((type) => type.inactive),
    _info: column.info(() => UNTOUCHED),
  });
}

export function prioritySource(world: SandboxWorld): ListSource<WorldPriority> {
  return sourceOf<WorldPriority>(world.work.priorities, {
    id: column.integer((priority) => priority.id),
    name: column.text((priority) => priority.name),
    sortOrder: column.integer((priority) => priority.sort),
    _info: column.info(() => UNTOUCHED),
  });
}

export function companySource(world: SandboxWorld): ListSource<WorldCompany> {
  return sourceOf<WorldCompany>(world.work.companies, {
    id: column.integer((company) => company.id),
    identifier: column.text((company) => company.identifier),
    name: column.text((company) => company.name),
    deletedFlag: column.flag(() => false),
    _info: column.info(() => UNTOUCHED),
  });
}

export function statusNotificationSource(world: SandboxWorld): ListSource<WorldStatusNotification> {
  const { member, status } = resolversOf(world);
  return sourceOf<WorldStatusNotification>(world.work.statusNotifications, {
    id: column.integer((notification) => notification.id),
    notifyWho: column.constant('notificationRecipients', ({ member: id }) =>
      id === null ? { id: 2, identifier: 'email', name: 'E-mail' } : { id: 1, identifier: 'member', name: 'Member' },
    ),
    status: column.reference('boardStatuses', (notification) => notification.status, status),
    member: column.reference('members', (notification) => notification.member, member),
    email: column.text((notification) => notification.email),
    _info: column.info(() => UNTOUCHED),
  });
}

/** The flat list of service teams, which names the leader and nobody else. */
export function serviceTeamSource(world: SandboxWorld): ListSource<WorldTeam> {
  const { member } = resolversOf(world);
  return sourceOf<WorldTeam>(world.work.teams, {
    ...namedTeam<WorldTeam>(),
    leader: column.reference('members', (team) => team.leader, member),
    location: column.constant('locations', () => firstReference(world, 'locations') ?? null),
    department: column.constant('departments', () => firstReference(world, 'departments') ?? null),
    deleteNotifyFlag: column.flag(() => false),
    _info: column.info(() => UNTOUCHED),
  });
}

/** The same teams board by board, with their people. */
export function boardTeamSource(world: SandboxWorld): ListSource<WorldTeam> {
  const { member } = resolversOf(world);
  return sourceOf<WorldTeam>(world.work.teams, {
    ...namedTeam<WorldTeam>(),
    teamLeader: column.reference('members', (team) => team.leader, member),
    members: column.integers((team) => team.members),
    boardId: column.integer((team) => team.board),
    defaultFlag: column.flag(() => false),
    _info: column.info(() => UNTOUCHED),
  });
}

export function projectBoardTeamSource(world: SandboxWorld): ListSource<WorldProjectBoardTeam> {
  return sourceOf<WorldProjectBoardTeam>(world.work.projectBoardTeams, {
    ...namedTeam<WorldProjectBoardTeam>(),
    defaultFlag: column.flag(() => false),
    _info: column.info(() => UNTOUCHED),
  });
}

function namedTeam<T extends { readonly id: number; readonly name: string }>(): Columns<T> {
  return { id: column.integer((team) => team.id), name: column.text((team) => team.name) };
}
