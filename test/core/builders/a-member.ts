/** Builders of members. They throw on nonsense. */
import type { LicenseClass, Member, MemberFields, Reference } from '../../../src/domain/people/member.ts';
import { memberKey } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';

export const ROLES = {
  technician: { id: 10, name: 'Technician' },
  dispatcher: { id: 11, name: 'Dispatcher' },
  administrator: { id: 12, name: 'Administrator' },
} as const satisfies Record<string, Reference>;
export const LOCATION: Reference = { id: 20, name: 'Portland' };
export const DEPARTMENT: Reference = { id: 30, name: 'Service' };

interface MemberOver extends Partial<Omit<Member, 'key' | 'identifier' | 'fields'>> {
  readonly fields?: Partial<MemberFields>;
}

/** An active technician with a full licence and nothing that connects them with anybody. */
export function aMember(key: number, identifier: string, over: MemberOver = {}): Member {
  if (identifier.length > 15) throw new Error(`"${identifier}" is longer than a Member ID can be`);
  const licenseClass: LicenseClass = over.licenseClass ?? 'F';
  const seat = licenseClass === 'A' ? {} : { licenseClass };
  return {
    active: true,
    licenseClass,
    admin: false,
    addresses: over.fields?.officeEmail === undefined ? [] : [over.fields.officeEmail],
    directoryIds: [],
    ssoUserId: null,
    lastUpdated: '2026-11-01T08:00:00Z',
    lastLogin: { kind: 'at', at: '2026-11-22T16:00:00.000Z' },
    knownSince: '2024-01-08T09:00:00.000Z',
    ...over,
    key: memberKey(key),
    identifier,
    fields: {
      ...seat,
      securityRole: ROLES.technician,
      defaultLocation: LOCATION,
      defaultDepartment: DEPARTMENT,
      ...over.fields,
    },
  };
}

/** The member that Rollcall would have made for this person: everything agrees. */
export function memberOf(
  person: Person,
  key: number,
  { identifier, ...over }: MemberOver & { readonly identifier?: string } = {},
): Member {
  const { firstName, lastName, mail } = person;
  if (firstName === null || lastName === null || mail === null)
    throw new Error('Only a person with names and an address has a member that agrees');
  return aMember(key, identifier ?? (person.login.split('@')[0] ?? '').slice(0, 15), {
    ...over,
    fields: { firstName, lastName, officeEmail: mail, ...over.fields },
  });
}
