import type { MemberKey } from '../ids.ts';
import type { Activity } from './seat.ts';

/** F full, C StreamlineIT, X subcontractor, A API member (never touched). */
export type LicenseClass = 'F' | 'C' | 'X' | 'A';
export type SeatClass = Exclude<LicenseClass, 'A'>;

/** A PSA record that a member points at: role, location, approver … `name` is for people, `id` is what is written. */
export interface Reference {
  readonly id: number;
  readonly name: string;
}

/** Fields of a member that Rollcall can own, under the PSA's own field names (bare, case-sensitive; PATCH paths). */
export interface MemberFields {
  readonly firstName: string;
  readonly lastName: string;
  readonly officeEmail: string;
  readonly title: string;
  readonly officePhone: string;
  readonly mobilePhone: string;
  readonly licenseClass: SeatClass;
  readonly securityRole: Reference;
  readonly structureLevel: Reference;
  readonly securityLocation: Reference;
  readonly defaultLocation: Reference;
  readonly defaultDepartment: Reference;
  readonly salesDefaultLocation: Reference;
  readonly serviceDefaultBoard: Reference;
  readonly timeZone: Reference;
  readonly workRole: Reference;
  readonly workType: Reference;
  readonly type: Reference;
  readonly timeApprover: Reference;
  readonly expenseApprover: Reference;
  readonly reportsTo: Reference;
}
export type MemberField = keyof MemberFields;
export type FieldValue = string | Reference;

/** One wanted change of one field. `from` is what the plan saw (null: empty); it is the write's precondition. */
export interface FieldChange {
  readonly field: MemberField;
  readonly from: FieldValue | null;
  readonly to: FieldValue;
}

/** A PSA account as read. */
export interface Member {
  readonly key: MemberKey;
  /** The immutable Member ID, at most 15 characters. */
  readonly identifier: string;
  readonly active: boolean;
  readonly licenseClass: LicenseClass;
  /** adminFlag of the member, or of its security role where the role list says so. */
  readonly admin: boolean;
  /** Every address on the record (office, mobile, home, primary, SSO), as written, without empties. */
  readonly addresses: readonly string[];
  /** Ids by which the PSA already knows the person: office365.id, ssoSettings.ssoUserId, and the configured join field's value. */
  readonly directoryIds: readonly string[];
  /** ssoSettings.ssoUserId, when linked for single sign-on. */
  readonly ssoUserId: string | null;
  /** What the record holds now in the fields Rollcall can own. licenseClass is absent for an API member. */
  readonly fields: Partial<MemberFields>;
  /** `_info.lastUpdated`, as written; the best concurrency token there is. */
  readonly lastUpdated: string | null;
  readonly lastLogin: Activity;
  /** When the record was made, or when its person was hired, whichever came later; ISO 8601; null: the PSA shows neither. */
  readonly knownSince: string | null;
}

/** What a new member is made of; the password and the hire date are added when it is written. */
export interface MemberDraft {
  readonly identifier: string;
  readonly fields: MemberFieldsForCreate;
  /** fromMemberTemplateRecId, when the profile names a template. */
  readonly templateId: number | null;
  /** ISO 8601 date from the directory; null: the day of the write. */
  readonly hiredOn: string | null;
}
export type MemberFieldsForCreate = Partial<MemberFields> &
  Pick<MemberFields, 'firstName' | 'lastName' | 'officeEmail' | 'licenseClass' | 'securityRole'>;

/** The little that reports and messages carry of a member. */
export interface MemberRef {
  readonly key: MemberKey;
  readonly identifier: string;
  readonly name: string;
}

export function memberRef(member: Member): MemberRef {
  const name = [member.fields.firstName, member.fields.lastName]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return { key: member.key, identifier: member.identifier, name };
}
