/** People and groups as Okta shows them. */
import type { WorldGroup, WorldPerson } from '../world.ts';
import { oktaGroupId, oktaUserId } from './ids.ts';

/** What Okta calls each state; a deleted user is not shown at all. */
const OKTA_STATUS = {
  enabled: 'ACTIVE',
  disabled: 'DEPROVISIONED',
  suspended: 'SUSPENDED',
  pending: 'STAGED',
  locked: 'LOCKED_OUT',
} as const satisfies Record<Exclude<WorldPerson['state'], 'deleted'>, string>;

const CREATED = '2024-02-01T09:00:00.000Z';
const UPDATED = '2026-10-01T08:00:00.000Z';
const GROUP_TYPE = 'OKTA_GROUP';

/** `origin` is where the double is reached: links are absolute. */
export function showUser(person: WorldPerson, origin: string): Record<string, unknown> {
  const id = oktaUserId(person.id);
  return {
    id,
    status: statusOf(person),
    created: CREATED,
    activated: person.state === 'pending' || person.state === 'disabled' ? null : CREATED,
    statusChanged: UPDATED,
    lastLogin: null,
    lastUpdated: UPDATED,
    passwordChanged: null,
    type: { id: 'oty1sandboxtype123456' },
    profile: {
      login: person.login,
      email: emailOf(person),
      secondEmail: secondEmailOf(person),
      firstName: person.firstName,
      lastName: person.lastName,
      displayName: person.displayName,
      ...(person.employeeNumber === null ? {} : { employeeNumber: person.employeeNumber }),
      title: person.title,
      primaryPhone: person.officePhone,
      mobilePhone: person.mobilePhone,
      ...(person.accountName === null ? {} : { samAccountName: person.accountName }),
      ...(person.hiredOn === null ? {} : { hireDate: person.hiredOn }),
      ...(person.managerId === null ? {} : { managerId: oktaUserId(person.managerId) }),
    },
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    _links: { self: { href: `${origin}/api/v1/users/${id}` } },
  };
}

export function showGroup(group: WorldGroup, origin: string): Record<string, unknown> {
  const id = oktaGroupId(group.id);
  return {
    id,
    created: CREATED,
    lastUpdated: CREATED,
    lastMembershipUpdated: UPDATED,
    objectClass: ['okta:user_group'],
    type: GROUP_TYPE,
    profile: { name: group.name, description: `Everyone in ${group.name}` },
    _links: { users: { href: `${origin}/api/v1/groups/${id}/users` } },
  };
}

/** What filters and searches can ask of a user, by the name that they use. */
export const USER_PROPERTIES: ReadonlyMap<string, (person: WorldPerson) => string | null> = new Map([
  ['id', (person) => oktaUserId(person.id)],
  ['status', statusOf],
  ['profile.login', (person) => person.login],
  ['profile.email', emailOf],
  ['profile.firstName', (person) => person.firstName],
  ['profile.lastName', (person) => person.lastName],
  ['profile.secondEmail', secondEmailOf],
  ['profile.displayName', (person) => person.displayName],
  ['profile.employeeNumber', (person) => person.employeeNumber],
]);

/** What filters and searches can ask of a group. */
export const GROUP_PROPERTIES: ReadonlyMap<string, (group: WorldGroup) => string> = new Map([
  ['id', (group: WorldGroup) => oktaGroupId(group.id)],
  ['type', () => GROUP_TYPE],
  ['profile.name', (group: WorldGroup) => group.name],
]);

function statusOf(person: WorldPerson): string {
  return person.state === 'deleted' ? OKTA_STATUS.disabled : OKTA_STATUS[person.state];
}

/** Okta does not let anybody be without an address. */
function emailOf(person: WorldPerson): string {
  return person.mail ?? person.login;
}

function secondEmailOf(person: WorldPerson): string | null {
  return person.aliases[0] ?? null;
}
