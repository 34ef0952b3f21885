/** Who leaves, as planned in this run, and who left in an earlier one, with whom work may still lie. */
import type { Departure } from '../../../domain/planning/action.ts';
import type { Matching } from '../../../domain/planning/decision.ts';
import type { MemberKey, PersonId } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/people/member.ts';
import type { Tombstone } from '../../../domain/memory/memory.ts';
import { personRef, type Person, type PersonRef } from '../../../domain/people/person.ts';
import type { PlannedAction } from '../../../domain/planning/plan.ts';
import type { World } from '../../../domain/planning/world.ts';
import { addHours, isBefore } from '../../instants.ts';

export interface Leaver {
  readonly member: Member;
  readonly person: PersonRef | null;
  /** By which the directory knows them, also where it no longer shows them; null: nobody is known for the member. */
  readonly personId: PersonId | null;
  /** null: Rollcall switched them off in an earlier run. */
  readonly because: Departure | null;
}

/** For so long what was left half-way is looked after. */
const FORMER_DAYS = 30;

/** In the order of their members. `planned`: every planned deactivation is a departure, whatever the guards will say of it. */
export function leaversOf(
  world: World,
  matching: Matching,
  planned: readonly Pick<PlannedAction, 'action'>[],
): readonly Leaver[] {
  const departures = new Map(
    planned.flatMap(({ action }) => (action.kind === 'deactivate' ? [[action.member.key, action] as const] : [])),
  );
  const former = formerLeavers(world, matching);
  return world.psa.members
    .flatMap((member): readonly Leaver[] => {
      const departure = departures.get(member.key);
      if (departure !== undefined) {
        const { person, because } = departure;
        return [{ member, person, personId: person?.id ?? null, because }];
      }
      const earlier = former.get(member.key);
      return earlier === undefined || member.active ? [] : [{ member, ...earlier, because: null }];
    })
    .sort((a, b) => a.member.key - b.member.key);
}

/** Whom Rollcall itself switched off not long ago. Whoever is back, or whose record is in doubt, is not among them; of a doubt only a run over everybody knows. */
function formerLeavers(world: World, matching: Matching): ReadonlyMap<MemberKey, Pick<Leaver, 'person' | 'personId'>> {
  if (world.focus !== null) return new Map();
  const since = addHours(world.now, -24 * FORMER_DAYS);
  const stones = world.memory.tombstones.filter((stone) => !isBefore(stone.at, since));
  if (stones.length === 0) return new Map();
  const paired = new Map(matching.pairs.map(({ member, person }) => [member.key, person]));
  const doubted = new Set(matching.doubts.flatMap(({ members }) => members.map(({ key }) => key)));
  const people = peopleOf(stones, world);
  return new Map(
    stones
      .filter(({ member, person }) => {
        const claimants = [person === null ? undefined : people.get(person), paired.get(member)];
        return !claimants.some(mayBeBack) && (paired.has(member) || !doubted.has(member));
      })
      .map(({ member, person }) => {
        const shown = person === null ? undefined : people.get(person);
        return [member, { person: shown === undefined ? null : personRef(shown), personId: person }];
      }),
  );
}

/** Where the directory hides whether an account is enabled, nothing is known of its groups either. */
function mayBeBack(person: Person | undefined): boolean {
  return person?.state === 'unknown' || (person?.state === 'enabled' && person.groups.length > 0);
}

function peopleOf(stones: readonly Tombstone[], world: World): ReadonlyMap<PersonId, Person> {
  const wanted = new Set(stones.map((stone) => stone.person));
  // What the lists say comes last: they know the groups.
  const everyone = [...world.lookups.flatMap((answer) => answer.people), ...world.directory.people];
  return new Map(everyone.filter(({ id }) => wanted.has(id)).map((person) => [person.id, person]));
}
