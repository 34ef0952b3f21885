/** Everything in the PSA that a leaving member leaves behind, table by table. */
import type { WorldReference } from '../world.ts';
import type {
  WorldBoardStatus,
  WorldBoardType,
  WorldCompany,
  WorldPriority,
  WorldProjectBoardTeam,
  WorldStatusNotification,
  WorldTeam,
} from './boards.ts';
import { addStatuses, addTypes, PRIORITIES } from './boards.ts';
import type { WorldDuty } from './duties.ts';
import type { WorldCompanyTeam, WorldCorporateStructure, WorldDepartmentLocation } from './offices.ts';
import type { WorldProject, WorldProjectTeamMember } from './projects.ts';
import type { WorldActivity, WorldOpportunity, WorldSalesStatus } from './sales.ts';
import { ACTIVITY_STATUSES, OPPORTUNITY_STATUSES } from './sales.ts';
import type { WorldScheduleEntry, WorldScheduleStatus, WorldScheduleType } from './schedule.ts';
import { SCHEDULE_STATUSES, SCHEDULE_TYPES } from './schedule.ts';
import type { SentNotice } from './sent.ts';
import type { Table } from './table.ts';
import { createTable } from './table.ts';
import type { WorldTicket, WorldTicketNote } from './tickets.ts';
import type { WorldExpenseReport, WorldTimeEntry, WorldTimeSheet } from './time.ts';
import type { WorldWorkflow, WorldWorkflowAction, WorldWorkflowEvent } from './workflows.ts';

export interface WorldWork {
  readonly companies: Table<WorldCompany>;
  readonly priorities: Table<WorldPriority>;
  readonly boardStatuses: Table<WorldBoardStatus>;
  readonly boardTypes: Table<WorldBoardType>;
  readonly statusNotifications: Table<WorldStatusNotification>;
  readonly teams: Table<WorldTeam>;
  readonly projectBoardTeams: Table<WorldProjectBoardTeam>;
  readonly serviceTickets: Table<WorldTicket>;
  readonly projectTickets: Table<WorldTicket>;
  readonly ticketNotes: Table<WorldTicketNote>;
  readonly scheduleTypes: Table<WorldScheduleType>;
  readonly scheduleStatuses: Table<WorldScheduleStatus>;
  readonly scheduleEntries: Table<WorldScheduleEntry>;
  readonly timeSheets: Table<WorldTimeSheet>;
  readonly expenseReports: Table<WorldExpenseReport>;
  readonly timeEntries: Table<WorldTimeEntry>;
  readonly workflows: Table<WorldWorkflow>;
  readonly workflowEvents: Table<WorldWorkflowEvent>;
  readonly workflowActions: Table<WorldWorkflowAction>;
  readonly opportunities: Table<WorldOpportunity>;
  readonly opportunityStatuses: Table<WorldSalesStatus>;
  readonly activities: Table<WorldActivity>;
  readonly activityStatuses: Table<WorldSalesStatus>;
  readonly projects: Table<WorldProject>;
  readonly projectTeamMembers: Table<WorldProjectTeamMember>;
  readonly corporateStructure: Table<WorldCorporateStructure>;
  readonly departmentLocations: Table<WorldDepartmentLocation>;
  readonly companyTeams: Table<WorldCompanyTeam>;
  readonly duties: Table<WorldDuty>;
  /** Mails and callbacks that the PSA would have sent, in order. */
  readonly sent: SentNotice[];
}

/** Nothing to do; the usual statuses, types, priorities and three customers. */
export function createWork(boards: readonly WorldReference[]): WorldWork {
  const boardStatuses = createTable<WorldBoardStatus>(1);
  const boardTypes = createTable<WorldBoardType>(1401);
  for (const { id } of boards) {
    addStatuses(boardStatuses, id);
    addTypes(boardTypes, id);
  }
  return {
    companies: createTable(301, [
      { id: 301, identifier: 'AlderDental', name: 'Alder Dental' },
      { id: 302, identifier: 'BirchFreight', name: 'Birch Freight' },
      { id: 303, identifier: 'CedarLaw', name: 'Cedar Law' },
    ]),
    priorities: createTable<WorldPriority>(8, PRIORITIES),
    boardStatuses,
    boardTypes,
    statusNotifications: createTable(1101),
    teams: createTable(1201),
    projectBoardTeams: createTable(1301),
    serviceTickets: createTable(10_001),
    projectTickets: createTable(10_001),
    ticketNotes: createTable(400_001),
    scheduleTypes: createTable<WorldScheduleType>(20, SCHEDULE_TYPES),
    scheduleStatuses: createTable<WorldScheduleStatus>(10, SCHEDULE_STATUSES),
    scheduleEntries: createTable(60_001),
    // Beyond the ids of the sheets that members count.
    timeSheets: createTable(90_000_001),
    expenseReports: createTable(2101),
    timeEntries: createTable(300_001),
    workflows: createTable(2201),
    workflowEvents: createTable(2301),
    workflowActions: createTable(2401),
    opportunities: createTable(2501),
    opportunityStatuses: createTable<WorldSalesStatus>(10, OPPORTUNITY_STATUSES),
    activities: createTable(2601),
    activityStatuses: createTable<WorldSalesStatus>(10, ACTIVITY_STATUSES),
    projects: createTable(2701),
    projectTeamMembers: createTable(2801),
    corporateStructure: createTable<WorldCorporateStructure>(2, [
      {
        id: 1,
        president: null,
        chiefOperatingOfficer: null,
        controller: null,
        dispatcher: null,
        serviceManager: null,
        dutyManager: null,
      },
    ]),
    departmentLocations: createTable(2901),
    companyTeams: createTable(3001),
    duties: createTable(3101),
    sent: [],
  };
}
