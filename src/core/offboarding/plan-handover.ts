/** What is to become of each of one leaver's duties, and the writes and slots that hand them over. */
import type { Action } from '../../domain/planning/action.ts';
import type { Duty, OpenTicket, TicketRef } from '../../domain/offboarding/duty.ts';
import {
  isSlotKind,
  SLOT_DUTY_KINDS,
  type HandedDuty,
  type OffboardingPolicy,
  type SlotDutyKind,
  type SlotHandover,
  type Successor,
} from '../../domain/offboarding/handover.ts';
import type { MemberKey } from '../../domain/ids.ts';
import type { DutyFate, LeaverDuty } from '../../domain/offboarding/leaver.ts';
import { memberRef } from '../../domain/people/member.ts';
import { digestOf } from '../digest.ts';
import type { Leaver } from './staff/leavers.ts';
import type { ProfileMove } from './profile-moves.ts';
import type { SuccessorFinder } from './staff/successors.ts';

export type Reassign = Extract<Action, { readonly kind: 'reassign' }>;

export interface HandoverRules {
  readonly policy: OffboardingPolicy;
  readonly successorOf: SuccessorFinder;
  /** What an update of the member sets the field to anyway; undefined: none does. */
  readonly profileMove: (duty: Extract<Duty, { readonly kind: 'approver' }>) => ProfileMove | undefined;
  /** Records to which nothing may be written. */
  readonly inDoubt: ReadonlySet<MemberKey>;
}
export interface Handover {
  readonly duties: readonly LeaverDuty[];
  readonly reassignments: readonly Reassign[];
  readonly slots: readonly SlotHandover[];
}

export function planHandover(leaver: Leaver, duties: readonly Duty[], rules: HandoverRules): Handover {
  const reassignments: Reassign[] = [];
  const slots = new Map<SlotDutyKind, DutyFate>();
  const fateOf = (duty: Duty): DutyFate => {
    const rule = rules.policy.duties[duty.kind];
    if (rule.kind === 'report') return { kind: 'reported' };
    if (rule.kind === 'hold') return { kind: leaver.because === null ? 'reported' : 'awaited' };
    if (isSlotKind(duty.kind)) {
      const fate = slots.get(duty.kind) ?? slotFate(leaver, rule.to, rules);
      slots.set(duty.kind, fate);
      return fate;
    }
    const planned = plannedWrite(leaver, duty, rule.to, rules);
    if (planned.kind !== 'reassign') return planned;
    reassignments.push(planned);
    return { kind: 'handed-over', to: planned.reassignment.to, step: digestOf(planned) };
  };
  return {
    duties: duties.map((duty) => ({ duty, fate: fateOf(duty) })),
    reassignments,
    slots: SLOT_DUTY_KINDS.flatMap((kind) => {
      const fate = slots.get(kind);
      return fate?.kind === 'handed-over' ? [{ kind, to: fate.to }] : [];
    }),
  };
}

/** One successor for all records of the kind: the slot takes no more. */
function slotFate(leaver: Leaver, order: readonly Successor[], { successorOf }: HandoverRules): DutyFate {
  if (leaver.because === null) {
    const why = 'The member is switched off already, and nothing but the deactivation itself hands this over.';
    return { kind: 'no-successor', why };
  }
  const taker = successorOf({ leaver, ticket: null, of: null }, order);
  return taker.kind === 'found'
    ? { kind: 'handed-over', to: taker.to, step: null }
    : { kind: 'no-successor', why: taker.why };
}

/** The write, or what becomes of the duty without one. */
function plannedWrite(
  leaver: Leaver,
  duty: Duty,
  order: readonly Successor[],
  rules: HandoverRules,
): Reassign | DutyFate {
  const handed = handedDuty(duty, rules);
  if (!isHanded(handed)) return handed;
  const ticket = 'ticket' in duty ? duty.ticket : null;
  const taker = rules.successorOf({ leaver, ticket, of: handed.kind === 'approver' ? handed.of : null }, order);
  if (taker.kind === 'nobody') return { kind: 'no-successor', why: taker.why };
  const from = memberRef(leaver.member);
  return {
    kind: 'reassign',
    person: leaver.person,
    member: from,
    reassignment: { duty: handed, from, to: taker.to },
    because: leaver.because ?? 'left-earlier',
  };
}

/** What a write of its own would hand over; a fate: there is no such write to be made. */
function handedDuty(duty: Duty, { profileMove, inDoubt }: HandoverRules): HandedDuty | DutyFate {
  if (duty.kind === 'ticket-owner') return { kind: duty.kind, ticket: ticketRef(duty.ticket) };
  if (duty.kind === 'ticket-resource') {
    if (!duty.alone) return { kind: 'reported' };
    const [first] = duty.entries;
    if (first === undefined) return { kind: 'no-successor', why: NO_ENTRY };
    const entries = duty.entries.map(({ id }) => id);
    return { kind: duty.kind, ticket: ticketRef(duty.ticket), entries, type: first.type };
  }
  if (duty.kind !== 'approver') return { kind: 'reported' };
  const move = profileMove(duty);
  if (move !== undefined) return { kind: 'handed-over', ...move };
  const why = `It is in doubt who ${duty.of.identifier} belongs to, and nothing is written to a record in doubt.`;
  if (inDoubt.has(duty.of.key)) return { kind: 'no-successor', why };
  return { kind: duty.kind, of: duty.of, field: duty.field };
}

const NO_ENTRY = 'No undone schedule entry of theirs was found on it, and only with one can a resource be handed over.';

function isHanded(handed: HandedDuty | DutyFate): handed is HandedDuty {
  return handed.kind === 'ticket-owner' || handed.kind === 'ticket-resource' || handed.kind === 'approver';
}

function ticketRef({ list, id, summary, board }: OpenTicket): TicketRef {
  return { list, id, summary, board };
}
