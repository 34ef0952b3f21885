/** Finds people one by one, deleted ones included: by id, or by address. What it does not find is surely not there; anything less is a fault. */
import { isAskable } from '../../../domain/people/address.ts';
import { fold } from '../../../domain/fold.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Lookup, LookupAnswer } from '../../../domain/planning/world.ts';
import type { BatchPart, BatchQuestion } from '../api/batch.ts';
import { MOST_PARTS, readBatch } from '../api/batch.ts';
import type { GraphClient } from '../api/client.ts';
import { shaped, unusable } from '../api/fault.ts';
import { addressFilters } from '../filter.ts';
import { isGuid } from '../groups/groups.ts';
import { PAGE_SIZE, readBatchedEntries, readEntries } from '../api/pages.ts';
import { toPerson, unnamedPerson } from './person.ts';
import { ADVANCED, USER_PROPERTIES, userSchema } from '../schema.ts';

const SELECT = `$select=${USER_PROPERTIES}`;
const DELETED = '/directory/deletedItems';

/**
 * One answer per look-up, in their order. Ids: GET /users/{id}, and for those that are gone GET /directory/deletedItems/{id}. Addresses: GET /users with exact
 * filters. All of them 20 to a batch, and in one request where they fit into one. Only `addresses` need the deleted users too, and those whole, because no filter
 * reaches their former logins.
 */
export async function lookUpPeople(client: GraphClient, lookups: readonly Lookup[]): Promise<readonly LookupAnswer[]> {
  const ids = new Set(lookups.flatMap(({ by }) => (by.kind === 'id' ? [by.id] : [])));
  const [byId, byAddress] = await readEveryone(client, [...ids], {
    listed: askedAddresses(lookups, ['addresses', 'rivals']),
    deleted: askedAddresses(lookups, ['addresses']),
  });
  return lookups.map(({ member, by }) => {
    if (by.kind === 'id') return { member, people: [byId.get(by.id)].filter((person) => person !== undefined) };
    const wanted = new Set(by.addresses.map(fold));
    const people = byAddress.filter((person) => hasAny(person, wanted));
    return { member, people: by.kind === 'rivals' ? people.filter(({ state }) => state !== 'deleted') : people };
  });
}

/** Folded, and only what can be somebody's. */
function askedAddresses(lookups: readonly Lookup[], kinds: readonly Lookup['by']['kind'][]): ReadonlySet<string> {
  return new Set(
    lookups.flatMap(({ by }) =>
      by.kind !== 'id' && kinds.includes(by.kind) ? by.addresses.filter(isAskable).map(fold) : [],
    ),
  );
}

/** People by the ids as they were asked for, and everyone who may have one of the addresses, each once. */
async function readEveryone(
  client: GraphClient,
  ids: readonly PersonId[],
  addresses: { readonly listed: ReadonlySet<string>; readonly deleted: ReadonlySet<string> },
): Promise<readonly [byId: ReadonlyMap<PersonId, Person>, byAddress: readonly Person[]]> {
  // What is no GUID was never an id of this directory (a link from another one, say): that it is not here proves nothing.
  const foreign = ids.filter((id) => !isGuid(id));
  const own = ids.filter(isGuid);
  const searches = addressQuestions([...addresses.listed]);
  const [[direct, found], deleted] = await Promise.all([
    readListed(client, own, searches),
    readDeleted(client, addresses.deleted),
  ]);
  const byId = new Map<PersonId, Person>(foreign.map((id) => [id, unnamedPerson(id, 'unknown')]));
  for (const [id, person] of direct) byId.set(id, person === null ? unnamedPerson(id, 'gone') : { ...person, id });
  // A filter may lag behind; whoever was read by id as well is what that reading says.
  const read = [...direct.values()].filter((person) => person !== null);
  const byAddress = new Map([...deleted, ...found, ...read].map((person) => [person.id, person]));
  return [byId, [...byAddress.values()]];
}

