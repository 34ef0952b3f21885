/** PATCH of whatever names a member who is in charge: the field is replaced by a whole reference, and nothing else can be changed. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../../context.ts';
import type { WorldCorporateStructure, WorldDepartmentLocation } from '../../../work/offices.ts';
import { COMPANY_ROLES, DEPARTMENT_ROLES } from '../../../work/offices.ts';
import { needsSetupRights } from '../../rights.ts';
import { boardTeamSource, statusNotificationSource } from '../columns/board-columns.ts';
import { companyTeamSource, corporateStructureSource, departmentLocationSource } from '../columns/office-columns.ts';
import { projectSource } from '../columns/project-columns.ts';
import { activitySource, opportunitySource } from '../columns/sales-columns.ts';
import { workflowActionSource } from '../columns/workflow-columns.ts';
import { needsWorkRights } from '../work-rights.ts';
import { mountPatch } from './mount-patch.ts';
import { memberInto } from './patch-row.ts';

export function mountOwnerPatches(api: Hono, context: SandboxContext): void {
  mountWorkPatches(api, context);
  mountSetupPatches(api, context);
}

function mountWorkPatches(api: Hono, context: SandboxContext): void {
  const { world } = context;
  const { work } = world;
  mountPatch(api, context, {
    path: '/sales/opportunities',
    right: needsWorkRights(world, 'opportunities'),
    resource: 'opportunity',
    table: work.opportunities,
    source: opportunitySource(world),
    setters: {
      primarySalesRep: memberInto(context, 'needed', (primarySalesRep) => ({ primarySalesRep })),
      secondarySalesRep: memberInto(context, 'can be empty', (secondarySalesRep) => ({ secondarySalesRep }), {
        secondarySalesRep: null,
      }),
    },
    noted: (note) => note,
  });
  mountPatch(api, context, {
    path: '/sales/activities',
    right: needsWorkRights(world, 'activities'),
    resource: 'activity',
    table: work.activities,
    source: activitySource(world),
    setters: { assignTo: memberInto(context, 'needed', (assignTo) => ({ assignTo })) },
    noted: (note) => note,
  });
  mountPatch(api, context, {
    path: '/project/projects',
    right: needsWorkRights(world, 'projects'),
    resource: 'project',
    table: work.projects,
    source: projectSource(world),
    setters: {
      manager: memberInto(context, 'can be empty', (manager) => ({ manager }), { manager: null }),
      timeApprover: memberInto(context, 'can be empty', (timeApprover) => ({ timeApprover }), { timeApprover: null }),
      expenseApprover: memberInto(context, 'can be empty', (expenseApprover) => ({ expenseApprover }), {
        expenseApprover: null,
      }),
    },
    noted: (note) => note,
  });
  mountPatch(api, context, {
    path: '/company/companies/:parentId{[0-9]+}/teams',
    right: needsWorkRights(world, 'companies'),
    resource: 'companyTeam',
    table: work.companyTeams,
    source: companyTeamSource(world),
    parentOf: (one) => one.company,
    setters: { member: memberInto(context, 'needed', (member) => ({ member })) },
  });
}

function mountSetupPatches(api: Hono, context: SandboxContext): void {
  const { world } = context;
  const { work } = world;
  const tables = needsSetupRights(world, 'System / Table Setup');
  const company = needsSetupRights(world, 'System / My Company');
  mountPatch(api, context, {
    path: '/service/boards/:parentId{[0-9]+}/teams',
    right: tables,
    resource: 'boardTeam',
    table: work.teams,
    source: boardTeamSource(world),
    parentOf: (team) => team.board,
    setters: { teamLeader: memberInto(context, 'needed', (leader) => ({ leader })) },
  });
  mountPatch(api, context, {
    path: '/service/boards/:board{[0-9]+}/statuses/:parentId{[0-9]+}/notifications',
    right: tables,
    resource: 'boardStatusNotification',
    table: work.statusNotifications,
    source: statusNotificationSource(world),
    parentOf: (notification) => notification.status,
    setters: { member: memberInto(context, 'can be empty', (member) => ({ member }), { member: null }) },
  });
  mountPatch(api, context, {
    path: '/system/workflows/:workflow{[0-9]+}/events/:parentId{[0-9]+}/actions',
    right: tables,
    resource: 'workflowAction',
    table: work.workflowActions,
    source: workflowActionSource(world),
    parentOf: (action) => action.event,
    setters: {
      specificMemberTo: memberInto(context, 'can be empty', (to) => ({ specificMemberTo: to }), {
        specificMemberTo: null,
      }),
      specificMemberFrom: memberInto(context, 'can be empty', (from) => ({ specificMemberFrom: from }), {
        specificMemberFrom: null,
      }),
    },
    noted: (note) => note,
  });
  mountPatch<WorldCorporateStructure>(api, context, {
    path: '/system/myCompany/corporateStructure',
    right: company,
    resource: 'corporateStructure',
    table: work.corporateStructure,
    source: corporateStructureSource(world),
    setters: Object.fromEntries(
      COMPANY_ROLES.map((role) => [
        role,
        memberInto(context, 'can be empty', (id) => ({ [role]: id }), { [role]: null }),
      ]),
    ),
  });
  mountPatch<WorldDepartmentLocation>(api, context, {
    path: '/system/departments/:parentId{[0-9]+}/locations',
    right: company,
    resource: 'departmentLocation',
    table: work.departmentLocations,
    source: departmentLocationSource(world),
    parentOf: (held) => held.department,
    setters: Object.fromEntries(
      DEPARTMENT_ROLES.map((role) => [
        role,
        memberInto(context, 'can be empty', (id) => ({ [role]: id }), { [role]: null }),
      ]),
    ),
  });
}
