/** Asks Okta directly which groups one person is in, instead of looking for the person in the groups' lists. */
import type { GroupId, PersonId } from '../../../domain/ids.ts';
import { RemoteError } from '../../../errors.ts';
import type { OktaClient } from '../api/client.ts';
import { shaped } from '../api/faults.ts';
import { readEntries } from '../api/pages.ts';
import type { OktaGroup } from '../schema.ts';
import { groupSchema } from '../schema.ts';

/** Those of the groups that the person is in; Okta nests none. RemoteError `missing` when there is no such user. */
export async function readMembershipOf(
  client: OktaClient,
  org: URL,
  person: PersonId,
  groups: readonly GroupId[],
): Promise<readonly GroupId[]> {
  const joined = await readGroupsOf(client, org, person);
  return [...new Set(groups)].filter((group) => joined.has(group));
}

/** GET /users/{id}/groups: all of them by id. Throws as readMembershipOf does. */
export async function readGroupsOf(
  client: OktaClient,
  org: URL,
  person: PersonId,
): Promise<ReadonlyMap<string, OktaGroup>> {
  const url = new URL(`/api/v1/users/${encodeURIComponent(person)}/groups`, org);
  const request = `GET ${url.pathname}`;
  const entries = await readEntries(client, { url, purpose: 'data' });
  if (entries === undefined)
    throw new RemoteError({
      system: 'Okta',
      request,
      status: 404,
      reason: 'missing',
      message: `Okta has no such user any more (${request}).`,
    });
  return new Map(entries.map((entry) => shaped(groupSchema, entry, request)).map((group) => [group.id, group]));
}
