/** The same world in one fixed order, so that no list's order of arrival shows in a plan, a finding's wording or a digest. */
import type { Member } from '../../domain/member.ts';
import type { Person } from '../../domain/person.ts';
import type { World } from '../../domain/world.ts';

export function canonicalWorld(world: World): World {
  return {
    ...world,
    directory: { ...world.directory, people: byId(world.directory.people) },
    psa: { ...world.psa, members: byKey(world.psa.members) },
    lookups: world.lookups
      .map((answer) => ({ ...answer, people: byId(answer.people) }))
      .sort((a, b) => a.member - b.member),
  };
}

function byId(people: readonly Person[]): readonly Person[] {
  return people.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The PSA answers in this order, so that sorting has nothing to do as a rule. */
function byKey(members: readonly Member[]): readonly Member[] {
  return members.toSorted((a, b) => a.key - b.key);
}
