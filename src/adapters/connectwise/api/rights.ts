/** Which right of the API member's security role a request needs, in the words of the PSA's own screens. */
import type { HttpMethod } from '../../http/retry.ts';

export interface Right {
  /** "System > Member Maintenance" */
  readonly area: string;
  /** "Inquire All" */
  readonly level: string;
}

/** The first that fits. */
const AREAS: readonly (readonly [prefix: string, area: string])[] = [
  ['/service/tickets', 'Service Desk > Service Tickets'],
  ['/company/companies', 'Companies > Company Maintenance'],
  ['/project/tickets', 'Project > Project Tickets'],
  ['/project/projects', 'Project > Project Headers'],
  ['/schedule/entries', 'Service Desk > Resource Scheduling'],
  ['/time/sheets', 'Time & Expense > Time Entry'],
  ['/time/entries', 'Time & Expense > Time Entry'],
  ['/expense/reports', 'Time & Expense > Expense Entry'],
  ['/sales/opportunities/statuses', 'System > Table Setup'],
  ['/sales/activities/statuses', 'System > Table Setup'],
  ['/sales/opportunities', 'Sales > Opportunity'],
  ['/sales/activities', 'Sales > Sales Activity'],
  ['/system/members/types', 'System > Table Setup'],
  ['/system/members', 'System > Member Maintenance'],
  ['/system/membertemplates', 'System > Member Maintenance'],
  ['/system/securityroles', 'System > Security Roles'],
  ['/system/securityRoles', 'System > Security Roles'],
  ['/system/myCompany', 'System > My Company'],
  ['/system/locations', 'System > My Company'],
  ['/system/departments', 'System > My Company'],
];

const MADE_BY_POST: readonly string[] = ['/system/members', '/schedule/entries', '/service/tickets'];

/** `path` below the API's base. Whatever is not listed is a table of the setup. A POST to one member is an edit of it. */
export function rightFor(method: HttpMethod, path: string): Right {
  const area = AREAS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'System > Table Setup';
  if (method === 'GET') return { area, level: 'Inquire All' };
  return { area, level: method === 'POST' && MADE_BY_POST.includes(path) ? 'Add All' : 'Edit All' };
}

export function grantOf(right: Right): string {
  return `In the PSA: System > Security Roles > (the role of the API member) > ${right.area}: set ${right.level}.`;
}
