// Handovers of one leaver to one successor that came out alike are one row: a leaver with fifty tickets must not hide everybody else.
import type { ReportedStep } from '../../domain/runs/run.ts';
import { countedKinds } from '../words/describe-duty.ts';

/** Steps that share a row, and what is said of each of them. */
export interface Fold {
  readonly steps: readonly [ReportedStep, ...ReportedStep[]];
  readonly more: readonly string[];
}

/** So few are shown one by one. */
const SHOWN_SINGLY = 3;

/** In the order in which each fold's first step came. */
export function foldSteps<Step extends ReportedStep>(
  steps: readonly Step[],
  linesOf: (step: Step) => readonly string[],
): readonly Fold[] {
  const folds = new Map<string, { steps: [Step, ...Step[]]; readonly more: readonly string[] }>();
  for (const step of steps) {
    const more = linesOf(step);
    const key = foldKey(step, more);
    const fold = folds.get(key);
    if (fold === undefined) folds.set(key, { steps: [step], more });
    else fold.steps.push(step);
  }
  return [...folds.values()].flatMap((fold): readonly Fold[] =>
    fold.steps.length > SHOWN_SINGLY ? [fold] : fold.steps.map((step) => ({ steps: [step] as const, more: fold.more })),
  );
}

export function countSteps(folds: readonly Fold[]): number {
  return folds.reduce((sum, { steps }) => sum + steps.length, 0);
}

/** `tickets they own (5), tickets they work on (2) → mia` */
export function handoversText(steps: readonly ReportedStep[]): string {
  const handovers = steps.flatMap(({ action }) => (action.kind === 'reassign' ? [action.reassignment] : []));
  const kinds = countedKinds(handovers.map(({ duty }) => duty.kind));
  return `${kinds} → ${handovers[0]?.to.identifier ?? ''}`;
}

function foldKey({ digest, action }: ReportedStep, more: readonly string[]): string {
  // Whoever takes something back has to see what.
  if (action.kind !== 'reassign' || action.because === 'handed-back') return digest;
  return JSON.stringify([action.member.key, action.reassignment.to.key, action.because, more]);
}
