/** Whose member is the leaver's manager, as the directory says. A manager who leaves, too, passes it on to theirs. */
import type { Matching, Pair } from '../../../domain/planning/decision.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/people/member.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { World } from '../../../domain/planning/world.ts';
import { matchWorld } from '../../matching/lookups.ts';
import { pairDoubts } from '../../matching/pair-doubts.ts';
import { NO_MEMBER } from '../../matching/person-lookups.ts';
import type { Leaver } from './leavers.ts';
import type { Staff } from './staff.ts';

/** The manager's member, or in words why there is none. */
export function managerFinder(world: World, matching: Matching, staff: Staff): (leaver: Leaver) => Member | string {
  const listed = new Map(world.managers.map(({ person, manager }) => [person, manager]));
  const managers = new Set(world.managers.map(({ manager }) => manager?.id));
  const pairs = new Map(
    managerPairs(world, matching)
      .filter(({ person }) => managers.has(person.id))
      .map((pair) => [pair.person.id, pair]),
  );
  return ({ personId, member: { identifier } }) => {
    if (personId === null) return `nobody in the directory is known for ${identifier}`;
    const passed = new Set<PersonId>();
    let below = personId;
    for (;;) {
      passed.add(below);
      const manager = listed.get(below);
      const above = passed.size === 1 ? '' : ', since theirs leaves, too';
      if (manager === undefined) return `the directory was not asked for a manager, or would not tell${above}`;
      if (manager === null) return `the directory names none${above}`;
      if (passed.has(manager.id)) return 'the managers lead in a circle of people who leave';
      const pair = pairs.get(manager.id);
      if (!hasLeft(manager) && (pair === undefined || !staff.leaves(pair.member)))
        return memberOf(manager, pair, world);
      below = manager.id;
    }
  };
}

function memberOf(manager: Person, pair: Pair | undefined, world: World): Member | string {
  if (manager.state !== 'enabled') return `${manager.login} is ${manager.state} in the directory`;
  if (pair === undefined) return `no member is surely that of ${manager.login}`;
  return pairDoubts(pair, world).length === 0
    ? pair.member
    : `it is in doubt whether ${pair.member.identifier} is the member of ${manager.login}`;
}

/** A look at one person has matched nobody else, so there the managers are matched like anybody who is looked up. */
function managerPairs(world: World, matching: Matching): readonly Pair[] {
  if (world.focus === null) return matching.pairs;
  const people = world.managers.flatMap(({ manager }) => (manager === null ? [] : [manager]));
  if (people.length === 0) return [];
  return matchWorld({ ...world, lookups: [...world.lookups, { member: NO_MEMBER, people }] }).pairs;
}

function hasLeft({ state }: Person): boolean {
  return state === 'disabled' || state === 'deleted' || state === 'gone';
}
