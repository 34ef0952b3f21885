/** How Harbor & Pine IT names its people and makes their members; every case of the world is built from these. */
import type { MemberInput, PersonInput } from '../empty-world.ts';
import { addMember, addPerson } from '../empty-world.ts';
import type { SandboxWorld, WorldGroup, WorldMember, WorldPerson } from '../world.ts';
import type { MspProfile } from './profiles.ts';

export const DOMAIN = 'harborpine.example';

export interface MspGroups {
  readonly administrators: WorldGroup;
  readonly technicians: WorldGroup;
  /** Nested in the technicians. */
  readonly fieldEngineers: WorldGroup;
  readonly dispatch: WorldGroup;
  readonly sales: WorldGroup;
  /** Not mapped to any profile. */
  readonly finance: WorldGroup;
}

export interface Pair {
  readonly person: WorldPerson;
  readonly member: WorldMember;
}

/** Login `flast`, mail `first.last`, a desk phone and an employee number by order of hiring. */
export function hire(
  world: SandboxWorld,
  input: PersonInput & { readonly firstName: string; readonly lastName: string },
): WorldPerson {
  const number = world.people.size + 1;
  const first = plain(input.firstName);
  const last = plain(input.lastName);
  return addPerson(world, {
    login: `${first.slice(0, 1)}${last}@${DOMAIN}`,
    mail: `${first}.${last}@${DOMAIN}`,
    employeeNumber: String(1000 + number),
    officePhone: `503-555-0${String(100 + number).slice(-3)}`,
    hiredOn: `20${String(14 + (number % 10))}-0${1 + (number % 9)}-15`,
    ...input,
  });
}

/** A member in perfect order: Member ID from the login, everything else from the person and the profile. */
export function employ(
  world: SandboxWorld,
  person: WorldPerson,
  profile: MspProfile,
  input: Partial<MemberInput> = {},
): Pair {
  const member = addMember(world, {
    identifier: (person.login.split('@')[0] ?? '').slice(0, 15),
    person,
    licenseClass: profile.licenseClass,
    ...input,
    references: { ...profile.references, ...input.references },
    record: {
      employeeIdentifer: person.employeeNumber,
      hireDate: `${person.hiredOn ?? '2024-01-08'}T00:00:00Z`,
      adminFlag: profile.references.securityRole === 'Administrator',
      ...input.record,
    },
  });
  return { person, member };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '');
}
