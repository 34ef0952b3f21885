/** Asks Graph whom people report to, one by one in batches. */
import type { PersonId } from '../../../domain/ids.ts';
import type { Manager } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import type { BatchPart } from '../api/batch.ts';
import { readBatch } from '../api/batch.ts';
import type { GraphClient } from '../api/client.ts';
import { shaped } from '../api/fault.ts';
import { isGuid } from '../groups/groups.ts';
import { toPerson } from './person.ts';
import { managerSchema, USER_PROPERTIES } from '../schema.ts';

/**
 * GET /users/{id}/manager. Graph has one answer for somebody without a manager and for somebody who is not there (any more): it knows none. Left out are ids that are
 * none of its own, and everybody where the right to read users is missing.
 */
export async function readManagersOf(client: GraphClient, people: readonly PersonId[]): Promise<readonly Manager[]> {
  const own = [...new Set(people)].filter(isGuid);
  try {
    const parts = await readBatch(
      client,
      own.map((id) => ({ path: `/users/${id}/manager?$select=${USER_PROPERTIES}` })),
    );
    return own.map((person, at) => ({ person, manager: managerIn(parts[at], person) }));
  } catch (error) {
    if (error instanceof RemoteError && error.reason === 'forbidden') return [];
    throw error;
  }
}

/** A contact of the organisation may be somebody's manager, too; but it is nobody who works here. */
function managerIn(part: BatchPart | undefined, person: PersonId): Manager['manager'] {
  if (part?.kind !== 'found') return null;
  const { '@odata.type': type, ...user } = shaped(managerSchema, part.value, `GET /v1.0/users/${person}/manager`);
  return type == null || type === '#microsoft.graph.user' ? toPerson(user, 'listed', []) : null;
}
