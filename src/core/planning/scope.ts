/** Where a person stands: which profile is theirs, and whether the policy wants them in the PSA. */
import type { Pair } from '../../domain/planning/decision.ts';
import type { Person } from '../../domain/people/person.ts';
import type { World } from '../../domain/planning/world.ts';
import { profileFinder, resolveProfiles, type ResolvedProfile } from './profiles.ts';

export interface Scope {
  /** undefined: in no mapped group. */
  readonly profileOf: (person: Person) => ResolvedProfile | undefined;
  readonly profiles: readonly ResolvedProfile[];
}

export function scopeOf(world: World): Scope {
  const resolved = resolveProfiles(world.policy, world.catalogue, world.psa.members);
  const find = profileFinder(world.policy, world.directory.groups);
  return {
    profileOf: (person) => {
      const profile = find(person);
      return profile === undefined ? undefined : resolved.get(profile);
    },
    profiles: [...resolved.values()],
  };
}

/** Guests whom the policy leaves alone: no member is made, changed or switched off for them. */
export function isExcludedGuest(person: Person, world: Pick<World, 'policy'>): boolean {
  return world.policy.guests === 'exclude' && person.type === 'guest';
}

/** An active member whose person is enabled but in no mapped group, and not one of those guests. */
export function isOutsider({ person, member }: Pair, world: Pick<World, 'policy'>): boolean {
  return member.active && person.state === 'enabled' && person.groups.length === 0 && !isExcludedGuest(person, world);
}
