/** Who waits for a seat, in the order in which the plan would let them in. */
import type { Member, SeatClass } from '../../domain/people/member.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { WaitingPerson } from '../../domain/people/seat.ts';
import { seatMoves } from '../guards/seats.ts';

/** `steps`: in the order of execution, which is the order of the list. */
export function waitingPeople(steps: readonly Step[], members: readonly Member[]): readonly WaitingPerson[] {
  const byKey = new Map(members.map((member) => [member.key, member]));
  const last = { F: 0, C: 0, X: 0 } satisfies Record<SeatClass, number>;
  return steps.flatMap((step): readonly WaitingPerson[] => {
    if (step.verdict === 'go' || !step.holds.some((hold) => hold.guard === 'seats')) return [];
    const { action, digest } = step;
    const wanted = seatMoves(action, action.kind === 'create' ? undefined : byKey.get(action.member.key)).find(
      (move) => move.by === 1,
    );
    if (wanted === undefined || action.person === null) return [];
    last[wanted.class] += 1;
    return [{ person: action.person, class: wanted.class, step: digest, position: last[wanted.class] }];
  });
}
