/** The record of one run: what every report, list and message is rendered from. Stored as report.json, so it carries a version. */
import type { ConnectionName, Digest, MemberKey, RunId, Ticket } from '../ids.ts';
import type { PersonRef } from '../people/person.ts';
import type { Finding } from '../planning/finding.ts';
import type { SeatClass } from '../people/member.ts';
import type { GroupReading, SourceProblem } from '../people/roster.ts';
import type { OffboardingReport } from '../offboarding/leaver.ts';
import type { SeatingReport } from '../people/seat.ts';
import type { Step } from '../planning/plan.ts';

/** What happens unattended. `observe` writes nothing to the PSA, `create-only` nothing but new members; a person at the command line still can. */
export type Mode = 'observe' | 'create-only' | 'full';

export interface Trigger {
  readonly kind: 'timer' | 'queue' | 'command-line' | 'approval' | 'http' | 'event';
  /** Who: a signed-in name, a user name of the machine, or the function's name. */
  readonly by: string;
  /** By which whoever asked for the run finds it; absent: nobody was given one. */
  readonly ticket?: Ticket;
}

/**
 * - `converged`: everything planned is done and was verified by re-reading (or there was nothing).
 * - `converged-with-holds`: the same, but steps wait.
 * - `pending`: changes are left to make: the run was not asked to write, or not all of it, or a step was not tried, or its record had moved.
 * - `frozen`: a source cannot be trusted, so absence-based steps were held.
 * - `failed`: the run or at least one step failed, or an outcome is unknown.
 */
export type RunOutcome = 'converged' | 'converged-with-holds' | 'pending' | 'frozen' | 'failed';

export type StepOutcome =
  /** Written and verified by re-reading. */
  | { readonly kind: 'done'; readonly member: MemberKey; readonly note: string | null }
  /** Found to be so already; nothing was written. */
  | { readonly kind: 'already'; readonly member: MemberKey }
  /** The record no longer is what the plan saw; nothing was written. */
  | { readonly kind: 'moved'; readonly detail: string }
  /** The PSA said no; detail holds its own words and what to do. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Written, but the re-read shows something else. */
  | { readonly kind: 'unverified'; readonly detail: string }
  /** No answer came and the look-up could not settle it, or it was written and the re-read failed. */
  | { readonly kind: 'unknown'; readonly detail: string }
  /** Not tried: deadline, lost lease, a seat that did not come free, or a fatal error before it. */
  | { readonly kind: 'skipped'; readonly detail: string }
  /** Not tried, because the run was to create only; `note`: why a creation is among them, null: it is none. */
  | { readonly kind: 'left'; readonly note: string | null };

export type ReportedStep = Step & { readonly outcome: StepOutcome | null };

export interface SeatUse {
  readonly class: SeatClass;
  /** null: not configured, so not limited. */
  readonly contracted: number | null;
  readonly used: number;
  /** Used after the steps that go. */
  readonly forecast: number;
}

export interface RequestCounts {
  readonly system: string;
  readonly token: number;
  readonly reference: number;
  readonly data: number;
  readonly write: number;
  readonly retries: number;
  readonly throttled: number;
}

/** Milliseconds by phase, in the order they ran. */
export interface Timing {
  readonly phase: 'read' | 'look-up' | 'read-work' | 'decide' | 'store-plan' | 'execute' | 'read-work-again';
  readonly ms: number;
}

export interface RunReport {
  readonly version: 1;
  readonly run: RunId;
  readonly connection: ConnectionName;
  readonly mode: Mode;
  /** Whether this run was asked to write. */
  readonly applied: boolean;
  /** It was to create members and to leave every other step; absent: no kind of step was kept from it. */
  readonly creationsOnly?: true;
  readonly trigger: Trigger;
  /** The one person whom the run was about; null: everybody. */
  readonly person: PersonRef | null;
  /** The run whose handovers this one took back; it looked at nothing else. Absent: an ordinary run. */
  readonly undoes?: RunId;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly outcome: RunOutcome;
  /** One sentence; for `failed` the error in a person's words and the next step. */
  readonly summary: string;
  /** null: the run died before there was a plan. */
  readonly planDigest: Digest | null;
  /** Whether all was read that there was to read, and every step that was to be written was tried; false also without a plan. */
  readonly whole: boolean;
  readonly steps: readonly ReportedStep[];
  readonly findings: readonly Finding[];
  readonly source: {
    readonly directory: string;
    readonly people: number;
    readonly members: number;
    readonly groups: readonly GroupReading[];
    readonly problems: readonly SourceProblem[];
  };
  readonly seats: readonly SeatUse[];
  /** What the seats cost, who waits for one, which are idle; null: the run died before there was a plan, or looked at one person only. */
  readonly seating: SeatingReport | null;
  /** The leavers' work and what lies with nobody; null: the run died before there was a plan. */
  readonly offboarding: OffboardingReport | null;
  readonly requests: readonly RequestCounts[];
  readonly timings: readonly Timing[];
  /** Chains the reports: the previous run of this connection and the SHA-256 of its report.json. */
  readonly previous: { readonly run: RunId; readonly sha256: Digest } | null;
}

/** One line of the index: enough to list runs without opening them. */
export interface RunEntry {
  readonly run: RunId;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly outcome: RunOutcome;
  readonly applied: boolean;
  /** As in the report. */
  readonly creationsOnly?: true;
  readonly trigger: Trigger;
  /** The one person whom the run was about; null: everybody. */
  readonly person: PersonRef | null;
  /** The run whose handovers this one took back; absent: an ordinary run. */
  readonly undoes?: RunId;
  readonly summary: string;
  readonly planDigest: Digest | null;
  /** As in the report. */
  readonly whole: boolean;
  readonly counts: {
    readonly done: number;
    readonly held: number;
    readonly pending: number;
    readonly failed: number;
    readonly findings: number;
  };
  /** As the run found them; absent from older entries, empty where there was no plan. */
  readonly seats?: readonly Pick<SeatUse, 'class' | 'used' | 'contracted'>[];
  /** Idle seats; null: nobody looked; absent from older entries. */
  readonly idle?: number | null;
  /** Open tickets that lie with nobody; null: nobody looked; absent from older entries. */
  readonly orphans?: number | null;
  readonly sha256: Digest;
}
