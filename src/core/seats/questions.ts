/** Of whom it has to be asked what they did lately, beyond signing in. */
import { memberRef, type MemberRef } from '../../domain/people/member.ts';
import type { World } from '../../domain/planning/world.ts';
import { addHours } from '../instants.ts';
import { quietHolders } from './holders.ts';
import { idleBefore } from './usage.ts';

/** More are not asked about in one run; of the others it is said that it cannot be told. */
const MOST_ASKED = 2_000;
/** Asked for a day more than counts: comparisons of instants in the PSA are not to be relied on to the hour. */
const MARGIN_HOURS = -24;

/** `world`: all but duties, managers and activity. null: nobody has to be asked about. */
export function activityQuestionFor(
  world: Omit<World, 'duties' | 'managers' | 'activity'>,
): { readonly members: readonly MemberRef[]; readonly since: string } | null {
  const { afterDays } = world.policy.seating.idle;
  if (afterDays === null || world.focus !== null) return null;
  const members = quietHolders(world, afterDays)
    .map(({ member }) => memberRef(member))
    .sort((a, b) => a.key - b.key)
    .slice(0, MOST_ASKED);
  return members.length === 0 ? null : { members, since: addHours(idleBefore(world.now, afterDays), MARGIN_HOURS) };
}
