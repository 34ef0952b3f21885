/** Finds out whom people report to, by what their profiles keep of it. */
import { isAskable } from '../../../domain/people/address.ts';
import { fold } from '../../../domain/fold.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { personId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Lookup, Manager } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import type { OktaClient } from '../api/client.ts';
import { findPeople, readUser } from './look-up.ts';
import { USER_ID } from '../schema.ts';

/**
 * GET /users/{id}, then whomever `managerId` names by an id or a login; `manager` is a text that anybody may have written, and tells nobody apart. Left out are ids
 * that are none of Okta's, and everybody where the right to read users is missing. Managers who are `known` cost no request.
 */
export async function readManagersOf(
  client: OktaClient,
  org: URL,
  { people, known }: { readonly people: readonly PersonId[]; readonly known: readonly Person[] },
): Promise<readonly Manager[]> {
  const byId = new Map<unknown, Person>(known.map((person) => [person.id, person]));
  const own = [...new Set(people)].filter((id) => USER_ID.test(id));
  try {
    const named = await Promise.all(own.map(async (id) => (await readUser(client, org, id))?.profile.managerId));
    const questions = new Map(
      named.flatMap((name) => {
        const question = byId.has(name) ? null : questionFor(name);
        return question === null ? [] : [[name, question] as const];
      }),
    );
    const found = await findPeople(client, org, [...questions.values()]);
    const managers = new Map([...questions.keys()].map((name, at) => [name, managerAmong(found[at] ?? [], name)]));
    return own.map((person, at) => ({ person, manager: byId.get(named[at]) ?? managers.get(named[at]) ?? null }));
  } catch (error) {
    if (error instanceof RemoteError && error.reason === 'forbidden') return [];
    throw error;
  }
}

/** null: neither an id nor a login. */
function questionFor(name: unknown): Lookup['by'] | null {
  if (typeof name !== 'string') return null;
  if (USER_ID.test(name)) return { kind: 'id', id: personId(name) };
  return isAskable(name) ? { kind: 'rivals', addresses: [name] } : null;
}

/** A login is one person's alone; an address may be shared, and then says nothing. */
function managerAmong(people: readonly Person[], name: unknown): Person | null {
  const there = people.filter(({ state }) => state !== 'gone');
  const byLogin = there.find(({ login }) => typeof name === 'string' && fold(login) === fold(name));
  const [first, ...others] = there;
  return byLogin ?? (others.length === 0 ? (first ?? null) : null);
}
