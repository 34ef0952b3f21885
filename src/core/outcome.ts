/** In which of its ends a run has come out, in one word and one sentence. */
import type { Decision } from '../domain/planning/decision.ts';
import { isDecided } from '../domain/planning/plan.ts';
import type { ReportedStep, RunOutcome, StepOutcome } from '../domain/runs/run.ts';

/** `handovers`: those of an earlier run, which are taken back. */
export type RunScope = 'everybody' | 'one person' | 'handovers';

/** Of a run as it was asked for, or as it was reported. */
export function runScopeOf({ person, undoes }: { readonly person?: unknown; readonly undoes?: unknown }): RunScope {
  if ((undoes ?? null) !== null) return 'handovers';
  return (person ?? null) === null ? 'everybody' : 'one person';
}

export function outcomeOf(input: {
  readonly decision: Decision;
  readonly steps: readonly ReportedStep[];
  readonly applied: boolean;
  readonly about: RunScope;
}): {
  readonly outcome: RunOutcome;
  readonly summary: string;
} {
  const counts = countEnds(input.steps);
  const [doubt] = input.decision.integrity;
  const outcome =
    counts.failed > 0
      ? 'failed'
      : doubt !== undefined
        ? 'frozen'
        : counts.pending + counts.left > 0
          ? 'pending'
          : counts.held > 0
            ? 'converged-with-holds'
            : 'converged';
  if (outcome !== 'frozen' || doubt === undefined)
    return { outcome, summary: `${sentence(counts) ?? quiet(input.decision, input.about)}.` };
  // That nothing came out of a doubtful read does not mean that all is well.
  return {
    outcome,
    summary: `${sentence(counts) ?? 'Nothing could be planned'}. A source cannot be trusted: ${doubt.detail}`,
  };
}

/** What became of a step that nothing holds, in the ways that matter for the end of a run. */
export const ENDS = {
  done: 'done',
  already: 'done',
  moved: 'pending',
  refused: 'failed',
  unverified: 'failed',
  unknown: 'failed',
  skipped: 'pending',
  left: 'left',
} as const satisfies Record<StepOutcome['kind'], 'done' | 'pending' | 'failed' | 'left'>;

interface Counts {
  readonly done: number;
  readonly pending: number;
  readonly left: number;
  readonly held: number;
  readonly failed: number;
  /** Denied or set aside: held, but nobody is asked for anything. */
  readonly decided: number;
}

/** How many steps came to which end; a step that was not tried is pending. */
export function countEnds(steps: readonly ReportedStep[]): Counts {
  const ends = steps.map((step) =>
    step.verdict === 'hold'
      ? isDecided(step.holds)
        ? 'decided'
        : 'held'
      : step.outcome === null
        ? 'pending'
        : ENDS[step.outcome.kind],
  );
  const of = (end: string): number => ends.filter((each) => each === end).length;
  return {
    done: of('done'),
    pending: of('pending'),
    left: of('left'),
    held: of('held'),
    failed: of('failed'),
    decided: of('decided'),
  };
}

/** Nothing to write is not nothing to say: what no write cures would otherwise be read as all being well. */
function quiet({ plan }: Decision, about: RunScope): string {
  const open = plan.findings.filter((finding) => finding.severity === 'act').length;
  if (open === 0) return QUIET[about];
  return `Nothing to write; ${open === 1 ? '1 finding needs' : `${open} findings need`} someone`;
}

const QUIET = {
  everybody: 'The PSA is true to the directory; nothing to do',
  'one person': 'The PSA is true to the directory for this person; nothing to do',
  handovers: 'Nothing is left to hand back',
} as const satisfies Record<RunScope, string>;

/** null: there were no steps. */
function sentence(counts: Counts): string | null {
  const parts = [
    ...(counts.done > 0 ? [`${changes(counts.done)} made and verified`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.pending > 0 ? [`${changes(counts.pending)} to make`] : []),
    ...(counts.left > 0 ? [`${counts.left} left by the mode create-only`] : []),
    ...(counts.held > 0 ? [`${counts.held} held`] : []),
    ...(counts.decided > 0 ? [`${counts.decided} denied or set aside`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

function changes(number: number): string {
  return number === 1 ? '1 change' : `${number} changes`;
}
