/** What one connection's administrators decided: the parsed, defaulted form of its configuration that core needs. */
import type { ApprovalPolicy } from '../rulings/ruling.ts';
import type { OffboardingPolicy } from '../offboarding/handover.ts';
import type { SeatingPolicy } from '../people/seat.ts';
import type { LicenseClass, MemberField, SeatClass } from '../people/member.ts';

/** A limit on one kind of write. The smaller of count and percent holds, but never less than one. */
export interface Limit {
  readonly count: number;
  /** Percent of the active, unprotected-by-class (non-API) members, 0 to 100; null: the count alone. */
  readonly percent: number | null;
}
/** `perDay` is over a rolling 24 hours and counts what was really attempted, by any run and any approval. */
export interface KindLimits {
  readonly perRun: Limit;
  readonly perDay: Limit;
}
export type WriteClass = 'reassign' | 'deactivate' | 'reactivate' | 'create' | 'role-change' | 'other-change';

/** Fields that come from the directory's person, where the policy lets the directory own them; every other field comes from the profile. */
export const DIRECTORY_FIELDS = [
  'firstName',
  'lastName',
  'officeEmail',
  'title',
  'officePhone',
  'mobilePhone',
] as const satisfies readonly MemberField[];
export type DirectoryField = (typeof DIRECTORY_FIELDS)[number];

/** Reference fields of a profile, by the PSA's field name. */
export type ReferenceField = Exclude<MemberField, DirectoryField | 'licenseClass'>;

/** What the people of a group get in the PSA. References are names as an administrator reads them in the PSA. */
export interface Profile {
  readonly name: string;
  /** Group selectors: an id, or a unique name. */
  readonly groups: readonly string[];
  readonly licenseClass: SeatClass;
  /** Approvers and reportsTo are Member IDs; everything else is the record's name. securityRole is always there. */
  readonly references: Partial<Record<ReferenceField, string>> & { readonly securityRole: string };
  /** Name of a member template whose record id is sent with a creation. */
  readonly memberTemplate: string | null;
}

/** Names that a Member ID template may put in braces. */
export const MEMBER_ID_PLACEHOLDERS = [
  'login',
  'mail',
  'first',
  'last',
  'f',
  'l',
  'employeeNumber',
  'accountName',
] as const;

export interface MemberIdRule {
  /** Text with placeholders: {login} (local part), {mail} (local part), {first}, {last}, {f} (first initial), {l}, {employeeNumber}, {accountName}. */
  readonly template: string;
  readonly case: 'lower' | 'upper' | 'keep';
  readonly onCollision: 'hold' | 'number';
}

export interface Policy {
  readonly approvals: ApprovalPolicy;
  /** In order: the first profile with one of the person's groups wins. */
  readonly profiles: readonly Profile[];
  readonly memberId: MemberIdRule;
  /** Directory-owned fields that updates keep true; creation always sets names and office e-mail. */
  readonly directoryOwns: readonly DirectoryField[];
  readonly guests: 'exclude' | 'include';
  readonly suspended: 'report' | 'deactivate';
  /** What to do with an active member whom the directory does not know at all. */
  readonly unmanaged: 'report' | 'deactivate';
  /** Hours between the first sighting of an absence and the deactivation; 0: none. */
  readonly absenceGraceHours: number;
  /** Groups (selectors) that may be empty without freezing anything. */
  readonly mayBeEmpty: readonly string[];
  /** Logins or addresses that must be in scope, or absence-based actions freeze. */
  readonly canaries: readonly string[];
  /** Below this percent of the last good run's people a source counts as shrunk. */
  readonly shrunkBelowPercent: number;
  /** Member IDs and patterns (`*` any run of characters), case-folded. */
  readonly protectedMembers: readonly string[];
  /** Contracted seats per class; an absent class is not limited. */
  readonly seats: Partial<Record<SeatClass, number>>;
  readonly limits: Readonly<Record<WriteClass, KindLimits>>;
  /** After creating or reactivating, link the PSA's single sign-on to the directory id; after deactivating, unlink. */
  readonly linkSso: boolean;
  /** What happens to the work of those who leave. */
  readonly offboarding: OffboardingPolicy;
  readonly seating: SeatingPolicy;
  /** Domains of the company's own addresses, case-folded; empty: no address is judged. */
  readonly companyDomains: readonly string[];
}

export const SEAT_CLASSES = ['F', 'C', 'X'] as const satisfies readonly SeatClass[];
export const isSeatClass = (value: LicenseClass): value is SeatClass => value !== 'A';
