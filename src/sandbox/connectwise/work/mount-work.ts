/** The lists of the PSA's work: where each is served, and which right it needs. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../context.ts';
import type { WorkArea } from '../../work/areas.ts';
import { answerList, answerOne, sayNo } from '../lists/answer-list.ts';
import type { ListSource } from '../lists/list-source.ts';
import { timeSheetSource } from '../members/time-sheets.ts';
import { refuse } from '../refusal.ts';
import { needsSetupRights } from '../rights.ts';
import { corporateStructureSource } from './columns/office-columns.ts';
import { projectSource } from './columns/project-columns.ts';
import { activitySource, opportunitySource, salesStatusSource } from './columns/sales-columns.ts';
import { scheduleEntrySource, scheduleStatusSource, scheduleTypeSource } from './columns/schedule-columns.ts';
import { ticketSources } from './columns/ticket-columns.ts';
import { expenseReportSource, timeEntrySource } from './columns/time-columns.ts';
import { companySource, prioritySource, serviceTeamSource } from './columns/board-columns.ts';
import { workflowActionSource, workflowEventSource, workflowSource } from './columns/workflow-columns.ts';
import { mountChildren } from './mount-children.ts';
import { idIn, mountList } from './mount-lists.ts';
import { mountSearch } from './search.ts';
import { mountOwnerPatches } from './writes/patch-owners.ts';
import { mountTicketCreation } from './writes/mount-ticket-creation.ts';
import { mountTicketPatch } from './writes/patch-tickets.ts';
import { mountScheduleWrites } from './writes/schedule-writes.ts';
import { needsWorkRights, visible } from './work-rights.ts';

export function mountWork(api: Hono, context: SandboxContext): void {
  const { world } = context;
  const { work } = world;
  const tickets = ticketSources(world);
  const setup = needsSetupRights(world, 'System / Table Setup');
  const served: string[] = [];
  const serve = <T>(path: string, area: WorkArea, source: ListSource<T>, what: string): void => {
    served.push(path);
    mountList(api, { path, right: needsWorkRights(world, area), source: visible(world, area, source), what });
  };

  serve('/service/tickets', 'serviceTickets', tickets.service, 'Service ticket');
  serve('/project/tickets', 'projectTickets', tickets.project, 'Project ticket');
  mountSearch(api, context, '/service/tickets/search', 'serviceTickets', tickets.service);
  mountSearch(api, context, '/project/tickets/search', 'projectTickets', tickets.project);
  mountTicketCreation(api, context, tickets.service);
  mountTicketPatch(api, context, '/service/tickets', 'service', tickets.service);
  mountTicketPatch(api, context, '/project/tickets', 'project', tickets.project);
  const entries = scheduleEntrySource(world);
  serve('/schedule/entries', 'scheduling', entries, 'Schedule entry');
  mountScheduleWrites(api, context, entries);
  mountOwnerPatches(api, context);
  serve('/time/sheets', 'timeEntry', timeSheetSource(world), 'Time sheet');
  serve('/time/entries', 'timeEntry', timeEntrySource(world), 'Time entry');
  serve('/expense/reports', 'expenses', expenseReportSource(world), 'Expense report');
  serve('/sales/opportunities', 'opportunities', opportunitySource(world), 'Opportunity');
  serve('/sales/activities', 'activities', activitySource(world), 'Activity');
  serve('/company/companies', 'companies', companySource(world), 'Company');
  serve('/project/projects', 'projects', projectSource(world), 'Project');

  const table = <T>(path: string, source: ListSource<T>, what: string): void => {
    served.push(path);
    mountList(api, { path, right: setup, source, what });
  };
  table('/schedule/types', scheduleTypeSource(world), 'Schedule type');
  table('/schedule/statuses', scheduleStatusSource(world), 'Schedule status');
  table('/sales/opportunities/statuses', salesStatusSource(work.opportunityStatuses), 'Opportunity status');
  table('/sales/activities/statuses', salesStatusSource(work.activityStatuses), 'Activity status');
  table('/service/priorities', prioritySource(world), 'Priority');
  table('/service/teams', serviceTeamSource(world), 'Service team');
  table('/system/workflows', workflowSource(world), 'Workflow');

  // These two have no count twin.
  const events = workflowEventSource(world);
  api.get('/system/workflows/events', setup, (c) => answerList(c, events));
  api.get('/system/workflows/events/:id{[0-9]+}', setup, (c) =>
    answerOne(c, events, events.find(idIn(c)), `Workflow event ${idIn(c)}`),
  );
  const actions = workflowActionSource(world);
  api.get('/system/workflows/events/actions', setup, (c) => answerList(c, actions));
  api.get('/system/workflows/events/actions/:id{[0-9]+}', setup, (c) =>
    answerOne(c, actions, actions.find(idIn(c)), `Workflow action ${idIn(c)}`),
  );

  mountList(api, {
    path: '/system/myCompany/corporateStructure',
    right: needsSetupRights(world, 'System / My Company'),
    source: corporateStructureSource(world),
    what: 'Corporate structure',
  });
  mountChildren(api, context);
  for (const path of served.flatMap((one) => [one, `${one}/:id{[0-9]+}`]))
    api.all(path, (c) => sayNo(c, refuse(405, 'MethodNotAllowed', `The sandbox does not take ${c.req.method} here`)));
}
