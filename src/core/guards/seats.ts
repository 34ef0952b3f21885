/** Seats by licence class: used, contracted, and what an action does to them. */
import type { Action } from '../../domain/planning/action.ts';
import type { SeatBook } from '../../domain/planning/decision.ts';
import { isSeatClass, SEAT_CLASSES, type Policy } from '../../domain/planning/policy.ts';
import type { Member, SeatClass } from '../../domain/people/member.ts';
import type { SeatUse } from '../../domain/runs/run.ts';
import type { Step } from '../../domain/planning/plan.ts';

/** Used = active members of the class, as read. API members take no seat. */
export function seatBook(members: readonly Member[], policy: Policy): SeatBook {
  const used = { F: 0, C: 0, X: 0 } satisfies Record<SeatClass, number>;
  for (const member of members) if (member.active && isSeatClass(member.licenseClass)) used[member.licenseClass] += 1;
  const line = (seat: SeatClass): SeatBook[SeatClass] => ({ contracted: policy.seats[seat] ?? null, used: used[seat] });
  return { F: line('F'), C: line('C'), X: line('X') };
}

export interface SeatMove {
  readonly class: SeatClass;
  /** Change of the seats in use: 1 takes one, -1 frees one. */
  readonly by: 1 | -1;
}

/** `member`: the record as it is before the action; undefined for a creation. */
export function seatMoves(action: Action, member: Member | undefined): readonly SeatMove[] {
  if (action.kind === 'create') return [{ class: action.draft.fields.licenseClass, by: 1 }];
  if (action.kind === 'reassign') return [];
  const now = member?.licenseClass;
  if (now === undefined || !isSeatClass(now)) return [];
  if (action.kind === 'deactivate') return [{ class: now, by: -1 }];
  const next = action.changes.find((change) => change.field === 'licenseClass')?.to;
  const wanted = SEAT_CLASSES.find((seat) => seat === next) ?? now;
  if (action.kind === 'reactivate') return [{ class: wanted, by: 1 }];
  return wanted === now
    ? []
    : [
        { class: now, by: -1 },
        { class: wanted, by: 1 },
      ];
}

/** How many more the class may take; Infinity without a contract. */
export function freeSeats(book: SeatBook, seat: SeatClass): number {
  const { contracted, used } = book[seat];
  return contracted === null ? Infinity : contracted - used;
}

/** The first class of which the moves would take more than is contracted; undefined: there is room. */
export function shortage(
  book: SeatBook,
  moves: readonly SeatMove[],
): { readonly class: SeatClass; readonly contracted: number; readonly used: number } | undefined {
  for (const move of moves) {
    const { contracted, used } = book[move.class];
    if (move.by === 1 && contracted !== null && used >= contracted) return { class: move.class, contracted, used };
  }
  return undefined;
}

export function moveSeats(book: SeatBook, moves: readonly SeatMove[]): SeatBook {
  return moves.reduce(
    (before, move) => ({ ...before, [move.class]: { ...before[move.class], used: before[move.class].used + move.by } }),
    book,
  );
}

/** Classes that are configured or in use, with the forecast after the steps that go. */
export function seatUse(members: readonly Member[], policy: Policy, steps: readonly Step[]): readonly SeatUse[] {
  const book = seatBook(members, policy);
  const byKey = new Map(members.map((member) => [member.key, member]));
  const going = steps.filter((step) => step.verdict === 'go').map((step) => step.action);
  const after = going.reduce(
    (seats, action) =>
      moveSeats(seats, seatMoves(action, action.kind === 'create' ? undefined : byKey.get(action.member.key))),
    book,
  );
  return SEAT_CLASSES.map((seat) => ({ class: seat, ...book[seat], forecast: after[seat].used })).filter(
    (line) => line.contracted !== null || line.used > 0 || line.forecast > 0,
  );
}
