import type { Action } from './action.ts';
import type { Finding } from './finding.ts';
import type { Digest } from '../ids.ts';

/** Each is one rule. */
export const GUARDS = [
  'protected',
  'last-administrator',
  'source-integrity',
  'absence',
  'limit-per-run',
  'limit-per-day',
  'seats',
  'identity',
  'confirm-return',
  'back-off',
  /** Work that has to be handed over first is left. */
  'work-left',
  /** A reassignment goes with its leaver's deactivation. */
  'departure-held',
  /** Whoever would get work back is not there to take it. */
  'receiver',
  /** Somebody has said no. */
  'denied',
  /** Somebody has put it off. */
  'set-aside',
] as const;
export type GuardName = (typeof GUARDS)[number];

/** What holds a step, as the end of "held by". */
export const GUARD_NAMES = {
  protected: 'protection',
  'last-administrator': 'protection of the last administrator',
  'source-integrity': 'doubt about a source',
  absence: 'an absence not yet proven',
  'limit-per-run': 'the limit per run',
  'limit-per-day': 'the limit per 24 hours',
  seats: 'a lack of seats',
  identity: 'doubt about who is who',
  'confirm-return': 'a return to be confirmed',
  'back-off': 'an earlier failure',
  'work-left': 'work that is left',
  'departure-held': 'the deactivation it belongs to',
  receiver: 'whoever would get it back',
  denied: 'a denial',
  'set-aside': 'somebody who set it aside',
} as const satisfies Record<GuardName, string>;

/**
 * What ends a hold.
 * - `approval`: `rollcall approve DIGEST`, or the page.
 * - `config`: change the configuration (a protected member, a role name that does not exist …).
 * - `source`: mend the directory or the PSA; the next run sees it.
 * - `time`: a later run does it by itself (second sighting, grace period, back-off).
 * - `decision`: somebody has decided so; whoever may approve takes it back.
 */
export type Release = 'approval' | 'config' | 'source' | 'time' | 'decision';

export interface Hold {
  readonly guard: GuardName;
  readonly release: Release;
  /** Place, value, limit; plain text. */
  readonly why: string;
}

/** Whether somebody has said what is to become of it, so that nobody is waited for. */
export function isDecided(holds: readonly Hold[]): boolean {
  return holds.some(({ release }) => release === 'decision');
}

/** A held step cannot lack its reason. The digest covers the action alone (kind, ids, changes, reason), so it survives from run to run while the world stays. */
export type Step =
  | { readonly verdict: 'go'; readonly digest: Digest; readonly action: Action; readonly approvedBy: string | null }
  | {
      readonly verdict: 'hold';
      readonly digest: Digest;
      readonly action: Action;
      readonly holds: readonly [Hold, ...Hold[]];
    };

/** Actions and findings in a stable order, before the guards have judged them. */
export interface Draft {
  readonly actions: readonly PlannedAction[];
  readonly findings: readonly Finding[];
}
/** An action with the reasons to hold it that planning itself found out (identity in doubt, a name that resolves to nothing …). */
export interface PlannedAction {
  readonly action: Action;
  readonly doubts: readonly Hold[];
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
  /** SHA-256 over the canonical JSON of the steps' actions and the findings; verdicts are not part of it. */
  readonly digest: Digest;
}
