// Adds to the security roles how far those of the API members reach. Nothing is decided from it but a finding, so what cannot be read is said there.
import { rolesToRead } from '../../../core/rights/api-roles.ts';
import type { MemberRoster } from '../../../domain/people/roster.ts';
import type { Catalogue } from '../../../domain/planning/world.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';

/** The same catalogue; no request where no active API member has a role of which it has to be asked. */
export async function readRoleReach(
  { psa }: Pick<ConnectionPorts, 'psa'>,
  { members }: MemberRoster,
  catalogue: Catalogue,
): Promise<Catalogue> {
  const roles = rolesToRead(members, catalogue);
  if (roles.length === 0) return catalogue;
  const found = await psa.readRoleReach(roles);
  const securityRole = (catalogue.securityRole ?? []).map((role) => {
    const reach = found.get(role.id);
    return reach === undefined ? role : { ...role, reach };
  });
  return { ...catalogue, securityRole };
}
