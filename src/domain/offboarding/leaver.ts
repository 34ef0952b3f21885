/** What a report tells of one leaver and their work, before and after, and of work that lies with nobody. */
import type { Departure } from '../planning/action.ts';
import type { Duty, OpenTicket, UnseenDuty } from './duty.ts';
import type { Digest } from '../ids.ts';
import type { MemberRef } from '../people/member.ts';
import type { PersonRef } from '../people/person.ts';

/** What is meant to become of one duty. */
export type DutyFate =
  | { readonly kind: 'reported' }
  /** The deactivation waits for it. */
  | { readonly kind: 'awaited' }
  /** `step`: the reassignment's own step; null: the deactivation itself hands it over. */
  | { readonly kind: 'handed-over'; readonly to: MemberRef; readonly step: Digest | null }
  /** It should be handed over and nobody can take it: why, of each successor in turn. */
  | { readonly kind: 'no-successor'; readonly why: string };

export interface LeaverDuty {
  readonly duty: Duty;
  readonly fate: DutyFate;
}

/** What switching the member off does not do. */
export interface Remark {
  readonly kind: 'sessions' | 'api-keys' | 'workflow-rules' | 'sister-products';
  readonly detail: string;
  readonly advice: string;
}

export interface LeaverSheet {
  readonly person: PersonRef | null;
  readonly member: MemberRef;
  /** null: they were switched off in an earlier run, and work is left with them. */
  readonly because: Departure | null;
  /** Of the deactivation; null: it is done already. */
  readonly step: Digest | null;
  /** As the plan found it. */
  readonly before: readonly LeaverDuty[];
  /** As a fresh read found it after the writes; null: nothing was written for this leaver, so it is as before, or it could not be read again. */
  readonly after: readonly Duty[] | null;
  /** Kinds that were to be read again after the writes and could not be; absent: none. */
  readonly afterUnseen?: readonly UnseenDuty[];
  readonly unseen: readonly UnseenDuty[];
  readonly remarks: readonly Remark[];
}

/** An open ticket whose owner, or all of whose resources, are inactive members. */
export interface OrphanedTicket {
  readonly ticket: OpenTicket;
  /** `owner`: the owner is inactive. `resources`: all resources are. `both`. */
  readonly because: 'owner' | 'resources' | 'both';
  /** The inactive ones, as far as they are known. */
  readonly members: readonly MemberRef[];
}

export interface OrphanReport {
  /** All of them, also where the list is cut. */
  readonly count: number;
  /** Oldest and most urgent first, at most MOST_ORPHANS. */
  readonly tickets: readonly OrphanedTicket[];
  /** How many open tickets were looked through. */
  readonly lookedThrough: number;
  readonly unseen: readonly UnseenDuty[];
}

export interface OffboardingReport {
  readonly leavers: readonly LeaverSheet[];
  /** null: this run did not look for them. */
  readonly orphans: OrphanReport | null;
}
