/** Lists the groups of the org, for a person who chooses among them. */
import { groupId } from '../../../domain/ids.ts';
import type { GroupList, ListedGroup } from '../../../domain/people/roster.ts';
import type { OktaClient } from '../api/client.ts';
import { shaped, unusable } from '../api/faults.ts';
import { readPages } from '../api/pages.ts';
import { groupSchema } from '../schema.ts';

const PATH = '/api/v1/groups';
const PAGE_SIZE = 1_000;
/** More than anybody looks through, and still only ten pages. */
const MOST_GROUPS = 10 * PAGE_SIZE;

export async function listGroups(client: OktaClient, org: URL): Promise<GroupList> {
  const request = `GET ${PATH}`;
  const groups: ListedGroup[] = [];
  for await (const part of readPages(client, {
    url: new URL(`${PATH}?limit=${PAGE_SIZE}`, org),
    purpose: 'reference',
  })) {
    if (part.kind === 'gone') throw unusable(request, 'the word that there is no list of groups', 404);
    if (part.kind === 'circle') throw unusable(request, 'next links that run in a circle');
    for (const entry of part.entries) {
      const group = shaped(groupSchema, entry, request);
      groups.push({ id: groupId(group.id), name: group.profile.name });
    }
    if (!part.last && groups.length >= MOST_GROUPS) return { groups: sorted(groups), complete: false };
  }
  return { groups: sorted(groups), complete: true };
}

function sorted(groups: readonly ListedGroup[]): readonly ListedGroup[] {
  return groups.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}
