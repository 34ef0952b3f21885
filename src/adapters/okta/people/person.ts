/** Turns an Okta user into a person. The status table is closed: a status that is not in it is `unknown`, never a guess. */
import { fold } from '../../../domain/fold.ts';
import type { GroupId, PersonId } from '../../../domain/ids.ts';
import { personId } from '../../../domain/ids.ts';
import type { Person, PersonState } from '../../../domain/people/person.ts';
import type { OktaUser } from '../schema.ts';

type KnownStatus =
  'STAGED' | 'PROVISIONED' | 'ACTIVE' | 'RECOVERY' | 'LOCKED_OUT' | 'PASSWORD_EXPIRED' | 'SUSPENDED' | 'DEPROVISIONED';

const STATES = {
  STAGED: 'pending',
  PROVISIONED: 'enabled',
  ACTIVE: 'enabled',
  RECOVERY: 'enabled',
  LOCKED_OUT: 'enabled',
  PASSWORD_EXPIRED: 'enabled',
  SUSPENDED: 'suspended',
  DEPROVISIONED: 'disabled',
} as const satisfies Record<KnownStatus, PersonState>;

/** Case counts: Okta writes its statuses in capitals, and anything else is not one of them. */
export function stateOf(status: string): PersonState {
  return isKnown(status) ? STATES[status] : 'unknown';
}

/** Okta knows employees only. */
export function toPerson(user: OktaUser, groups: readonly GroupId[]): Person {
  const { profile } = user;
  const firstName = textOrNull(profile.firstName);
  const lastName = textOrNull(profile.lastName);
  const fullName = [firstName, lastName].filter((part) => part !== null).join(' ');
  return {
    id: personId(user.id),
    state: stateOf(user.status),
    type: 'employee',
    displayName: textOrNull(profile.displayName) ?? (fullName === '' ? profile.login : fullName),
    firstName,
    lastName,
    login: profile.login,
    mail: textOrNull(profile.email),
    addresses: addressesOf(profile),
    accountName: textOrNull(profile.samAccountName),
    employeeNumber: textOrNull(profile.employeeNumber),
    title: textOrNull(profile.title),
    officePhone: textOrNull(profile.primaryPhone),
    mobilePhone: textOrNull(profile.mobilePhone),
    hiredOn: dateOf(profile.hireDate),
    groups,
  };
}

/** Somebody of whom nothing is known but the id. */
export function unnamedPerson(id: PersonId, state: 'gone' | 'unknown'): Person {
  return { ...toPerson({ id, status: '', profile: { login: id } }, []), state };
}

function addressesOf(profile: OktaUser['profile']): readonly string[] {
  const login = profile.login.includes('@') ? profile.login : null;
  const once = new Map<string, string>();
  for (const address of [profile.email, login, profile.secondEmail]) {
    const text = textOrNull(address);
    if (text !== null && !once.has(fold(text))) once.set(fold(text), text);
  }
  return [...once.values()];
}

/** A date, or an instant cut to its date; whatever else an org keeps there is none. */
function dateOf(value: unknown): string | null {
  const date = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(textOrNull(value) ?? '')?.[1];
  return date === undefined || Number.isNaN(Date.parse(date)) ? null : date;
}

/** Empty means absent: Okta answers one or the other, depending on where a value came from. */
function textOrNull(text: unknown): string | null {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  return trimmed === '' ? null : trimmed;
}

function isKnown(status: string): status is KnownStatus {
  return Object.hasOwn(STATES, status);
}
