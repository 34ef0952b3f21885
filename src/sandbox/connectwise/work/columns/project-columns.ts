/** What the API shows of projects and of who is on them. */
import type { SandboxWorld } from '../../../world.ts';
import type { WorldProject, WorldProjectTeamMember } from '../../../work/projects.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { resolversOf } from '../resolvers.ts';
import { changedInfo } from './changed-info.ts';

export function projectSource(world: SandboxWorld): ListSource<WorldProject> {
  const { member, company, board } = resolversOf(world);
  return sourceOf<WorldProject>(world.work.projects, {
    id: column.integer((project) => project.id),
    name: column.text((project) => project.name),
    billingMethod: column.text(() => 'ActualRates'),
    board: column.reference('boards', (project) => project.board, board),
    company: column.reference('companies', (project) => project.company, company),
    estimatedStart: column.date(() => '2026-09-01T00:00:00Z'),
    estimatedEnd: column.date(() => '2027-03-31T00:00:00Z'),
    manager: column.reference('members', (project) => project.manager, member),
    timeApprover: column.reference('members', (project) => project.timeApprover, member),
    expenseApprover: column.reference('members', (project) => project.expenseApprover, member),
    status: column.constant('projectStatuses', ({ closedFlag }) =>
      closedFlag ? { id: 2, name: 'Closed' } : { id: 1, name: 'Open' },
    ),
    closedFlag: column.flag((project) => project.closedFlag),
    _info: changedInfo(),
  });
}

export function projectTeamMemberSource(world: SandboxWorld): ListSource<WorldProjectTeamMember> {
  const { member } = resolversOf(world);
  return sourceOf<WorldProjectTeamMember>(world.work.projectTeamMembers, {
    id: column.integer((one) => one.id),
    projectId: column.integer((one) => one.project),
    member: column.reference('members', (one) => one.member, member),
    projectRole: column.constant('projectRoles', ({ role }) => ({ id: 1, identifier: role })),
    startDate: column.date(() => '2026-09-01T00:00:00Z'),
    endDate: column.date((one) => one.endDate),
    _info: column.info(() => UNTOUCHED),
  });
}
