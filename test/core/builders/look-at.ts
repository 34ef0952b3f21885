/** The same world as a look at one person would read it: asked in the order of the real reading, answered from everybody in the directory. */
import type { DirectoryRoster } from '../../../src/domain/people/roster.ts';
import type { Lookup, LookupAnswer, World } from '../../../src/domain/planning/world.ts';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import {
  firstPersonLookups,
  furtherPersonLookups,
  lookedUp,
  NO_CATALOGUE,
  rolesFor,
} from '../../../src/core/matching/person-lookups.ts';

export function lookAt(person: PersonId, world: World, directory: readonly Person[]): World {
  const known = { person, psa: world.psa, memory: world.memory };
  const answer = answering(directory);
  const first = firstPersonLookups(known).map(answer);
  const found = lookedUp(person, first);
  const further = furtherPersonLookups(known, found).map(answer);
  const inside = found?.state === 'enabled' ? (directory.find(({ id }) => id === person)?.groups ?? []) : [];
  const groups: DirectoryRoster['groups'] =
    found?.state === 'enabled' ? world.directory.groups.map((group) => ({ ...group, people: 0 })) : [];
  const rolesOnly = rolesFor(known).length === 0 ? NO_CATALOGUE : pickRoles(world);
  return {
    ...world,
    focus: person,
    directory: {
      people: found === undefined || inside.length === 0 ? [] : [{ ...found, groups: inside }],
      groups,
      problems: [],
      complete: true,
    },
    lookups: [...first, ...further],
    unfinishedLookups: [],
    confirmedOutside: found?.state === 'enabled' && inside.length === 0 ? [person] : [],
    confirmedInside: [],
    catalogue: inside.length > 0 ? world.catalogue : rolesOnly,
  };
}

function pickRoles({ catalogue }: World): World['catalogue'] {
  return catalogue.securityRole === undefined ? {} : { securityRole: catalogue.securityRole };
}

function answering(directory: readonly Person[]): (lookup: Lookup) => LookupAnswer {
  return ({ member, by }) => {
    const people = directory.filter((one) =>
      by.kind === 'id'
        ? one.id === by.id
        : one.state !== 'gone' &&
          (by.kind === 'addresses' || one.state !== 'deleted') &&
          one.addresses.some((address) => by.addresses.includes(address.trim().toLowerCase())),
    );
    return { member, people: people.map((one) => ({ ...one, groups: [] })) };
  };
}
