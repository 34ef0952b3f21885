// Seats while a run writes: the plan counted on seats that its deactivations free, and one of those may have been refused, or left by the mode.
import { freeSeats, moveSeats, seatBook, seatMoves } from '../../core/guards/seats.ts';
import { subjectOf } from '../../domain/planning/action.ts';
import type { Action } from '../../domain/planning/action.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { StepOutcome } from '../../domain/runs/run.ts';
import type { World } from '../../domain/planning/world.ts';

export interface SeatLedger {
  /** What becomes of this step because its seat is not free; null: it is, it needs none, or somebody approved the step. */
  shortage(step: Extract<Step, { readonly verdict: 'go' }>): StepOutcome | null;
  /**
   * Books what the step did. A write whose result is in doubt counts as having taken its seat, never as having freed one; so does a step that is left, whose seat the
   * plan has given away already.
   */
  book(action: Action, outcome: StepOutcome): void;
}

export function createSeatLedger(world: Pick<World, 'psa' | 'policy'>): SeatLedger {
  const members = new Map(world.psa.members.map((member) => [member.key, member]));
  let book = seatBook(world.psa.members, world.policy);
  let anyLeft = false;

  function memberOf(action: Action): Member | undefined {
    return action.kind === 'create' ? undefined : members.get(action.member.key);
  }

  return {
    shortage: (step) => {
      if (step.approvedBy !== null) return null;
      const taken = seatMoves(step.action, memberOf(step.action)).find(
        (move) => move.by === 1 && freeSeats(book, move.class) < 1,
      );
      if (taken === undefined) return null;
      const { used, contracted } = book[taken.class];
      const none = `No seat of class ${taken.class} is free for ${subjectOf(step.action)}: ${used} of ${contracted ?? used} are`;
      // What was judged to go lacks its seat here only because one that the plan frees is not freed: where steps are left, it waits for those.
      return anyLeft
        ? { kind: 'left', note: `${none} in use or promised, and what would free one is left.` }
        : {
            kind: 'skipped',
            detail: `${none} in use, because a step that was to free one was not done in this run. The next run tries again.`,
          };
    },
    book: (action, outcome) => {
      anyLeft ||= outcome.kind === 'left';
      const doubtful = outcome.kind === 'unknown' || outcome.kind === 'unverified' || outcome.kind === 'left';
      if (!doubtful && outcome.kind !== 'done') return;
      const moves = seatMoves(action, memberOf(action));
      book = moveSeats(book, doubtful ? moves.filter((move) => move.by === 1) : moves);
    },
  };
}
