/** A small firm in which Dana, who is about to leave, has one of everything. */
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import type { SandboxWorld, WorldMember } from '../../../../src/sandbox/world.ts';
import {
  addProjectBoardTeam,
  addStatusNotification,
  addTeam,
  statusNamed,
  type WorldTeam,
} from '../../../../src/sandbox/work/boards.ts';
import { addDuty } from '../../../../src/sandbox/work/duties.ts';
import { addCompanyTeam, addDepartmentLocation, setCompanyRole } from '../../../../src/sandbox/work/offices.ts';
import { addProject, type WorldProject } from '../../../../src/sandbox/work/projects.ts';
import { addActivity, addOpportunity, type WorldActivity } from '../../../../src/sandbox/work/sales.ts';
import { addScheduleEntry } from '../../../../src/sandbox/work/schedule.ts';
import { addTicket, type WorldTicket } from '../../../../src/sandbox/work/tickets.ts';
import { addExpenseReport, addTimeEntry, addTimeSheet } from '../../../../src/sandbox/work/time.ts';
import { addWorkflowAction } from '../../../../src/sandbox/work/workflows.ts';

export interface BusyWorld {
  readonly world: SandboxWorld;
  /** 7 */
  readonly dana: WorldMember;
  /** 8 */
  readonly sam: WorldMember;
  /** 9, inactive */
  readonly gone: WorldMember;
  /** 10, whose Member ID begins with Sam's. */
  readonly samantha: WorldMember;
  /** 101: Dana's and nobody else's. */
  readonly alone: WorldTicket;
  /** 102: Dana's, with Sam as a resource beside her. */
  readonly shared: WorldTicket;
  /** 103: closed. */
  readonly closed: WorldTicket;
  /** 104: ended in a status that does not set the closed flag. */
  readonly completed: WorldTicket;
  /** 105: Samantha's, with Samantha as its resource. */
  readonly other: WorldTicket;
  /** 201, of the project. */
  readonly task: WorldTicket;
  readonly project: WorldProject;
  readonly activity: WorldActivity;
  readonly team: WorldTeam;
}

/** How a record shows them. */
export const DANA = { id: 7, identifier: 'dfir', name: 'Dana Fir' };
export const SAM = { id: 8, identifier: 'sam', name: 'Sam Elm' };

export function createBusyWorld(): BusyWorld {
  const world = createEmptyWorld();
  const dana = addMember(world, { identifier: 'dfir', id: 7, record: { firstName: 'Dana', lastName: 'Fir' } });
  const sam = addMember(world, { identifier: 'sam', id: 8, record: { firstName: 'Sam', lastName: 'Elm' } });
  const gone = addMember(world, { identifier: 'gone', id: 9, inactiveFlag: true });
  const samantha = addMember(world, {
    identifier: 'samantha',
    id: 10,
    record: { reportsTo: { id: 7, name: 'Dana Fir' }, timeApprover: { id: 7, name: 'Dana Fir' } },
  });
  addMember(world, { identifier: 'sync', id: 20, licenseClass: 'A' });

  const team = addTeam(world, { name: 'Escalations', leader: dana, members: [dana, sam] });
  const alone = addTicket(world, {
    id: 101,
    summary: 'Printer is offline',
    owner: dana,
    resources: [dana],
    team,
    priority: 'Priority 1 - Emergency',
  });
  const shared = addTicket(world, {
    id: 102,
    board: 'Field Service',
    owner: dana,
    resources: [dana, sam],
    company: 'Cedar Law',
  });
  const closed = addTicket(world, { id: 103, owner: dana, status: 'Closed', closedDate: '2026-10-01T12:00:00Z' });
  const completed = addTicket(world, { id: 104, owner: dana, status: 'Completed' });
  const other = addTicket(world, { id: 105, owner: samantha, resources: [samantha] });
  const project = addProject(world, {
    name: 'Office move',
    manager: dana,
    timeApprover: dana,
    expenseApprover: sam,
    team: [dana, sam],
  });
  const task = addTicket(world, { id: 201, project, owner: dana, resources: [dana] });
  const activity = addActivity(world, { name: 'Call Cedar Law', assignTo: dana, assignedBy: sam });
  addActivity(world, { name: 'Called Alder Dental', assignTo: dana, status: 'Closed' });
  addScheduleEntry(world, { ticket: closed, member: dana, doneFlag: true });
  addScheduleEntry(world, { activity, member: dana });
  addScheduleEntry(world, { member: dana });

  addTimeSheet(world, { member: sam, status: 'Rejected' });
  addTimeSheet(world, { member: sam, status: 'PendingApproval', from: '2026-11-09' });
  addExpenseReport(world, { member: dana });
  addExpenseReport(world, { member: dana, status: 'Billed', from: '2026-10-05' });
  addTimeEntry(world, { member: dana, timeStart: '2026-11-20T16:00:00Z', ticket: alone });
  addTimeEntry(world, { member: dana, timeStart: '2026-11-18T16:00:00Z' });

  addProjectBoardTeam(world, { name: 'Movers', members: [dana] });
  addStatusNotification(world, { status: statusNamed(world, 51, 'Closed'), member: dana });
  addWorkflowAction(world, { workflow: 'Stale tickets', to: dana });
  addWorkflowAction(world, { workflow: 'Welcome', from: dana, emailRecipient: 'office@alder.example' });
  addOpportunity(world, { name: 'Firewall renewal', primarySalesRep: dana, secondarySalesRep: sam });
  addOpportunity(world, { name: 'Old laptops', primarySalesRep: dana, status: 'Lost' });
  setCompanyRole(world, 'dispatcher', dana);
  addDepartmentLocation(world, { department: 'Service', location: 'Portland', dispatch: dana, dutyManager: sam });
  addCompanyTeam(world, { company: 'Cedar Law', member: dana });
  addDuty(world, { kind: 'knowledgeBaseArticle', name: 'How to reset a token', member: dana });
  addDuty(world, { kind: 'Survey Recipient', name: 'Monthly survey', member: dana });
  return { world, dana, sam, gone, samantha, alone, shared, closed, completed, other, task, project, activity, team };
}
