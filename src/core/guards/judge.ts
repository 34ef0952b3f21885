/** Puts the guards in order: every planned action becomes a step that goes, or one that is held with all its reasons. None throws, none drops an action. */
import { ACTION_ORDER, subjectOf, writeClass, type Action } from '../../domain/planning/action.ts';
import { DUTY_KINDS } from '../../domain/offboarding/duty.ts';
import type { Digest, MemberKey } from '../../domain/ids.ts';
import type { Draft, GuardName, Hold, PlannedAction, Step } from '../../domain/planning/plan.ts';
import type { IntegrityProblem } from '../../domain/planning/decision.ts';
import type { Member } from '../../domain/people/member.ts';
import type { World } from '../../domain/planning/world.ts';
import { digestOf } from '../digest.ts';
import { fold } from '../normalize.ts';
import { isBefore } from '../instants.ts';
import { countedWords, objectionHolds, type GivenWord } from './given-words.ts';
import { departureHeld } from './departure-held.ts';
import { awaitingHold, limitHold } from './limits.ts';
import { moveSeats, seatBook, seatMoves, shortage } from './seats.ts';
import { holdForIntegrity } from './source-integrity.ts';
import { profileCertainty } from './profile-certainty.ts';
import { awaitingSubject, failureSubject } from '../subjects.ts';
import { protectedGuard } from './protected.ts';

interface Judged {
  readonly action: Action;
  readonly digest: Digest;
  readonly approval: GivenWord | null;
  readonly holds: readonly Hold[];
}

/** Steps in the order in which they are carried out. */
export function judge(draft: Draft, world: World, integrity: readonly IntegrityProblem[]): readonly Step[] {
  const protect = protectedGuard(
    world,
    draft.actions.map((planned) => planned.action),
  );
  const certain = profileCertainty(world);
  const approvals = countedWords(world.approvals, world.policy.approvals, world.now);
  const objected = objectionHolds(world.objections, world.now);
  const first = draft.actions.map((planned): Judged => {
    const digest = digestOf(planned.action);
    const holds = [
      ...protect(planned.action),
      ...holdForIntegrity(planned.action, integrity),
      ...certain(planned.action),
      ...planned.doubts,
      ...backOff(planned, world),
      ...objected(digest),
    ];
    return lift({ action: planned.action, digest, approval: approvals.get(digest) ?? null, holds });
  });
  const ordered = first.sort(inOrder);
  // A limit that holds a departure holds what it hands over, too, and what is held counts under no limit.
  const accounts = withLimits(
    ordered.filter(({ action }) => action.kind !== 'reassign'),
    world,
  );
  const held = departureHeld(accounts, world.duties?.tickets ?? []);
  const handovers = withLimits(
    ordered
      .filter(({ action }) => action.kind === 'reassign')
      .map((step) => ({ ...step, holds: [...step.holds, ...held(step.action)] })),
    world,
  );
  return withSeats([...handovers, ...accounts], world).map(toStep);
}

/** An approval lifts what approvals can lift and what its giver saw, and nothing else. */
function lift(judged: Judged): Judged {
  return {
    ...judged,
    holds: judged.holds.filter((hold) => hold.release !== 'approval' || !isApproved(judged, [hold.guard])),
  };
}

function isApproved({ approval }: Judged, guards: readonly GuardName[]): boolean {
  return approval !== null && guards.some((guard) => approval.guards.has(guard));
}

function backOff(planned: PlannedAction, world: World): readonly Hold[] {
  const subject = failureSubject(planned.action);
  const failure = world.memory.failures.find((known) => known.subject === subject);
  return failure === undefined || !isBefore(world.now, failure.notBefore)
    ? []
    : [
        {
          guard: 'back-off',
          release: 'approval',
          why: `Failed ${failure.count === 1 ? 'once' : `${failure.count} times`}; it is tried again after ${failure.notBefore}, or when approved. The last time: ${failure.detail}`,
        },
      ];
}

function withLimits(steps: readonly Judged[], world: World): readonly Judged[] {
  const awaiting = new Map(world.memory.awaiting.map((known) => [known.subject, known.since]));
  const candidates = steps.filter((step) => step.holds.length === 0);
  const limit = new Map(
    [...new Set(candidates.map((step) => writeClass(step.action)))].map((kind) => [
      kind,
      limitHold(kind, candidates.filter((step) => writeClass(step.action) === kind).length, world),
    ]),
  );
  return steps.map((step) => {
    if (step.holds.length > 0 || isApproved(step, ['limit-per-run', 'limit-per-day'])) return step;
    const since = awaiting.get(awaitingSubject(step.action));
    const hold = limit.get(writeClass(step.action)) ?? (since === undefined ? undefined : awaitingHold(since));
    return hold === undefined ? step : { ...step, holds: [hold] };
  });
}

/** Seats are reserved in the order of execution, so that what is freed in this run can be taken in it. Nobody is evicted. */
function withSeats(steps: readonly Judged[], world: World): readonly Judged[] {
  const members = new Map<MemberKey, Member>(world.psa.members.map((member) => [member.key, member]));
  let book = seatBook(world.psa.members, world.policy);
  return steps.map((step) => {
    if (step.holds.length > 0) return step;
    const moves = seatMoves(
      step.action,
      step.action.kind === 'create' ? undefined : members.get(step.action.member.key),
    );
    const short = isApproved(step, ['seats']) ? undefined : shortage(book, moves);
    if (short !== undefined) {
      const why = `All ${short.contracted} contracted ${short.class} seats are taken (${short.used} in use after the steps before this one).`;
      return { ...step, holds: [{ guard: 'seats', release: 'approval', why }] };
    }
    book = moveSeats(book, moves);
    return step;
  });
}

function toStep(judged: Judged): Step {
  const { action, digest, approval } = judged;
  const [first, ...rest] = judged.holds;
  return first === undefined
    ? { verdict: 'go', digest, action, approvedBy: approval?.by ?? null }
    : { verdict: 'hold', digest, action, holds: [first, ...rest] };
}

function inOrder(a: Judged, b: Judged): number {
  const rank = ACTION_ORDER.indexOf(a.action.kind) - ACTION_ORDER.indexOf(b.action.kind);
  if (rank !== 0) return rank;
  const [left, right] = [fold(subjectOf(a.action)), fold(subjectOf(b.action))];
  if (left !== right) return left < right ? -1 : 1;
  const [before, after] = [dutyOrder(a.action), dutyOrder(b.action)];
  if (before !== after) return before < after ? -1 : 1;
  return a.digest < b.digest ? -1 : 1;
}

/** Of one leaver's handovers, those of one kind stand together, tickets by their number. */
function dutyOrder(action: Action): string {
  if (action.kind !== 'reassign') return '';
  const { duty } = action.reassignment;
  const rank = DUTY_KINDS.indexOf(duty.kind);
  const [of, number] = duty.kind === 'approver' ? [duty.field, duty.of.key] : [duty.ticket.list, duty.ticket.id];
  return [String(rank).padStart(2, '0'), of, String(number).padStart(12, '0')].join(' ');
}
