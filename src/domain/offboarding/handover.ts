/** What is handed over, to whom, and how the PSA does it. */
import { DUTY_KINDS, type ApproverField, type DutyKind, type TicketRef } from './duty.ts';
import type { MemberRef, Reference } from '../people/member.ts';

/** Who takes a leaver's duty, tried in order. */
export type Successor =
  /** The leaver's manager in the directory, matched to an active member; of a manager who leaves too, their manager. */
  | { readonly kind: 'manager' }
  /** A member by their Member ID. */
  | { readonly kind: 'member'; readonly identifier: string }
  /** The leader of the ticket's team. */
  | { readonly kind: 'team-leader' };

/** What happens to one kind of duty when its member leaves. `hold`: the deactivation waits until none is left. */
export type DutyRule =
  | { readonly kind: 'report' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'reassign'; readonly to: readonly Successor[] };

/** By what each kind can be handed over: by a write of its own, by a slot of the deactivation, or not at all. */
export const HANDOVER_WAYS = {
  'ticket-owner': 'write',
  'ticket-resource': 'write',
  'schedule-entry': 'none',
  'time-sheet': 'none',
  'expense-report': 'none',
  approver: 'write',
  'team-leader': 'deactivation',
  'team-member': 'deactivation',
  'workflow-action': 'deactivation',
  opportunity: 'deactivation',
  activity: 'deactivation',
  'project-manager': 'deactivation',
  'project-team': 'none',
  'company-role': 'deactivation',
  'ticket-template': 'deactivation',
  'knowledge-article': 'deactivation',
  usage: 'none',
} as const satisfies Record<DutyKind, 'write' | 'deactivation' | 'none'>;

export type SlotDutyKind = {
  [Kind in DutyKind]: (typeof HANDOVER_WAYS)[Kind] extends 'deactivation' ? Kind : never;
}[DutyKind];
export function isSlotKind(kind: DutyKind): kind is SlotDutyKind {
  return HANDOVER_WAYS[kind] === 'deactivation';
}
export const SLOT_DUTY_KINDS = DUTY_KINDS.filter(isSlotKind);

/** Fills the deactivation's slots for one kind of duty. */
export interface SlotHandover {
  readonly kind: SlotDutyKind;
  readonly to: MemberRef;
}

/** One duty that a write of its own hands over. */
export type HandedDuty =
  | { readonly kind: 'ticket-owner'; readonly ticket: TicketRef }
  | {
      readonly kind: 'ticket-resource';
      readonly ticket: TicketRef;
      /** Schedule entries of `from`, to be marked done afterwards. */
      readonly entries: readonly number[];
      /** Of the new entry. */
      readonly type: Reference;
      /** Entries of `to` that an earlier handover has marked done: marked undone again, in the place of a new one; absent: there are none. */
      readonly reopen?: readonly number[];
    }
  | { readonly kind: 'approver'; readonly of: MemberRef; readonly field: ApproverField };

/** One write that hands a duty from one member to another; an undo is the same with both turned round. */
export interface Reassignment {
  readonly duty: HandedDuty;
  readonly from: MemberRef;
  readonly to: MemberRef;
}

/** How a duty stands now, by a fresh read. */
export type DutyStanding =
  /** Still with `from`. */
  | { readonly kind: 'held' }
  /** With `to` already. */
  | { readonly kind: 'handed-over' }
  /** With somebody else, closed, or no longer there. */
  | { readonly kind: 'moved'; readonly detail: string };

export interface OffboardingPolicy {
  readonly duties: Readonly<Record<DutyKind, DutyRule>>;
  readonly closedStatuses: readonly { readonly board: string; readonly status: string }[];
  /** Whether every open ticket is looked through for those whose people are all inactive. */
  readonly orphans: 'report' | 'ignore';
}

/** Everything is told, nothing is moved and nobody waits. */
export const REPORT_ONLY: OffboardingPolicy = {
  duties: {
    'ticket-owner': { kind: 'report' },
    'ticket-resource': { kind: 'report' },
    'schedule-entry': { kind: 'report' },
    'time-sheet': { kind: 'report' },
    'expense-report': { kind: 'report' },
    approver: { kind: 'report' },
    'team-leader': { kind: 'report' },
    'team-member': { kind: 'report' },
    'workflow-action': { kind: 'report' },
    opportunity: { kind: 'report' },
    activity: { kind: 'report' },
    'project-manager': { kind: 'report' },
    'project-team': { kind: 'report' },
    'company-role': { kind: 'report' },
    'ticket-template': { kind: 'report' },
    'knowledge-article': { kind: 'report' },
    usage: { kind: 'report' },
  },
  closedStatuses: [],
  orphans: 'report',
};
