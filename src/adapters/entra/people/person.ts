/** Turns a Graph user into a person. Pure; knows nothing of requests. */
import { fold } from '../../../domain/fold.ts';
import { personId } from '../../../domain/ids.ts';
import type { GroupId, PersonId } from '../../../domain/ids.ts';
import type { Person, PersonState, PersonType } from '../../../domain/people/person.ts';
import type { GraphUser } from '../schema.ts';

/** `listed`: among users or group members. `deleted`: among deletedItems, whatever accountEnabled says there. */
export function toPerson(user: GraphUser, found: 'listed' | 'deleted', groups: readonly GroupId[]): Person {
  const login = found === 'deleted' ? loginBeforeDeletion(user) : filled(user.userPrincipalName);
  const mail = filled(user.mail) ?? primaryProxyAddress(user);
  const names = [filled(user.givenName), filled(user.surname)].filter((name) => name !== null);
  return {
    id: personId(user.id),
    state: found === 'deleted' ? 'deleted' : stateOf(user),
    type: typeOf(user),
    displayName: filled(user.displayName) ?? (names.length > 0 ? names.join(' ') : (login ?? user.id)),
    firstName: filled(user.givenName),
    lastName: filled(user.surname),
    login: login ?? user.id,
    mail,
    addresses: addressesOf(user, mail, login),
    accountName: filled(user.onPremisesSamAccountName),
    employeeNumber: filled(user.employeeId),
    title: filled(user.jobTitle),
    officePhone: filled(user.businessPhones?.[0]),
    mobilePhone: filled(user.mobilePhone),
    hiredOn: dateOf(user.employeeHireDate),
    groups,
  };
}

/** Somebody of whom nothing is known but the id. */
export function unnamedPerson(id: PersonId, state: 'gone' | 'unknown'): Person {
  return { ...toPerson({ id }, 'listed', []), id, state };
}

/** A null accountEnabled means that the directory would not tell; so does a user without a login, which none is. */
function stateOf(user: GraphUser): PersonState {
  if (typeof user.accountEnabled !== 'boolean' || filled(user.userPrincipalName) === null) return 'unknown';
  return user.accountEnabled ? 'enabled' : 'disabled';
}

function typeOf(user: GraphUser): PersonType {
  const type = user.userType?.toLowerCase();
  if (type === 'member') return 'employee';
  return type === 'guest' ? 'guest' : 'unknown';
}

/** A deletion puts the id without its dashes in front of the login, so that the login is free again. */
function loginBeforeDeletion(user: GraphUser): string | null {
  const login = filled(user.userPrincipalName);
  const prefix = user.id.replaceAll('-', '').toLowerCase();
  return login?.toLowerCase().startsWith(prefix) === true ? filled(login.slice(prefix.length)) : login;
}

/** The capital SMTP marks the primary address. */
function primaryProxyAddress(user: GraphUser): string | null {
  const primary = user.proxyAddresses?.find((address) => address.startsWith('SMTP:'));
  return filled(primary?.slice('SMTP:'.length));
}

function addressesOf(user: GraphUser, mail: string | null, login: string | null): readonly string[] {
  const byMail = (user.proxyAddresses ?? [])
    .filter((address) => /^smtp:/i.test(address))
    .map((address) => address.slice('smtp:'.length));
  // A guest's login looks like an address and is none: nobody receives mail there.
  const byLogin = login?.includes('@') === true && !/#EXT#/i.test(login) ? [login] : [];
  const once = new Map<string, string>();
  for (const address of [mail, ...byLogin, ...byMail, ...(user.otherMails ?? [])]) {
    const text = filled(address);
    if (text !== null && !once.has(fold(text))) once.set(fold(text), text);
  }
  return [...once.values()];
}

/** Years before 1900 are how directories write "no date". */
function dateOf(instant: string | null | undefined): string | null {
  const date = /^((?:19|[2-9]\d)\d{2}-\d{2}-\d{2})(?:T|$)/.exec(instant ?? '')?.[1];
  return date ?? null;
}

/** Empty means absent: Graph answers one or the other, depending on where a value came from. */
function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
