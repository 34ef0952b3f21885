/** What hangs on the leavers by a reading that was made after the writes. */
import type { Decision } from '../../../domain/planning/decision.ts';
import type { Duty, DutyReading } from '../../../domain/offboarding/duty.ts';
import type { MemberKey } from '../../../domain/ids.ts';
import type { World } from '../../../domain/planning/world.ts';
import { dutiesOf } from './duties.ts';
import { leaversOf } from '../staff/leavers.ts';
import { staffOf } from '../staff/staff.ts';

/** `world`: with the members as they are now. Of every leaver of the plan; only whom the reading was about is to be believed. */
export function dutiesAgain(
  world: World,
  { matching, plan }: Pick<Decision, 'matching' | 'plan'>,
  reading: DutyReading,
): ReadonlyMap<MemberKey, readonly Duty[]> {
  const leavers = leaversOf(world, matching, plan.steps);
  const found = dutiesOf(world, reading, leavers, staffOf(world, leavers));
  return new Map(found.map(({ leaver, duties }) => [leaver.member.key, duties]));
}
