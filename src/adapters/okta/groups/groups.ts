/** Finds the configured groups: ids stand for themselves, names are searched one by one and must be unique. */
import { fold } from '../../../domain/fold.ts';
import { groupId } from '../../../domain/ids.ts';
import type { GroupId } from '../../../domain/ids.ts';
import { RemoteError } from '../../../errors.ts';
import type { OktaClient } from '../api/client.ts';
import { shaped, unusable } from '../api/faults.ts';
import { readEntries } from '../api/pages.ts';
import type { OktaGroup } from '../schema.ts';
import { GROUP_ID, groupSchema } from '../schema.ts';

export type FoundGroup =
  /** `name` is null for a group given by its id: nobody asked for its name. */
  | { readonly kind: 'found'; readonly selector: string; readonly id: GroupId; readonly name: string | null }
  | { readonly kind: 'missing'; readonly selector: string; readonly detail: string }
  /** The name could not be looked up. */
  | { readonly kind: 'failed'; readonly selector: string; readonly fault: RemoteError };

/** Of a group given by its id. */
export const NO_SUCH_GROUP = 'Okta has no group with this id. Check the id, or whether the group was deleted.';

/** As many as a search by name gives; it has no further page. */
const MOST_FOUND = 300;
const PATH = '/api/v1/groups';

/** One answer per selector, in their order. Never throws a RemoteError: a failed look-up is that group's own. */
export async function findGroups(
  client: OktaClient,
  org: URL,
  selectors: readonly string[],
): Promise<readonly FoundGroup[]> {
  const searches = new Map<string, Promise<readonly OktaGroup[] | RemoteError>>();
  return Promise.all(
    selectors.map(async (selector): Promise<FoundGroup> => {
      const wanted = selector.trim();
      if (GROUP_ID.test(wanted)) return { kind: 'found', selector, id: groupId(wanted), name: null };
      const search = searches.get(fold(wanted)) ?? searchGroups(client, org, wanted);
      searches.set(fold(wanted), search);
      const known = await search;
      return known instanceof RemoteError ? { kind: 'failed', selector, fault: known } : choose(selector, known);
    }),
  );
}

/** GET /groups/{id}; undefined: there is no such group. */
export async function readGroup(client: OktaClient, org: URL, id: GroupId): Promise<OktaGroup | undefined> {
  const url = new URL(`${PATH}/${encodeURIComponent(id)}`, org);
  const answer = await client.find(url, 'data');
  if (answer === undefined) return undefined;
  const group = shaped(groupSchema, answer.value, `GET ${url.pathname}`);
  if (group.id !== id) throw unusable(`GET ${url.pathname}`, 'another group than the one asked for');
  return group;
}

/** GET /groups?q=: groups whose name begins so, whatever the case. */
async function searchGroups(client: OktaClient, org: URL, name: string): Promise<readonly OktaGroup[] | RemoteError> {
  const url = new URL(`${PATH}?q=${encodeURIComponent(name)}&limit=${MOST_FOUND}`, org);
  const request = `GET ${PATH}`;
  try {
    const entries = await readEntries(client, { url, purpose: 'reference' });
    if (entries === undefined) throw unusable(request, 'the word that there is no list of groups', 404);
    const groups = entries.map((entry) => shaped(groupSchema, entry, request));
    if (groups.length >= MOST_FOUND)
      throw unusable(
        request,
        `so many groups that begin like "${name}" that others may be left out; give the group's id`,
      );
    return groups;
  } catch (error) {
    if (error instanceof RemoteError) return error;
    throw error;
  }
}

function choose(selector: string, groups: readonly OktaGroup[]): FoundGroup {
  const [only, ...others] = groups.filter((group) => fold(group.profile.name) === fold(selector));
  if (only === undefined)
    return {
      kind: 'missing',
      selector,
      detail: `Okta has no group named "${selector}", or shows none to this credential. Check the name, or give the group's id (00g…).`,
    };
  if (others.length === 0) return { kind: 'found', selector, id: groupId(only.id), name: only.profile.name };
  const ids = [only, ...others].map((group) => group.id).join(', ');
  return {
    kind: 'missing',
    selector,
    detail: `${others.length + 1} groups are named "${selector}" (${ids}). Give the id of the one that is meant.`,
  };
}
