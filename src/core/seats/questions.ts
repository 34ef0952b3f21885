/** Of whom it has to be asked what they did lately, beyond signing in. */
import type { MemberRef } from '../../domain/member.ts';
import type { World } from '../../domain/world.ts';

/** `world`: all but duties, managers and activity. null: nobody has to be asked about. */
export function activityQuestionFor(
  _world: World,
): { readonly members: readonly MemberRef[]; readonly since: string } | null {
  return null;
}
