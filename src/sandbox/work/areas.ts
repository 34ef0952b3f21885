/** The functions of the PSA's security matrix that concern work, and how far the API member's role reaches in each. */

export const WORK_AREAS = {
  serviceTickets: { module: 'Service Desk', name: 'Service Tickets' },
  scheduling: { module: 'Service Desk', name: 'Resource Scheduling' },
  projectTickets: { module: 'Project', name: 'Project Tickets' },
  projects: { module: 'Project', name: 'Project Headers' },
  projectTeams: { module: 'Project', name: 'Project Teams' },
  timeEntry: { module: 'Time & Expense', name: 'Time Entry' },
  expenses: { module: 'Time & Expense', name: 'Expense Entry' },
  opportunities: { module: 'Sales', name: 'Opportunity' },
  activities: { module: 'Sales', name: 'Sales Activity' },
  companies: { module: 'Companies', name: 'Company Maintenance' },
  closeTickets: { module: 'Service Desk', name: 'Close Service Tickets' },
} as const;
export type WorkArea = keyof typeof WORK_AREAS;

/** `My`: records of the API member itself, which has none. A list is then empty and no error. */
export type RightLevel = 'None' | 'My' | 'All';

export interface WorkLevels {
  inquire: RightLevel;
  add: RightLevel;
  edit: RightLevel;
  delete: RightLevel;
}

export type WorkRights = Record<WorkArea, WorkLevels>;

/** Everything allowed. */
export function allWorkRights(): WorkRights {
  const all = (): WorkLevels => ({ inquire: 'All', add: 'All', edit: 'All', delete: 'All' });
  return {
    serviceTickets: all(),
    scheduling: all(),
    projectTickets: all(),
    projects: all(),
    projectTeams: all(),
    timeEntry: all(),
    expenses: all(),
    opportunities: all(),
    activities: all(),
    companies: all(),
    closeTickets: all(),
  };
}
