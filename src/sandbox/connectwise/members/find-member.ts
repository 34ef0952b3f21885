/** Finds a member by its Member ID, and shows it as other records point at it. */
import type { SandboxWorld, WorldMember } from '../../world.ts';
import type { JsonRecord } from '../is-record.ts';

/** Case does not tell Member IDs apart, and a deactivated member keeps its own. */
export function findByIdentifier(world: SandboxWorld, identifier: string): WorldMember | undefined {
  const wanted = identifier.toLowerCase();
  return [...world.members.values()].find((member) => member.identifier.toLowerCase() === wanted);
}

export function memberReference(member: WorldMember): JsonRecord {
  const name = [member.record['firstName'], member.record['lastName']].filter((part) => typeof part === 'string');
  return { id: member.id, identifier: member.identifier, name: name.join(' ') };
}
