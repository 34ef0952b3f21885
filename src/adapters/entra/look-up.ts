/** Finds people one by one, deleted ones included: by id, or by address. What it does not find is surely not there; anything less is a fault. */
import type { PersonId } from '../../domain/ids.ts';
import type { Person } from '../../domain/person.ts';
import type { Lookup, LookupAnswer } from '../../domain/world.ts';
import type { BatchPart } from './api/batch.ts';
import { readBatch } from './api/batch.ts';
import type { GraphClient } from './api/client.ts';
import { shaped, unusable } from './api/fault.ts';
import { addressFilters, foldAddress, isAskable } from './filter.ts';
import { isGuid } from './groups.ts';
import { PAGE_SIZE, readEntries } from './api/pages.ts';
import { toPerson, unnamedPerson } from './person.ts';
import { ADVANCED, pageSchema, USER_PROPERTIES, userSchema } from './schema.ts';

const SELECT = `$select=${USER_PROPERTIES}`;
const DELETED = '/directory/deletedItems';

/**
 * One answer per look-up, in their order. Ids: GET /users/{id}, and for those that are gone GET /directory/deletedItems/{id}, 20 to a batch. Addresses: GET /users
 * with exact filters in the same batches, and the deleted users whole, because no filter reaches their former logins.
 */
export async function lookUpPeople(client: GraphClient, lookups: readonly Lookup[]): Promise<readonly LookupAnswer[]> {
  const ids = new Set(lookups.flatMap(({ by }) => (by.kind === 'id' ? [by.id] : [])));
  const addresses = new Set(
    lookups.flatMap(({ by }) => (by.kind === 'addresses' ? by.addresses.filter(isAskable).map(foldAddress) : [])),
  );
  const [byId, byAddress] = await Promise.all([readById(client, [...ids]), readByAddress(client, addresses)]);
  return lookups.map(({ member, by }) => {
    if (by.kind === 'id') return { member, people: [byId.get(by.id)].filter((person) => person !== undefined) };
    const wanted = new Set(by.addresses.map(foldAddress));
    return { member, people: byAddress.filter((person) => hasAny(person, wanted)) };
  });
}

async function readById(client: GraphClient, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>> {
  // What is no GUID was never an id of this directory (a link from another one, say): that it is not here proves nothing.
  const foreign = ids.filter((id) => !isGuid(id));
  const people = new Map<PersonId, Person>(foreign.map((id) => [id, unnamedPerson(id, 'unknown')]));
  const own = ids.filter(isGuid);

  const listed = await readBatch(
    client,
    own.map((id) => ({ path: `/users/${id}?${SELECT}` })),
  );
  const gone = own.filter((id, at) => !noteFound(people, id, listed[at], 'listed'));
  const deleted = await readBatch(
    client,
    gone.map((id) => ({ path: `${DELETED}/${id}?${SELECT}` })),
  );
  // Deleted for more than 30 days, or for good: only the id is left.
  const lost = gone.filter((id, at) => !noteFound(people, id, deleted[at], 'deleted'));
  for (const id of lost) people.set(id, unnamedPerson(id, 'gone'));
  return people;
}

function noteFound(
  people: Map<PersonId, Person>,
  id: PersonId,
  part: BatchPart | undefined,
  found: 'listed' | 'deleted',
): boolean {
  if (part?.kind !== 'found') return false;
  const request = found === 'listed' ? `GET /v1.0/users/${id}` : `GET /v1.0${DELETED}/${id}`;
  const user = shaped(userSchema, part.value, request);
  if (user.id.toLowerCase() !== id.toLowerCase()) throw unusable(request, 'another user than the one asked for');
  people.set(id, { ...toPerson(user, found, []), id });
  return true;
}

/** Everyone who has one of the (folded) addresses, listed or deleted, each once. */
async function readByAddress(client: GraphClient, addresses: ReadonlySet<string>): Promise<readonly Person[]> {
  if (addresses.size === 0) return [];
  const [listed, deleted] = await Promise.all([readListed(client, [...addresses]), readDeleted(client, addresses)]);
  const people = new Map([...deleted, ...listed].map((person) => [person.id, person]));
  return [...people.values()];
}

/** What an advanced filter finds may be a little old; what a plain one finds is not, so its word comes last and counts. */
async function readListed(client: GraphClient, addresses: readonly string[]): Promise<readonly Person[]> {
  const questions = addressFilters(addresses)
    .toSorted((a, b) => Number(b.advanced) - Number(a.advanced))
    .map(({ text, advanced }) => ({
      path: `/users?${SELECT}&$top=${PAGE_SIZE}${advanced ? '&$count=true' : ''}&$filter=${encodeURIComponent(text)}`,
      ...(advanced ? { headers: ADVANCED } : {}),
    }));
  const parts = await readBatch(client, questions);
  const lists = parts.map(async (part, at) => {
    const request = 'GET /v1.0/users';
    if (part.kind === 'gone') throw unusable(request, 'the word that there is no such list');
    const page = shaped(pageSchema, part.value, request);
    const entries = [...page.value];
    const link = page['@odata.nextLink'] ?? null;
    if (link !== null) {
      const next = { ...questions[at], path: client.pathOf(link, request), purpose: 'data' } as const;
      for await (const entry of readEntries(client, next)) entries.push(entry);
    }
    return entries.map((entry) => toPerson(shaped(userSchema, entry, request), 'listed', []));
  });
  return (await Promise.all(lists)).flat();
}

/** GET /directory/deletedItems/microsoft.graph.user, page by page; only those with a wanted address are kept. */
async function readDeleted(client: GraphClient, addresses: ReadonlySet<string>): Promise<readonly Person[]> {
  const path = `${DELETED}/microsoft.graph.user?${SELECT}&$top=${PAGE_SIZE}`;
  const people: Person[] = [];
  for await (const entry of readEntries(client, { path, purpose: 'data' })) {
    const person = toPerson(shaped(userSchema, entry, `GET /v1.0${DELETED}/microsoft.graph.user`), 'deleted', []);
    if (hasAny(person, addresses)) people.push(person);
  }
  return people;
}

function hasAny(person: Person, folded: ReadonlySet<string>): boolean {
  return person.addresses.some((address) => folded.has(foldAddress(address)));
}
