/** What Rollcall remembers of one connection between runs. Evidence and counters only: never what the PSA looks like. */
import type { GuardName } from '../planning/plan.ts';
import type { WriteClass } from '../planning/policy.ts';
import type { Digest, MemberKey, PersonId, RunId } from '../ids.ts';

/** A remembered pair. It identifies, it does not replace a read. */
export interface Link {
  readonly person: PersonId;
  readonly member: MemberKey;
  /** Member ID that the person's data gave when the link was made: tells "renamed since" from "never fitted". */
  readonly expectedIdentifier: string;
  /** ISO 8601 instant. */
  readonly since: string;
  /** `return`: Rollcall switched the member on again. */
  readonly by: 'match' | 'create' | 'return';
}

/** Rollcall itself switched this member off; only such a member comes back by itself. */
export interface Tombstone {
  readonly member: MemberKey;
  readonly person: PersonId | null;
  readonly run: RunId;
  readonly at: string;
}

/** First and latest complete read that did not find this active member's person in scope. */
export interface Absence {
  readonly member: MemberKey;
  readonly firstSeen: string;
  /** Runs (complete reads) that saw it, this one not included. */
  readonly sightings: number;
}

/** A record that failed: it waits, nobody else does. */
export interface Failure {
  /** `member:123` or `person:00u…`. */
  readonly subject: string;
  readonly count: number;
  readonly notBefore: string;
  readonly detail: string;
}

/** Counts of the last complete, undoubted read. */
export interface Baseline {
  readonly run: RunId;
  readonly at: string;
  readonly people: number;
  readonly members: number;
  readonly groups: readonly { readonly selector: string; readonly people: number }[];
}

/** A write that a limit has held: it stays held until it is approved or no longer wanted, even when the others have gone and the class is under its limit again. */
export interface Awaiting {
  /** `deactivate member:123`: the kind of write and whose, so that a changed detail does not let it slip. */
  readonly subject: string;
  readonly since: string;
}

/** Which directory and which PSA a memory belongs to: record ids mean nothing anywhere else. */
export interface Sides {
  /** Tenant or org. */
  readonly directory: string;
  /** Host and company. */
  readonly psa: string;
}

export interface Memory {
  readonly version: 1;
  /** null: nothing has been remembered yet. */
  readonly sides: Sides | null;
  /** The run that last saved this; the journal of later runs is what a crash has left to settle. */
  readonly lastRun: RunId | null;
  readonly links: readonly Link[];
  readonly tombstones: readonly Tombstone[];
  readonly absences: readonly Absence[];
  readonly failures: readonly Failure[];
  readonly awaiting: readonly Awaiting[];
  readonly baseline: Baseline | null;
  /** Until when the directory's own event log has been compared with what was delivered, ISO 8601; null: never. */
  readonly eventLogUntil: string | null;
}

export const EMPTY_MEMORY: Memory = {
  version: 1,
  sides: null,
  lastRun: null,
  links: [],
  tombstones: [],
  absences: [],
  failures: [],
  awaiting: [],
  baseline: null,
  eventLogUntil: null,
};

/** One write that was attempted, from the journal; the rolling window is made of these. */
export interface PastWrite {
  readonly class: WriteClass;
  /** ISO 8601 instant of the intent. */
  readonly at: string;
}

/** Someone's word that a held step, or every held step of a plan, may be done. */
export interface Approval {
  readonly version: 1;
  /** Digest of a step; approving a whole plan is one approval for each of its held steps. */
  readonly digest: Digest;
  readonly by: string;
  /** Stable id of whoever signed in to give it; null: nobody did. Where two have to agree, only people who signed in count. */
  readonly person: string | null;
  /** What held the step when it was approved; a guard that holds it later is not lifted. */
  readonly guards: readonly GuardName[];
  readonly note: string;
  readonly at: string;
  readonly expires: string;
}
