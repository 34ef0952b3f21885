/** Lists the groups of the tenant, for a person who chooses among them. */
import { groupId } from '../../../domain/ids.ts';
import type { GroupList, ListedGroup } from '../../../domain/people/roster.ts';
import type { GraphClient } from '../api/client.ts';
import { shaped } from '../api/fault.ts';
import { PAGE_SIZE, readEntries } from '../api/pages.ts';
import { groupSchema } from '../schema.ts';

/** More than anybody looks through, and still only ten pages. */
const MOST_GROUPS = 10 * PAGE_SIZE;

export async function listGroups(client: GraphClient): Promise<GroupList> {
  const groups: ListedGroup[] = [];
  const path = `/groups?$select=id,displayName&$top=${PAGE_SIZE}`;
  for await (const entry of readEntries(client, { path, purpose: 'reference' })) {
    if (groups.length === MOST_GROUPS) return { groups: sorted(groups), complete: false };
    const group = shaped(groupSchema, entry, 'GET /v1.0/groups');
    groups.push({ id: groupId(group.id), name: group.displayName ?? '' });
  }
  return { groups: sorted(groups), complete: true };
}

function sorted(groups: readonly ListedGroup[]): readonly ListedGroup[] {
  return groups.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}
