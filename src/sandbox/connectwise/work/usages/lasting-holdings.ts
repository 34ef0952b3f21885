/** What a member is in charge of beyond the day: projects, opportunities, teams, workflow rules, and the people who report to them. */
import type { SandboxWorld } from '../../../world.ts';
import { changeRow } from '../../../work/table.ts';
import { isRecord } from '../../is-record.ts';
import type { Holding } from './holding.ts';
import { inSlot, NOWHERE } from './holding.ts';

const PROJECT_ROLES = [
  ['manager', 'projectManager', 'Project Manager'],
  ['timeApprover', 'projectTimeApprover', 'Project Time Approver'],
  ['expenseApprover', 'projectExpenseApprover', 'Project Expense Approver'],
] as const;
const ACTION_ROLES = [
  ['specificMemberTo', 'workflowEmail', 'Workflow Action'],
  ['specificMemberFrom', 'sendFromEmailNotify', 'Workflow Action Sender'],
] as const;
const MEMBER_ROLES = [
  ['reportsTo', 'Reports To'],
  ['timeApprover', 'Time Approver'],
  ['expenseApprover', 'Expense Approver'],
] as const;

export function lastingHoldings(world: SandboxWorld, memberId: number): readonly Holding[] {
  return [
    ...projects(world, memberId),
    ...opportunities(world, memberId),
    ...teams(world, memberId),
    ...workflowActions(world, memberId),
    ...people(world, memberId),
  ];
}

function projects(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { projects: table, projectTeamMembers } = world.work;
  const open = [...table.byId.values()].filter((project) => !project.closedFlag);
  const roles = PROJECT_ROLES.flatMap(([field, slot, type]) =>
    open
      .filter((project) => project[field] === memberId)
      .map(({ id, name }): Holding => ({
        place: inSlot(slot),
        type,
        id,
        description: name,
        handTo: (member, note) => changeRow(table, id, { [field]: member, ...note }),
      })),
  );
  const onTeams = [...projectTeamMembers.byId.values()]
    .filter((one) => one.member === memberId && table.byId.get(one.project)?.closedFlag === false)
    .map(({ id, project }): Holding => ({
      ...NOWHERE,
      type: 'Project Team Member',
      id,
      description: table.byId.get(project)?.name ?? '',
    }));
  return [...roles, ...onTeams];
}

function opportunities(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { opportunities: table, opportunityStatuses } = world.work;
  return [...table.byId.values()]
    .filter((one) => one.primarySalesRep === memberId || one.secondarySalesRep === memberId)
    .filter((one) => opportunityStatuses.byId.get(one.status)?.closedFlag !== true)
    .map(({ id, name, primarySalesRep, secondarySalesRep }) => ({
      place: inSlot('opportunity'),
      type: 'Opportunity',
      id,
      description: name,
      handTo: (member, note) =>
        changeRow(table, id, {
          primarySalesRep: primarySalesRep === memberId ? member : primarySalesRep,
          secondarySalesRep: secondarySalesRep === memberId ? member : secondarySalesRep,
          ...note,
        }),
    }));
}

function teams(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { teams: table } = world.work;
  return [...table.byId.values()]
    .filter((team) => team.leader === memberId)
    .map(({ id, name }) => ({
      place: inSlot('serviceTeam'),
      type: 'Service Team',
      id,
      description: name,
      handTo: (member) => changeRow(table, id, { leader: member }),
    }));
}

function workflowActions(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { workflowActions: table } = world.work;
  return ACTION_ROLES.flatMap(([field, slot, type]) =>
    [...table.byId.values()]
      .filter((action) => action[field] === memberId)
      .map(({ id, subject }): Holding => ({
        place: inSlot(slot),
        type,
        id,
        description: subject,
        handTo: (member, note) => changeRow(table, id, { [field]: member, ...note }),
      })),
  );
}

/** Active members whose record points at this one. No deactivation changes them. */
function people(world: SandboxWorld, memberId: number): readonly Holding[] {
  const active = [...world.members.values()].filter((member) => !member.inactiveFlag && member.id !== memberId);
  return MEMBER_ROLES.flatMap(([field, type]) =>
    active
      .filter(({ record }) => isRecord(record[field]) && record[field]['id'] === memberId)
      .map(({ id, identifier }): Holding => ({ ...NOWHERE, type, id, description: identifier })),
  );
}
