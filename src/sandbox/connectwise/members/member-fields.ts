/** Every field of a member record, with what it holds: the table by which reads are filtered and writes are judged. */
import type { FieldKind, FieldTable } from './field-kinds.ts';
import { DATE, FLAG, INFO, INTEGER, NUMBER, table, TEXT } from './field-kinds.ts';

/** Field name to longest text; null: no limit is documented. */
const TEXTS: Readonly<Record<string, number | null>> = {
  identifier: 15,
  firstName: 30,
  middleInitial: 1,
  lastName: 30,
  notes: null,
  employeeIdentifer: 10,
  vendorNumber: null,
  lastLogin: null,
  officeEmail: 250,
  mobileEmail: 250,
  homeEmail: 250,
  primaryEmail: 250,
  officePhone: 15,
  officeExtension: 10,
  mobilePhone: 15,
  mobileExtension: 10,
  homePhone: 15,
  homeExtension: 10,
  mapiName: null,
  ldapUserName: 50,
  signature: null,
  title: null,
  stsUserAdminUrl: null,
  timeSheetStartDate: null,
  phoneSource: null,
  lastActivatedDate: null,
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  licenseClass: ['A', 'C', 'F', 'X'],
  defaultEmail: ['Office', 'Mobile', 'Home'],
  defaultPhone: ['Office', 'Mobile', 'Home'],
  authenticationServiceType: ['AuthAnvil', 'GoogleAuthenticator', 'Email'],
  phoneIntegrationType: ['TAPI', 'SKYPE', 'TEL', 'CALLTO', 'NONE'],
  companyActivityTabFormat: ['SummaryList', 'DetailList'],
  invoiceTimeTabFormat: ['SummaryList', 'DetailList'],
  invoiceScreenDefaultTabFormat: ['ShowInvoicingTab', 'ShowAgreementInvoicingTab'],
  invoicingDisplayOptions: ['RemainOnInvoicingScreen', 'ShowRecentInvoices'],
  agreementInvoicingDisplayOptions: ['RemainOnInvoicingScreen', 'ShowRecentInvoices'],
  globalSearchDefaultTicketFilter: ['OpenRecords', 'ClosedRecords', 'AllRecords'],
  globalSearchDefaultSort: ['None', 'LastUpdatedDesc', 'LastUpdatedAsc', 'CreatedDesc', 'CreatedAsc'],
  ssoType: ['CWSSO', 'SAML'],
};

const FLAGS = `
  disableOnlineFlag enableMobileGpsFlag inactiveFlag calendarSyncIntegrationFlag timebasedOneTimePasswordActivated
  enableLdapAuthenticationFlag useBrowserLanguageFlag enableMobileFlag partnerPortalFlag toastNotificationFlag adminFlag
  restrictLocationFlag restrictDepartmentFlag includeInUtilizationReportingFlag requireExpenseEntryFlag
  requireTimeSheetEntryFlag requireStartAndEndTimeOnTimeEntryFlag allowInCellEntryOnTimeSheet enterTimeAgainstCompanyFlag
  allowExpensesEnteredAgainstCompaniesFlag timeReminderEmailFlag restrictServiceDefaultLocationFlag
  restrictServiceDefaultDepartmentFlag restrictProjectDefaultLocationFlag restrictProjectDefaultDepartmentFlag
  restrictScheduleFlag hideMemberInDispatchPortalFlag restrictDefaultSalesTerritoryFlag restrictDefaultWarehouseFlag
  restrictDefaultWarehouseBinFlag autoStartStopwatch autoPopupQuickNotesWithStopwatch usePlatformPermissionsFlag`;
const NUMBERS = 'billableForecast dailyCapacity hourlyCost hourlyRate minimumHours scheduleCapacity';
const INTEGER_LISTS = 'memberPersonas excludedServiceBoardIds teams serviceBoardTeamIds excludedProjectBoardIds';

/** Lists that the sandbox keeps, and the fields that point into them. */
const REFERENCES: Readonly<Record<string, string>> = {
  securityRoles: 'securityRole',
  structureLevels: 'structureLevel',
  locations: `securityLocation defaultLocation salesDefaultLocation serviceDefaultLocation projectDefaultLocation
    scheduleDefaultLocation`,
  departments: 'defaultDepartment serviceDefaultDepartment projectDefaultDepartment scheduleDefaultDepartment',
  members: 'reportsTo timeApprover expenseApprover',
  timeZones: 'timeZone',
  workRoles: 'workRole',
  workTypes: 'workType',
  memberTypes: 'type',
  boards: 'serviceDefaultBoard',
};
const UNKEPT_REFERENCES = `country photo ldapConfiguration directionalSync reportCard projectDefaultBoard serviceLocation
  calendar warehouse warehouseBin`;

/** What GET shows, and so what can be filtered, ordered by and projected. */
export const MEMBER_FIELDS: FieldTable = {
  id: INTEGER,
  hireDate: DATE,
  inactiveDate: DATE,
  daysTolerance: INTEGER,
  customFields: { kind: 'records' },
  office365: { kind: 'part', fields: { id: TEXT, name: TEXT } },
  ssoSettings: { kind: 'part', fields: { id: INTEGER, ssoUserId: TEXT, userName: TEXT, email: TEXT } },
  _info: INFO,
  ...Object.fromEntries(Object.entries(TEXTS).map(([name, max]): [string, FieldKind] => [name, { kind: 'text', max }])),
  ...Object.fromEntries(
    Object.entries(CHOICES).map(([name, of]): [string, FieldKind] => [name, { kind: 'choice', of }]),
  ),
  ...table(words(FLAGS), FLAG),
  ...table(words(NUMBERS), NUMBER),
  ...table(words(INTEGER_LISTS), { kind: 'integers' }),
  ...Object.fromEntries(
    Object.entries(REFERENCES).flatMap(([list, names]) =>
      Object.entries(table(words(names), { kind: 'reference', list })),
    ),
  ),
  ...table(words(UNKEPT_REFERENCES), { kind: 'reference', list: null }),
};

/** Accepted on creation (the password on change as well) and never shown. */
export const PASSWORD: FieldKind = { kind: 'text', max: 60 };
export const CREATE_ONLY_FIELDS: FieldTable = {
  fromMemberRecId: INTEGER,
  fromMemberTemplateRecId: INTEGER,
  copyPodLayouts: FLAG,
  copySharedDefaultViews: FLAG,
  copyColumnLayoutsAndFilters: FLAG,
};

/** Kept by the PSA itself; a write that names one is refused. ssoSettings has its own endpoints. */
export const READ_ONLY_FIELDS: readonly string[] = ['id', '_info', 'lastLogin', 'lastActivatedDate', 'ssoSettings'];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
