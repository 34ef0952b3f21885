/** Something that somebody should be told of, as long as it stands. Derived from reports anew each time; only its keys are remembered. */
import type { ActionKind } from '../planning/action.ts';
import type { FindingKind, Severity } from '../planning/finding.ts';
import type { Digest, RunId } from '../ids.ts';
import type { GuardName, Release } from '../planning/plan.ts';

export const MATTER_KINDS = ['hold', 'failure', 'failed-run', 'frozen', 'missing-run', 'finding'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** The least that tells somebody whom it is about; both null: nobody in particular. */
export interface Subject {
  readonly memberId: string | null;
  /** Hostile text. */
  readonly name: string | null;
}

export interface MatterItem {
  /** Of what it is about and why: the same in every run while it stands. */
  readonly key: Digest;
  readonly subjects: readonly Subject[];
}

export type Matter = {
  /** Names the exception: one ticket at most is open for it. */
  readonly key: Digest;
  readonly items: readonly MatterItem[];
  /** The run that saw it last; null: it is about there being none. */
  readonly run: RunId | null;
} & MatterTopic;

export type MatterTopic =
  /** `urgent`: somebody can do something about it. */
  | {
      readonly kind: 'hold';
      readonly guard: GuardName;
      readonly action: ActionKind;
      readonly release: Release;
      readonly urgent: boolean;
    }
  | { readonly kind: 'failure'; readonly action: ActionKind }
  | { readonly kind: 'failed-run' }
  | { readonly kind: 'frozen' }
  /** `unusable`: places in the configuration whose secrets cannot be used; empty: that is not why. */
  | { readonly kind: 'missing-run'; readonly staleAfterHours: number; readonly unusable: readonly string[] }
  | { readonly kind: 'finding'; readonly finding: FindingKind; readonly severity: Severity };

/** A kind of finding that is not told. */
export interface Mute {
  readonly finding: FindingKind;
  /** Last day, YYYY-MM-DD in UTC; null: for good. */
  readonly until: string | null;
  readonly why: string;
}

/** Who looks after which kind of finding. */
export type Owners = Partial<Record<FindingKind, string>>;
