import type { GroupId, PersonId } from '../ids.ts';

/**
 * What the directory says about a person's account.
 * - `enabled`: employed, may sign in (Okta PROVISIONED, ACTIVE, RECOVERY, LOCKED_OUT, PASSWORD_EXPIRED; Entra accountEnabled=true).
 * - `disabled`: switched off for good (Okta DEPROVISIONED; Entra accountEnabled=false). Positive evidence of departure.
 * - `deleted`: the directory lists them among its deleted people. Positive evidence of departure.
 * - `gone`: the directory answers a read by id with "not found" and has no trace of them. That is also what another tenant, or a right that was taken
 *   away, looks like: absence, to be corroborated.
 * - `suspended`: blocked but reversible (Okta SUSPENDED). Reported, never acted on unless the policy says so.
 * - `pending`: not started yet (Okta STAGED). No member is made yet, none is taken away.
 * - `unknown`: the directory would not tell (null accountEnabled, a status this version does not know). Never acted on.
 */
export type PersonState = 'enabled' | 'disabled' | 'deleted' | 'gone' | 'suspended' | 'pending' | 'unknown';

/** Entra userType; Okta knows employees only. `unknown` (a null userType) is treated like a guest: never created by itself. */
export type PersonType = 'employee' | 'guest' | 'unknown';

/** Someone in the directory. Every text is hostile: it may hold HTML, quotes, formulas, any script. */
export interface Person {
  readonly id: PersonId;
  readonly state: PersonState;
  readonly type: PersonType;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** userPrincipalName or Okta login. */
  readonly login: string;
  /** Primary address. */
  readonly mail: string | null;
  /** Every address known for this person, the primary one and the login (where it is an address) included; as written. */
  readonly addresses: readonly string[];
  /** onPremisesSamAccountName or another short account name. */
  readonly accountName: string | null;
  readonly employeeNumber: string | null;
  readonly title: string | null;
  readonly officePhone: string | null;
  readonly mobilePhone: string | null;
  /** ISO 8601 date or null: used as hireDate of a new member. */
  readonly hiredOn: string | null;
  /** Mapped groups this person is in (directly or nested). Empty: outside the connection's scope. */
  readonly groups: readonly GroupId[];
}

/** The little that reports and messages carry of a person. */
export interface PersonRef {
  readonly id: PersonId;
  readonly name: string;
  readonly login: string;
}

export function personRef(person: Person): PersonRef {
  return { id: person.id, name: person.displayName, login: person.login };
}
