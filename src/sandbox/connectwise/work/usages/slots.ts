/** The places in the body of a deactivation: one person per kind of responsibility, or one per item of a list. */
import type { CompanyRole, DepartmentRole } from '../../../work/offices.ts';

export const COMPANY_ROLE_SLOTS = {
  president: 'myCompanyPresident',
  chiefOperatingOfficer: 'myCompanyCOO',
  controller: 'myCompanyController',
  dispatcher: 'myCompanyDispatch',
  serviceManager: 'myCompanyServiceManager',
  dutyManager: 'myCompanyDutyManagerRole',
} as const satisfies Record<CompanyRole, string>;

export const DEPARTMENT_ROLE_SLOTS = {
  departmentManager: 'departmentManager',
  dispatch: 'dispatchMember',
  serviceManager: 'serviceManager',
  dutyManager: 'dutyManager',
} as const satisfies Record<DepartmentRole, string>;

export const SINGLE_SLOTS = [
  'activity',
  'serviceTeam',
  'workflowEmail',
  'ticketTemplate',
  'opportunity',
  'salesTeam',
  'projectManager',
  'projectTimeApprover',
  'projectExpenseApprover',
  'knowledgeBaseArticle',
  ...Object.values(COMPANY_ROLE_SLOTS),
  ...Object.values(DEPARTMENT_ROLE_SLOTS),
  'sendFromEmailNotify',
] as const;
export const LIST_SLOTS = ['companyTeam', 'serviceStatusWorkflow'] as const;

export type SingleSlot = (typeof SINGLE_SLOTS)[number];
export type ListSlot = (typeof LIST_SLOTS)[number];
