/** The member record as the API shows it: which fields are asked for, and which shapes are believed. */
import { z } from 'zod';
import type { LicenseClass } from '../../../domain/people/member.ts';
import type { JoinField } from '../api/options.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
/** Members and departments go by `identifier`, other records by `name`. */
const reference = z.object({ id: z.int().positive(), name: text, identifier: text }).nullish();
export type RecordReference = z.infer<typeof reference>;

/** Unknown fields fall away. A role may hide any field but those that decide who the member is and whether it is active. */
export const memberRecord = z.object({
  id: z.int().positive(),
  identifier: z.string().min(1),
  licenseClass: z.enum(['F', 'C', 'X', 'A'] satisfies LicenseClass[]),
  inactiveFlag: z.boolean(),
  adminFlag: flag,
  firstName: text,
  lastName: text,
  title: text,
  officeEmail: text,
  mobileEmail: text,
  homeEmail: text,
  primaryEmail: text,
  officePhone: text,
  mobilePhone: text,
  hireDate: text,
  lastLogin: text,
  securityRole: reference,
  structureLevel: reference,
  securityLocation: reference,
  defaultLocation: reference,
  defaultDepartment: reference,
  salesDefaultLocation: reference,
  serviceDefaultBoard: reference,
  timeZone: reference,
  workRole: reference,
  workType: reference,
  type: reference,
  timeApprover: reference,
  expenseApprover: reference,
  reportsTo: reference,
  office365: z.object({ id: text }).nullish(),
  ssoSettings: z.object({ ssoUserId: text, userName: text, email: text }).nullish(),
  vendorNumber: text,
  employeeIdentifer: text,
  _info: z.object({ lastUpdated: text, dateEntered: text }).nullish(),
});
export type MemberRecord = z.infer<typeof memberRecord>;

const JOIN_FIELDS: readonly string[] = ['vendorNumber', 'employeeIdentifer'] satisfies JoinField[];

/** The `fields` projection: everything that is parsed, of the two join fields only the configured one, and of `_info` only the instants of the first and the last change. */
export function projection(joinField: JoinField | null): string {
  return Object.keys(memberRecord.shape)
    .filter((field) => field === joinField || !JOIN_FIELDS.includes(field))
    .map((field) => (field === '_info' ? '_info/lastUpdated,_info/dateEntered' : field))
    .join(',');
}
