/** Asks Okta directly which groups one person is in, instead of looking for the person in the groups' lists. */
import type { GroupId, PersonId } from '../../domain/ids.ts';
import { RemoteError } from '../../errors.ts';
import type { OktaClient } from './api/client.ts';
import { shaped } from './api/faults.ts';
import { readEntries } from './api/pages.ts';
import { groupSchema } from './schema.ts';

/** GET /users/{id}/groups, all of them; Okta nests no groups. RemoteError `missing` when there is no such user. */
export async function readMembershipOf(
  client: OktaClient,
  org: URL,
  person: PersonId,
  groups: readonly GroupId[],
): Promise<readonly GroupId[]> {
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
  const joined = new Set<string>(entries.map((entry) => shaped(groupSchema, entry, request).id));
  return [...new Set(groups)].filter((group) => joined.has(group));
}
