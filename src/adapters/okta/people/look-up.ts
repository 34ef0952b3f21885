/** Finds people one by one: by id, or by address. What it does not find is surely not there; anything less is a fault. */
import { isAskable } from '../../../domain/people/address.ts';
import { fold } from '../../../domain/fold.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Lookup, LookupAnswer } from '../../../domain/planning/world.ts';
import type { OktaClient } from '../api/client.ts';
import { shaped, unusable } from '../api/faults.ts';
import { addressSearches } from '../filter.ts';
import { readEntries } from '../api/pages.ts';
import { toPerson, unnamedPerson } from './person.ts';
import type { OktaUser } from '../schema.ts';
import { USER_ID, userSchema } from '../schema.ts';

/** The most that a list of users gives per page. */
const PAGE_SIZE = 200;
const PATH = '/api/v1/users';

/**
 * One answer per look-up, in their order, and nobody read twice. Ids: GET /users/{id} each. Addresses: GET /users?search= for up to 20 at once, deactivated users
 * included; whom Okta has deleted, no search can find.
 */
export async function lookUpPeople(
  client: OktaClient,
  org: URL,
  lookups: readonly Lookup[],
): Promise<readonly LookupAnswer[]> {
  const questions = lookups.map(({ by }) => by);
  const found = await findPeople(client, org, questions);
  return lookups.map(({ member }, at) => ({ member, people: found[at] ?? [] }));
}

/** The same without a member to ask for: whom each question finds, in their order. */
export async function findPeople(
  client: OktaClient,
  org: URL,
  questions: readonly Lookup['by'][],
): Promise<readonly (readonly Person[])[]> {
  const ids = new Set(questions.flatMap((by) => (by.kind === 'id' ? [by.id] : [])));
  const addresses = new Set(
    questions.flatMap((by) => (by.kind === 'id' ? [] : by.addresses.filter(isAskable).map(fold))),
  );
  const reader = createReader(client, org);
  const [byId, byAddress] = await Promise.all([
    readById(reader, [...ids]),
    readByAddress(client, { org, reader }, [...addresses]),
  ]);
  return questions.map((by) => {
    if (by.kind === 'id') return [byId.get(by.id)].filter((person) => person !== undefined);
    const wanted = new Set(by.addresses.map(fold));
    const people = byAddress.filter((person) => person.addresses.some((address) => wanted.has(fold(address))));
    return by.kind === 'rivals' ? people.filter(({ state }) => state !== 'deleted') : people;
  });
}

async function readById(reader: Reader, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>> {
  const people = ids.map(async (id): Promise<readonly [PersonId, Person]> => {
    // What is no id of Okta's (a link from another directory, say) proves nothing when it is not found, and might be somebody's login.
    if (!USER_ID.test(id)) return [id, unnamedPerson(id, 'unknown')];
    const user = await reader.read(id);
    return [id, user === undefined ? unnamedPerson(id, 'gone') : toPerson(user, [])];
  });
  return new Map(await Promise.all(people));
}

async function readByAddress(
  client: OktaClient,
  { org, reader }: { readonly org: URL; readonly reader: Reader },
  addresses: readonly string[],
): Promise<readonly Person[]> {
  const lists = addressSearches(addresses).map(async (search) => {
    const url = new URL(`${PATH}?search=${encodeURIComponent(search)}&limit=${PAGE_SIZE}`, org);
    const entries = await readEntries(client, { url, purpose: 'data' });
    if (entries === undefined) throw unusable(`GET ${PATH}`, 'the word that there is no list of users', 404);
    return entries.map((entry) => shaped(userSchema, entry, `GET ${PATH}`));
  });
  const users = new Map((await Promise.all(lists)).flat().map((user) => [user.id, user]));
  return Promise.all([...users.values()].map((user) => confirm(reader, user)));
}

/**
 * A search reads an index that lags. Whoever it shows as anything but enabled is read by id, for that may cost them their account; and whoever is read by id
 * anyway is what that reading says.
 */
async function confirm(reader: Reader, found: OktaUser): Promise<Person> {
  const person = toPerson(found, []);
  if (person.state === 'enabled' && !reader.reads(found.id)) return person;
  const user = await reader.read(found.id);
  return user === undefined ? { ...person, state: 'deleted' } : toPerson(user, []);
}

/** Reads users by id, each once. */
interface Reader {
  /** undefined: deleted, or never there. */
  read(id: string): Promise<OktaUser | undefined>;
  /** Whether that user has been asked for. */
  reads(id: string): boolean;
}

function createReader(client: OktaClient, org: URL): Reader {
  const asked = new Map<string, Promise<OktaUser | undefined>>();
  return {
    reads: (id) => asked.has(id),
    async read(id) {
      const reading = asked.get(id) ?? readUser(client, org, id);
      asked.set(id, reading);
      return reading;
    },
  };
}

/** undefined: deleted, or never there. */
export async function readUser(client: OktaClient, org: URL, id: string): Promise<OktaUser | undefined> {
  const url = new URL(`${PATH}/${encodeURIComponent(id)}`, org);
  const answer = await client.find(url, 'data');
  if (answer === undefined) return undefined;
  const user = shaped(userSchema, answer.value, `GET ${url.pathname}`);
  if (user.id !== id) throw unusable(`GET ${url.pathname}`, 'another user than the one asked for');
  return user;
}
