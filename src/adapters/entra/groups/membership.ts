/** Asks Graph directly which groups one person is in: no listing, so no page that could be missing. */
import type { GroupId, PersonId } from '../../../domain/ids.ts';
import type { GraphClient } from '../api/client.ts';
import { shaped, unusable } from '../api/fault.ts';
import { chunksOf } from '../filter.ts';
import { groupIdsSchema } from '../schema.ts';

/** checkMemberGroups takes no more groups at once. */
const MOST_GROUPS = 20;

/** POST /users/{id}/checkMemberGroups, nested groups included. RemoteError `missing` when there is no such user. */
export async function readMembershipOf(
  client: GraphClient,
  person: PersonId,
  groups: readonly GroupId[],
): Promise<readonly GroupId[]> {
  const path = `/users/${encodeURIComponent(person)}/checkMemberGroups`;
  const asked = new Map(groups.map((group) => [group.toLowerCase(), group]));
  const answers = chunksOf([...asked.values()], MOST_GROUPS).map(async (groupIds) => {
    const answer = await client.ask({ path, purpose: 'data', json: { groupIds } });
    return shaped(groupIdsSchema, answer.value, answer.request).value.map((id) => {
      const group = asked.get(id.toLowerCase());
      if (group === undefined) throw unusable(answer.request, 'a group that was not asked for');
      return group;
    });
  });
  return [...new Set((await Promise.all(answers)).flat())];
}
