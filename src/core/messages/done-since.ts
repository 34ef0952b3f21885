/** What runs have written, and what is left to be written, by kind of write: each account once. */
import type { ActionKind } from '../../domain/planning/action.ts';
import { ACTION_ORDER } from '../../domain/planning/action.ts';
import type { Subject } from '../../domain/messages/matter.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import { subjectIn } from './matters-of-report.ts';

export interface StepGroup {
  readonly action: ActionKind;
  readonly subjects: readonly Subject[];
}

/** In the order in which writes are made; kinds of which nothing was done are left out. */
export function doneIn(reports: readonly Pick<RunReport, 'steps'>[]): readonly StepGroup[] {
  return groupsOf(reports.flatMap(({ steps }) => steps).filter(({ outcome }) => outcome?.kind === 'done'));
}

/** Nothing holds it, and the run was not asked to write it. */
export function openIn({ steps }: Pick<RunReport, 'steps'>): readonly StepGroup[] {
  return groupsOf(steps.filter(({ verdict, outcome }) => verdict === 'go' && outcome === null));
}

function groupsOf(chosen: readonly ReportedStep[]): readonly StepGroup[] {
  return ACTION_ORDER.flatMap((action) => {
    const subjects = new Map(
      chosen
        .filter((step) => step.action.kind === action)
        .map((step) => subjectIn(step.action))
        .map((subject) => [subject.memberId, subject] as const),
    );
    return subjects.size === 0 ? [] : [{ action, subjects: [...subjects.values()] }];
  });
}