/** null: there is no trace of that person, deleted for more than 30 days or for good. */
type Direct = ReadonlyMap<PersonId, Person | null>;

/** When all fits into one batch, the deleted are asked for at once; else only after those who turn out to be gone. */
async function readListed(
  client: GraphClient,
  ids: readonly PersonId[],
  searches: readonly BatchQuestion[],
): Promise<readonly [direct: Direct, found: readonly Person[]]> {
  const atOnce = 2 * ids.length + searches.length <= MOST_PARTS;
  const direct = [...questionsFor(ids, '/users'), ...(atOnce ? questionsFor(ids, DELETED) : [])];
  const parts = await readBatch(client, [...direct, ...searches]);
  return Promise.all([
    readDirect(client, ids, parts.slice(0, direct.length)),
    readSearches(client, parts.slice(direct.length)),
  ]);
}

/** `parts`: among the listed and, where they were asked for already, among the deleted. */
async function readDirect(client: GraphClient, ids: readonly PersonId[], parts: readonly BatchPart[]): Promise<Direct> {
  const people = new Map(ids.map((id, at) => [id, personIn(parts[at], id, 'listed')]));
  const gone = ids.filter((id) => people.get(id) === null);
  const deleted =
    parts.length > ids.length
      ? gone.map((id) => parts[ids.length + ids.indexOf(id)])
      : await readBatch(client, questionsFor(gone, DELETED));
  for (const [at, id] of gone.entries()) people.set(id, personIn(deleted[at], id, 'deleted'));
  return people;
}

function questionsFor(ids: readonly PersonId[], list: string): readonly BatchQuestion[] {
  return ids.map((id) => ({ path: `${list}/${id}?${SELECT}` }));
}

function personIn(part: BatchPart | undefined, id: PersonId, found: 'listed' | 'deleted'): Person | null {
  if (part?.kind !== 'found') return null;
  const request = found === 'listed' ? `GET /v1.0/users/${id}` : `GET /v1.0${DELETED}/${id}`;
  const user = shaped(userSchema, part.value, request);
  if (user.id.toLowerCase() !== id.toLowerCase()) throw unusable(request, 'another user than the one asked for');
  return toPerson(user, found, []);
}

/** What an advanced filter finds may be a little old; what a plain one finds is not, so its word comes last and counts. */
function addressQuestions(addresses: readonly string[]): readonly BatchQuestion[] {
  return addressFilters(addresses)
    .toSorted((a, b) => Number(b.advanced) - Number(a.advanced))
    .map(({ text, advanced }) => ({
      path: `/users?${SELECT}&$top=${PAGE_SIZE}${advanced ? '&$count=true' : ''}&$filter=${encodeURIComponent(text)}`,
      ...(advanced ? { headers: ADVANCED } : {}),
    }));
}

async function readSearches(client: GraphClient, parts: readonly BatchPart[]): Promise<readonly Person[]> {
  const lists = parts.map(async (part) => {
    const entries = await readBatchedEntries(client, part);
    return entries.map((entry) => toPerson(shaped(userSchema, entry, 'GET /v1.0/users'), 'listed', []));
  });
  return (await Promise.all(lists)).flat();
}

/** GET /directory/deletedItems/microsoft.graph.user, page by page; only those with a wanted address are kept. */
async function readDeleted(client: GraphClient, addresses: ReadonlySet<string>): Promise<readonly Person[]> {
  if (addresses.size === 0) return [];
  const path = `${DELETED}/microsoft.graph.user?${SELECT}&$top=${PAGE_SIZE}`;
  const people: Person[] = [];
  for await (const entry of readEntries(client, { path, purpose: 'data' })) {
    const person = toPerson(shaped(userSchema, entry, `GET /v1.0${DELETED}/microsoft.graph.user`), 'deleted', []);
    if (hasAny(person, addresses)) people.push(person);
  }
  return people;
}

function hasAny(person: Person, folded: ReadonlySet<string>): boolean {
  return person.addresses.some((address) => folded.has(fold(address)));
}
