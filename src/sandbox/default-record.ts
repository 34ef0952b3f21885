/** What a ConnectWise member record holds when nobody said otherwise, under the API's own field names. */
import type { SandboxWorld } from './world.ts';

/** Reference fields of a member and the list that each one points into. */
export const REFERENCE_LISTS = {
  securityRole: 'securityRoles',
  structureLevel: 'structureLevels',
  securityLocation: 'locations',
  defaultLocation: 'locations',
  salesDefaultLocation: 'locations',
  defaultDepartment: 'departments',
  serviceDefaultBoard: 'boards',
  timeZone: 'timeZones',
  workRole: 'workRoles',
  workType: 'workTypes',
  type: 'memberTypes',
} as const;
export type WorldReferenceField = keyof typeof REFERENCE_LISTS;

/** The `{ id, name }` object of a record in one of the world's lists; throws when the name is not there. */
export function referenceTo(world: SandboxWorld, field: WorldReferenceField, name: string): Record<string, unknown> {
  const list = REFERENCE_LISTS[field];
  const entry = world.references[list]?.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new RangeError(`The world's ${list} hold no "${name}" (wanted for ${field})`);
  return { id: entry.id, name: entry.name };
}

/** Every field of a plain, active technician's record but `id`, `identifier`, `licenseClass` and `inactiveFlag`. */
export function defaultRecord(world: SandboxWorld): Record<string, unknown> {
  return {
    firstName: '',
    middleInitial: null,
    lastName: '',
    title: null,
    hireDate: '2024-01-08T00:00:00Z',
    inactiveDate: null,
    lastLogin: null,
    notes: null,
    employeeIdentifer: null,
    vendorNumber: null,
    adminFlag: false,
    disableOnlineFlag: false,
    enableMobileFlag: true,
    officeEmail: null,
    mobileEmail: null,
    homeEmail: null,
    primaryEmail: null,
    defaultEmail: 'Office',
    officePhone: null,
    officeExtension: null,
    mobilePhone: null,
    mobileExtension: null,
    homePhone: null,
    homeExtension: null,
    defaultPhone: 'Office',
    office365: null,
    ssoSettings: null,
    authenticationServiceType: null,
    securityRole: referenceTo(world, 'securityRole', 'Technician'),
    structureLevel: referenceTo(world, 'structureLevel', 'Corporate'),
    securityLocation: referenceTo(world, 'securityLocation', 'Portland'),
    defaultLocation: referenceTo(world, 'defaultLocation', 'Portland'),
    salesDefaultLocation: referenceTo(world, 'salesDefaultLocation', 'Portland'),
    defaultDepartment: referenceTo(world, 'defaultDepartment', 'Service'),
    serviceDefaultBoard: null,
    timeZone: referenceTo(world, 'timeZone', 'US Pacific'),
    workRole: referenceTo(world, 'workRole', 'Engineer'),
    workType: null,
    type: referenceTo(world, 'type', 'Employee'),
    reportsTo: null,
    timeApprover: null,
    expenseApprover: null,
    calendar: null,
    dailyCapacity: 8,
    hourlyCost: 0,
    hourlyRate: 0,
    requireTimeSheetEntryFlag: true,
    restrictLocationFlag: false,
    restrictDepartmentFlag: false,
    companyActivityTabFormat: 'SummaryList',
    invoiceTimeTabFormat: 'SummaryList',
    invoiceScreenDefaultTabFormat: 'ShowInvoicingTab',
    invoicingDisplayOptions: 'RemainOnInvoicingScreen',
    agreementInvoicingDisplayOptions: 'RemainOnInvoicingScreen',
    customFields: [],
    _info: {
      dateEntered: '2024-01-08T09:00:00Z',
      enteredBy: 'admin1',
      lastUpdated: '2026-10-05T08:30:00Z',
      updatedBy: 'admin1',
    },
  };
}
