/** Superiors and approvers that a planned update changes anyway, since the profile says who they are: the profile wins over any successor. */
import type { Digest } from '../../domain/ids.ts';
import type { Duty } from '../../domain/offboarding/duty.ts';
import { memberRef, type MemberRef } from '../../domain/people/member.ts';
import type { PlannedAction } from '../../domain/planning/plan.ts';
import { digestOf } from '../digest.ts';
import { APPROVER_FIELDS } from '../planning/catalogue-kinds.ts';
import type { Staff } from './staff/staff.ts';

export interface ProfileMove {
  readonly to: MemberRef;
  /** Of the update. */
  readonly step: Digest;
}

export function profileMoves(
  planned: readonly PlannedAction[],
  staff: Staff,
): (duty: Extract<Duty, { readonly kind: 'approver' }>) => ProfileMove | undefined {
  const moves = new Map<string, ProfileMove>();
  for (const { action } of planned) {
    if (action.kind !== 'update') continue;
    for (const { field, to } of action.changes) {
      const member = typeof to === 'string' ? undefined : staff.member(to.id);
      if (member !== undefined && APPROVER_FIELDS.some((approver) => approver === field))
        moves.set(`${field} ${action.member.key}`, { to: memberRef(member), step: digestOf(action) });
    }
  }
  return ({ field, of }) => moves.get(`${field} ${of.key}`);
}
