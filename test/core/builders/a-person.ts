/** Builders of people. They throw on nonsense, so that a test never proves something about an impossible person. */
import { groupId, personId, type GroupId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';

export const TECHNICIANS: GroupId = groupId('g-technicians');
export const DISPATCH: GroupId = groupId('g-dispatch');

/** "Ada Example" gives ada.example@harborpine.example, an enabled employee in the technicians group. */
export function aPerson(name: string, over: Partial<Omit<Person, 'id'>> & { id?: string } = {}): Person {
  const [firstName, ...rest] = name.split(' ');
  const lastName = rest.join(' ');
  if (firstName === undefined || lastName === '') throw new Error(`A test's person needs two names, not "${name}"`);
  if (over.state === 'deleted' && (over.groups?.length ?? 0) > 0) throw new Error('A deleted person is in no group');
  const account = `${firstName}.${lastName}`.toLowerCase().replace(/[^a-z.]/g, '');
  const login = over.login ?? `${account}@harborpine.example`;
  const mail = over.mail === undefined ? login : over.mail;
  const { id, ...differences } = over;
  return {
    id: personId(id ?? `p-${login}`),
    state: 'enabled',
    type: 'employee',
    displayName: name,
    firstName,
    lastName,
    login,
    mail,
    addresses: mail === null ? [login] : [login, mail],
    accountName: null,
    employeeNumber: null,
    title: null,
    officePhone: null,
    mobilePhone: null,
    hiredOn: null,
    groups: over.state === 'deleted' ? [] : [TECHNICIANS],
    ...differences,
  };
}

/** The same person, seen outside of every mapped group. */
export function outside(person: Person): Person {
  return { ...person, groups: [] };
}
