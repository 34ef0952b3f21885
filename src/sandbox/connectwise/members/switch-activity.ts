/** Switches a member off or on, with the dates that the record keeps of it. */
import type { WorldMember } from '../../world.ts';

/** `at` as the PSA writes instants. Saying what already is changes nothing. */
export function switchActivity(member: WorldMember, inactive: boolean, at: string): void {
  if (member.inactiveFlag === inactive) return;
  member.inactiveFlag = inactive;
  if (inactive) member.record['inactiveDate'] = at;
  else {
    delete member.record['inactiveDate'];
    member.record['lastActivatedDate'] = at;
  }
}
