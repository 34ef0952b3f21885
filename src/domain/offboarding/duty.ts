/** What in the PSA hangs on one member, and would fall through the cracks when they leave. */
import type { MemberKey } from '../ids.ts';
import type { MemberField, MemberRef, Reference } from '../people/member.ts';

/**
 * - `ticket-owner`, `ticket-resource`: open service and project tickets. - `schedule-entry`: undone and not on a ticket. - `time-sheet`, `expense-report`: open, rejected
 * or pending. - `approver`: whose superior, time or expense approver the leaver is. - `usage`: what the PSA itself counts as theirs and no other kind covers.
 */
export const DUTY_KINDS = [
  'ticket-owner',
  'ticket-resource',
  'schedule-entry',
  'time-sheet',
  'expense-report',
  'approver',
  'team-leader',
  'team-member',
  'workflow-action',
  'opportunity',
  'activity',
  'project-manager',
  'project-team',
  'company-role',
  'ticket-template',
  'knowledge-article',
  'usage',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** The two lists of tickets that the PSA keeps apart. */
export type TicketList = 'service' | 'project';

/** A ticket that is not done, as read. Every text is hostile. */
export interface OpenTicket {
  readonly list: TicketList;
  readonly id: number;
  readonly summary: string;
  readonly board: string;
  readonly status: string;
  readonly company: string;
  /** `rank`: smaller is more urgent; null: the PSA does not say. */
  readonly priority: { readonly name: string; readonly rank: number | null } | null;
  readonly team: Reference | null;
  readonly owner: { readonly key: MemberKey; readonly identifier: string } | null;
  /** Member IDs, taken apart and trimmed, as written. */
  readonly resources: readonly string[];
  /** ISO 8601; null: the PSA does not say. */
  readonly openedAt: string | null;
  readonly updatedAt: string | null;
  /** Where a person opens it. */
  readonly link: string;
}

/** What an open ticket is called: `service 4711`. */
export type TicketRef = Pick<OpenTicket, 'list' | 'id' | 'summary' | 'board'>;

/** An undone schedule entry, as read. */
export interface ScheduleEntry {
  readonly id: number;
  readonly member: MemberKey;
  /** The PSA's own record of its kind: service ticket, project ticket, calendar … */
  readonly type: Reference;
  /** The kind of record it is on; `other`: none that is a ticket. */
  readonly on: TicketList | 'other';
  /** The record that it is on: a ticket's number, an activity's; null: none. */
  readonly object: number | null;
  readonly name: string;
  readonly startsAt: string | null;
}

export type ApproverField = Extract<MemberField, 'reportsTo' | 'timeApprover' | 'expenseApprover'>;

/** A duty that is a record of its own in the PSA. */
export type RecordDutyKind = Exclude<DutyKind, 'ticket-owner' | 'ticket-resource' | 'approver'>;
export const RECORD_DUTY_KINDS = DUTY_KINDS.filter(
  (kind): kind is RecordDutyKind => kind !== 'ticket-owner' && kind !== 'ticket-resource' && kind !== 'approver',
);
export interface RecordDuty {
  readonly kind: RecordDutyKind;
  readonly member: MemberKey;
  /** The record's id; null: the PSA only counts it. */
  readonly id: number | null;
  /** As read: hostile. */
  readonly title: string;
  /** In words: "Open, 2026-11-16 to 2026-11-22, 31.5 hours". */
  readonly state: string;
}

export type Duty =
  | { readonly kind: 'ticket-owner'; readonly member: MemberKey; readonly ticket: OpenTicket }
  | {
      readonly kind: 'ticket-resource';
      readonly member: MemberKey;
      readonly ticket: OpenTicket;
      /** No other resource is an active member who stays. */
      readonly alone: boolean;
      /** The leaver's undone schedule entries on it; empty: none was found, so nothing can be handed over. */
      readonly entries: readonly ScheduleEntry[];
    }
  | { readonly kind: 'approver'; readonly member: MemberKey; readonly of: MemberRef; readonly field: ApproverField }
  | RecordDuty;

/** A kind that could not be read, which is never the same as none. */
export interface UnseenDuty {
  readonly kind: DutyKind;
  /** `forbidden`: the API member's role may not. */
  readonly because: 'forbidden' | 'failed';
  /** What was seen, and the right that is missing or what to do. */
  readonly detail: string;
}

/** For whom duties are read. */
export interface DutyQuestion {
  readonly members: readonly MemberRef[];
  /**
   * Which open tickets are wanted: those that one of the members owns or is a resource of, or `every` one, page after page, of which `keep` says which stay in memory.
   */
  readonly tickets: 'of-members' | 'every';
  readonly keep: (ticket: OpenTicket) => boolean;
  /** Statuses that end a ticket without closing it; board and status by name, case-folded; board `*`: every board. */
  readonly closedStatuses: readonly ClosedStatus[];
}
export interface ClosedStatus {
  readonly board: string;
  readonly status: string;
}

/** What was read of duties, before anybody draws a conclusion. */
export interface DutyReading {
  /** Those kept. */
  readonly tickets: readonly OpenTicket[];
  /** How many open tickets there are, closed by status left out; null: only the members' own were asked for. */
  readonly openTickets: number | null;
  readonly entries: readonly ScheduleEntry[];
  readonly records: readonly RecordDuty[];
  readonly unseen: readonly UnseenDuty[];
  /** Every team that a kept ticket names, with its leader. */
  readonly teams: readonly { readonly id: number; readonly leader: MemberKey | null }[];
}

export const NO_DUTIES: DutyReading = {
  tickets: [],
  openTickets: null,
  entries: [],
  records: [],
  unseen: [],
  teams: [],
};
