/** Projects, who manages and approves them, and who is on their teams. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { memberId, named, referenceId, someMemberId } from './named.ts';
import { addRow } from './table.ts';

export interface WorldProject {
  readonly id: number;
  readonly name: string;
  readonly board: number;
  readonly company: number;
  readonly manager: number | null;
  readonly timeApprover: number | null;
  readonly expenseApprover: number | null;
  readonly closedFlag: boolean;
  readonly lastUpdated: string;
  readonly updatedBy: string;
}

export interface WorldProjectTeamMember {
  readonly id: number;
  readonly project: number;
  readonly member: number;
  readonly role: string;
  readonly endDate: string | null;
}

export interface ProjectInput {
  readonly name: string;
  readonly manager?: WorldMember | null;
  readonly timeApprover?: WorldMember | null;
  readonly expenseApprover?: WorldMember | null;
  readonly team?: readonly WorldMember[];
  /** By name. Default: the first. */
  readonly company?: string;
  readonly closedFlag?: boolean;
}

export function addProject(world: SandboxWorld, input: ProjectInput): WorldProject {
  const { projects, companies } = world.work;
  const project = addRow(projects, {
    id: projects.nextId,
    name: input.name,
    board: referenceId(world, 'boards', 'Projects'),
    company: named(companies.byId.values(), input.company, 'company').id,
    manager: memberId(world, input.manager),
    timeApprover: memberId(world, input.timeApprover),
    expenseApprover: memberId(world, input.expenseApprover),
    closedFlag: input.closedFlag ?? false,
    lastUpdated: '2026-11-02T10:30:00Z',
    updatedBy: 'admin1',
  });
  for (const member of input.team ?? []) addProjectTeamMember(world, { project, member });
  return project;
}

export function addProjectTeamMember(
  world: SandboxWorld,
  input: { readonly project: WorldProject; readonly member: WorldMember; readonly endDate?: string },
): WorldProjectTeamMember {
  const { projectTeamMembers } = world.work;
  return addRow(projectTeamMembers, {
    id: projectTeamMembers.nextId,
    project: input.project.id,
    member: someMemberId(world, input.member),
    role: 'Engineer',
    endDate: input.endDate ?? null,
  });
}
