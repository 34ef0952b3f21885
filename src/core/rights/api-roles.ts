/** Which security roles the API members have, and of which it has to be asked how far they reach. */
import type { Catalogue, CatalogueEntry } from '../../domain/planning/world.ts';
import type { Member } from '../../domain/people/member.ts';

/** Every role costs a request in every run. */
const MOST_ROLES = 5;

/** Active API members. */
export function apiMembers(members: readonly Member[]): readonly Member[] {
  return members.filter((member) => member.active && member.licenseClass === 'A');
}

export function roleOf(member: Member, catalogue: Catalogue): CatalogueEntry | undefined {
  const id = member.fields.securityRole?.id;
  return (catalogue.securityRole ?? []).find((role) => role.id === id);
}

/** Roles that do not say by themselves that they administer, each once, in the order of their records. */
function plainRoles(members: readonly Member[], catalogue: Catalogue): readonly CatalogueEntry[] {
  const roles = apiMembers(members)
    .filter((member) => !member.admin)
    .flatMap((member) => roleOf(member, catalogue) ?? [])
    .filter((role) => !role.admin);
  return [...new Set(roles)].sort((a, b) => a.id - b.id);
}

/** Those to be read. */
export function rolesToRead(members: readonly Member[], catalogue: Catalogue): readonly CatalogueEntry[] {
  return plainRoles(members, catalogue).slice(0, MOST_ROLES);
}

/** Those beyond what is read in one run. */
export function rolesLeftOut(members: readonly Member[], catalogue: Catalogue): readonly CatalogueEntry[] {
  return plainRoles(members, catalogue).slice(MOST_ROLES);
}
