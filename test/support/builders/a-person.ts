// Builds directory people and PSA members that belong to one believable company. Nonsense is refused with a RangeError.
import { groupId, memberKey, personId } from '../../../src/domain/ids.ts';
import type { GroupId } from '../../../src/domain/ids.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';

export const TECHNICIANS: GroupId = groupId('0b8e7a9c-8d0f-4a55-9a34-3f6f8f4a1c01');
export const TECHNICIAN_ROLE = { id: 63, name: 'Technician' };
export const ADMIN_ROLE = { id: 1, name: 'Admin' };

/** Enabled, an employee, in the technicians' group unless told otherwise. `name` is `First Last`. */
export function aPerson(account: string, name: string, differences: Partial<Person> = {}): Person {
  const [firstName, lastName, ...rest] = name.split(' ');
  if (firstName === undefined || lastName === undefined || rest.length > 0)
    throw new RangeError(`"${name}" is not "First Last"`);
  const mail = `${account}@harborpine.example`;
  return {
    id: personId(`id-of-${account}`),
    state: 'enabled',
    type: 'employee',
    displayName: name,
    firstName,
    lastName,
    login: mail,
    mail,
    addresses: [mail],
    accountName: account,
    employeeNumber: null,
    title: null,
    officePhone: null,
    mobilePhone: null,
    hiredOn: null,
    groups: [TECHNICIANS],
    ...differences,
  };
}

/** Active, a full seat, the technician's role, and the address that aPerson of the same account has. */
export function aMember(key: number, account: string, name: string, differences: Partial<Member> = {}): Member {
  if (account.length > 15) throw new RangeError(`"${account}" cannot be a Member ID: it has more than 15 characters`);
  const [firstName = '', lastName = ''] = name.split(' ');
  const mail = `${account}@harborpine.example`;
  return {
    key: memberKey(key),
    identifier: account,
    active: true,
    licenseClass: 'F',
    admin: false,
    addresses: [mail],
    directoryIds: [],
    ssoUserId: null,
    fields: { firstName, lastName, officeEmail: mail, licenseClass: 'F', securityRole: TECHNICIAN_ROLE },
    lastUpdated: null,
    lastLogin: { kind: 'at', at: '2026-11-22T16:00:00.000Z' },
    knownSince: '2024-01-08T09:00:00.000Z',
    ...differences,
  };
}

/** The one administrator that every believable PSA has; protected by being the last. */
export const THE_ADMIN: Member = aMember(1, 'owner', 'Olive Owner', {
  admin: true,
  fields: {
    firstName: 'Olive',
    lastName: 'Owner',
    officeEmail: 'owner@harborpine.example',
    licenseClass: 'F',
    securityRole: ADMIN_ROLE,
  },
});
