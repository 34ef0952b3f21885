/** The lists that the API serves below one record: of a board, a project, a department, a customer, a workflow. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../context.ts';
import type { WorkArea } from '../../work/areas.ts';
import type { ListSource } from '../lists/list-source.ts';
import { needsSetupRights } from '../rights.ts';
import {
  boardStatusSource,
  boardTeamSource,
  boardTypeSource,
  projectBoardTeamSource,
} from './columns/board-columns.ts';
import { statusNotificationSource } from './columns/board-columns.ts';
import { companyTeamSource, departmentLocationSource } from './columns/office-columns.ts';
import { projectTeamMemberSource } from './columns/project-columns.ts';
import { ticketNoteSource } from './columns/ticket-columns.ts';
import { workflowActionSource, workflowEventSource } from './columns/workflow-columns.ts';
import { mountChildList } from './mount-lists.ts';
import { needsWorkRights, visible } from './work-rights.ts';

export function mountChildren(api: Hono, context: SandboxContext): void {
  const { world } = context;
  const { work } = world;
  const setup = needsSetupRights(world, 'System / Table Setup');
  const listed = (list: string) => (id: number) => world.references[list]?.some((entry) => entry.id === id) === true;
  const isBoard = listed('boards');
  const table = <T>(
    path: string,
    source: ListSource<T>,
    parentOf: (row: T) => number,
    isParent: (id: number) => boolean,
    what: string,
  ): void => {
    mountChildList(api, { path, right: setup, source, parentOf, isParent, what });
  };
  const serve = <T>(
    path: string,
    area: WorkArea,
    source: ListSource<T>,
    parentOf: (row: T) => number,
    isParent: (id: number) => boolean,
    what: string,
  ): void => {
    const right = needsWorkRights(world, area);
    mountChildList(api, { path, right, source: visible(world, area, source), parentOf, isParent, what });
  };

  const ofBoard = '/service/boards/:parentId{[0-9]+}';
  table(`${ofBoard}/statuses`, boardStatusSource(world), (status) => status.board, isBoard, 'Board status');
  table(`${ofBoard}/types`, boardTypeSource(world), (type) => type.board, isBoard, 'Board type');
  table(`${ofBoard}/teams`, boardTeamSource(world), (team) => team.board, isBoard, 'Board team');
  table(
    '/service/boards/:board{[0-9]+}/statuses/:parentId{[0-9]+}/notifications',
    statusNotificationSource(world),
    (notification) => notification.status,
    (id) => work.boardStatuses.byId.has(id),
    'Notification',
  );
  table(
    '/project/boards/:parentId{[0-9]+}/teams',
    projectBoardTeamSource(world),
    (team) => team.board,
    isBoard,
    'Project board team',
  );
  table(
    '/system/workflows/:parentId{[0-9]+}/events',
    workflowEventSource(world),
    (event) => event.workflow,
    (id) => work.workflows.byId.has(id),
    'Workflow event',
  );
  table(
    '/system/workflows/:workflow{[0-9]+}/events/:parentId{[0-9]+}/actions',
    workflowActionSource(world),
    (action) => action.event,
    (id) => work.workflowEvents.byId.has(id),
    'Workflow action',
  );
  mountChildList(api, {
    path: '/system/departments/:parentId{[0-9]+}/locations',
    right: needsSetupRights(world, 'System / My Company'),
    source: departmentLocationSource(world),
    parentOf: (held) => held.department,
    isParent: listed('departments'),
    what: 'Department location',
  });
  serve(
    '/service/tickets/:parentId{[0-9]+}/notes',
    'serviceTickets',
    ticketNoteSource(world),
    (note) => note.ticket,
    (id) => work.serviceTickets.byId.has(id),
    'Note',
  );
  serve(
    '/project/projects/:parentId{[0-9]+}/teamMembers',
    'projectTeams',
    projectTeamMemberSource(world),
    (one) => one.project,
    (id) => work.projects.byId.has(id),
    'Project team member',
  );
  serve(
    '/company/companies/:parentId{[0-9]+}/teams',
    'companies',
    companyTeamSource(world),
    (one) => one.company,
    (id) => work.companies.byId.has(id),
    'Company team member',
  );
}
