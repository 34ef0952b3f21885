/** Whether a run has seen all that there was to see and tried all that it was to write. What is left of it may be worth a second run at once. */
import type { SourceProblem } from '../domain/people/roster.ts';
import type { ReportedStep } from '../domain/runs/run.ts';
import type { World } from '../domain/planning/world.ts';
import { ENDS } from './outcome.ts';

/** What another reading may not meet again. A group that is missing stays missing, and what cannot be understood does not become clearer. */
const PASSES = {
  failed: true,
  cut: true,
  repeated: true,
  'count-contradicted': true,
  'group-missing': false,
  unreadable: false,
} as const satisfies Record<SourceProblem['check'], boolean>;

export interface Ended {
  readonly world: World;
  readonly steps: readonly ReportedStep[];
  /** Whether the run was to write. */
  readonly applied: boolean;
}

export function isWhole({ world, steps, applied }: Ended): boolean {
  const { directory, psa, unfinishedLookups, confirmedInside } = world;
  return (
    [...directory.problems, ...psa.problems].every(({ check }) => !PASSES[check]) &&
    unfinishedLookups.length === 0 &&
    // A list that lags behind the direct check shows them later.
    confirmedInside.length === 0 &&
    !(applied && steps.some(isUntried))
  );
}

/** A step that was tried and failed waits for its next turn; one that was not tried waits for nothing, and one that was left was not to be tried. */
function isUntried({ verdict, outcome }: ReportedStep): boolean {
  return verdict === 'go' && (outcome === null || ENDS[outcome.kind] === 'pending');
}
