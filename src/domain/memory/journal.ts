/** The journal: what was about to be written, and what became of it. Enough to count, and to settle after a crash. */
import type { Action, ActionKind } from '../planning/action.ts';
import type { Reassignment } from '../offboarding/handover.ts';
import type { WriteClass } from '../planning/policy.ts';
import { startOfRun, type Digest, type MemberKey, type PersonId, type RunId } from '../ids.ts';
import type { StepOutcome } from '../runs/run.ts';

export interface Intent {
  readonly kind: 'intent';
  readonly at: string;
  readonly step: Digest;
  readonly action: ActionKind;
  readonly class: WriteClass;
  /** null: a creation. */
  readonly member: MemberKey | null;
  readonly identifier: string;
  readonly person: PersonId | null;
  readonly because: Action['because'];
  /** What a reassignment hands over, so that it can be undone; null: it is none. */
  readonly reassignment: Reassignment | null;
  readonly approvedBy: string | null;
}
export type JournalEntry =
  Intent | { readonly kind: 'outcome'; readonly at: string; readonly step: Digest; readonly outcome: StepOutcome };

/** One intent with what became of it; null: the process died in between, or is still at it. */
export interface JournaledWrite {
  readonly run: RunId;
  readonly intent: Intent;
  readonly outcome: StepOutcome | null;
}

/** When a write was sent, ISO 8601: by its own note or by its run's id, whichever is later, since a clock that lags must not take it out of the last 24 hours. */
export function sentAt({ run, intent }: JournaledWrite): string {
  const start = startOfRun(run);
  return Date.parse(start) > Date.parse(intent.at) ? start : intent.at;
}
