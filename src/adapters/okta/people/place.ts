/** Asks Okta where one person stands: which groups they are in, and whether the given ones are there. Lists nobody. */
import type { GroupId, PersonId } from '../../../domain/ids.ts';
import type { GroupReading, Place, SourceProblem } from '../../../domain/people/roster.ts';
import { RemoteError } from '../../../errors.ts';
import type { OktaClient } from '../api/client.ts';
import type { FoundGroup } from '../groups/groups.ts';
import { findGroups, NO_SUCH_GROUP, readGroup } from '../groups/groups.ts';
import { readGroupsOf } from '../groups/membership.ts';
import type { OktaGroup } from '../schema.ts';
import { USER_ID } from '../schema.ts';

/** Groups by name are searched while the person's own are read; those by id are asked for only where the person is not in them. Throws as Directory.readPlace does. */
export async function readPlaceOf(
  client: OktaClient,
  org: URL,
  person: PersonId,
  selectors: readonly string[],
): Promise<Place> {
  if (!USER_ID.test(person)) throw foreign(person);
  const [joined, found] = await Promise.all([readGroupsOf(client, org, person), findGroups(client, org, selectors)]);
  const known = await readOthers(client, org, found, joined);
  const places = found.map((group) => placeIn(group, known));
  const inside = places.flatMap(({ reading: { id } }) => (id !== null && joined.has(id) ? [id] : []));
  return {
    groups: places.map(({ reading }) => reading),
    inside: [...new Set(inside)],
    problems: places.flatMap(({ problem }) => problem ?? []),
  };
}

/** What is known of each group by its id: those the person is in, and those that had to be asked for; a group that is in neither is not there. */
async function readOthers(
  client: OktaClient,
  org: URL,
  found: readonly FoundGroup[],
  joined: ReadonlyMap<string, OktaGroup>,
): Promise<ReadonlyMap<string, OktaGroup>> {
  const others = new Set<GroupId>();
  for (const group of found)
    if (group.kind === 'found' && group.name === null && !joined.has(group.id)) others.add(group.id);
  const read = await Promise.all([...others].map((id) => readGroup(client, org, id)));
  return new Map(
    [...joined.values(), ...read.filter((group) => group !== undefined)].map((group) => [group.id, group]),
  );
}

function placeIn(
  group: FoundGroup,
  known: ReadonlyMap<string, OktaGroup>,
): { readonly reading: GroupReading; readonly problem: SourceProblem | null } {
  const { selector } = group;
  if (group.kind === 'failed') throw group.fault;
  const name = group.kind === 'found' ? (group.name ?? known.get(group.id)?.profile.name) : undefined;
  if (group.kind === 'found' && name !== undefined)
    return { reading: { selector, id: group.id, name, people: 0 }, problem: null };
  const detail = group.kind === 'missing' ? group.detail : NO_SUCH_GROUP;
  return {
    reading: { selector, id: null, name: null, people: 0 },
    problem: { check: 'group-missing', place: `group ${selector}`, detail },
  };
}

/** Not sent: Okta would take it for somebody's login. */
function foreign(person: PersonId): RemoteError {
  const request = `GET /api/v1/users/${encodeURIComponent(person)}/groups`;
  return new RemoteError({
    system: 'Okta',
    request,
    status: null,
    reason: 'missing',
    message: `Okta has nobody with this id, which is none of its own (${request}). Check which directory it comes from.`,
  });
}
