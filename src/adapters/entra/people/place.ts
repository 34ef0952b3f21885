/** Asks Graph where one person stands, in two requests: whether the groups are there, then which of them the person is in. Lists nobody. */
import type { PersonId } from '../../../domain/ids.ts';
import type { Place } from '../../../domain/people/roster.ts';
import { RemoteError } from '../../../errors.ts';
import type { GraphClient } from '../api/client.ts';
import { SYSTEM } from '../api/fault.ts';
import { checkGroups, isGuid } from '../groups/groups.ts';
import { readMembershipOf } from '../groups/membership.ts';

/** Nested groups included. Throws RemoteError on any fault, `missing` when there is no such user. */
export async function readPlaceOf(client: GraphClient, person: PersonId, selectors: readonly string[]): Promise<Place> {
  if (!isGuid(person)) throw foreign(person);
  const groups = await checkGroups(client, selectors);
  const there = groups.flatMap((group) => (group.kind === 'found' ? [group.id] : []));
  // With no group to check, nobody has said yet that the person is there.
  if (there.length === 0) await client.ask({ path: `/users/${person}?$select=id`, purpose: 'data' });
  const inside = await readMembershipOf(client, person, there);
  return {
    groups: groups.map((group) => ({
      selector: group.selector,
      ...(group.kind === 'found' ? { id: group.id, name: group.name } : { id: null, name: null }),
      people: 0,
    })),
    inside,
    problems: groups.flatMap((group) =>
      group.kind === 'found'
        ? []
        : [{ check: 'group-missing' as const, place: `group ${group.selector}`, detail: group.detail }],
    ),
  };
}

/** Not sent: Graph would take it for somebody's login. */
function foreign(person: PersonId): RemoteError {
  const request = `GET /v1.0/users/${encodeURIComponent(person)}`;
  return new RemoteError({
    system: SYSTEM,
    request,
    status: null,
    reason: 'missing',
    message: `${SYSTEM} has nobody with this id, which is none of its own (${request}). Check which directory it comes from.`,
  });
}
