/** How each held step of the latest run stands now, with all that was decided of it since. */
import type { Approval } from '../memory/memory.ts';
import type { ReportedStep, RunReport } from '../runs/run.ts';
import type { Objection, Ruling } from './ruling.ts';

export type HeldStep = Extract<ReportedStep, { readonly verdict: 'hold' }>;

export type StandingNow =
  /** It waits. `approvals` are those that stand already: with a second person asked for, one of them may wait for another. */
  | { readonly kind: 'waits'; readonly step: HeldStep; readonly approvals: readonly Approval[] }
  /** A run was asked for and has not come to it yet, or is tried again. */
  | { readonly kind: 'under-way'; readonly step: HeldStep; readonly ruling: Ruling }
  /** Denied or set aside. */
  | { readonly kind: 'decided'; readonly step: HeldStep; readonly objection: Objection }
  /** What had been decided was taken back, and nothing else held it: the next run judges it anew. */
  | { readonly kind: 'free'; readonly step: HeldStep };

export interface WaitingNow {
  /** The latest over everybody; null: there is none yet. */
  readonly report: RunReport | null;
  readonly steps: readonly StandingNow[];
  /** Newest first. */
  readonly rulings: readonly Ruling[];
  readonly secondPerson: boolean;
}
