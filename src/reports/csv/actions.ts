// actions.csv: the steps of a run.
import { subjectOf, type Action } from '../../domain/action.ts';
import type { ReportedStep, RunReport } from '../../domain/run.ts';
import { renderCsv, RUN_COLUMNS, type Column } from './csv.ts';
import { changesOf, heldBecause, nameOf, outcomeDetail, reasonOf, standingOf } from '../describe-step.ts';
import { releaseHint } from '../next-steps.ts';
import { ACTION_NAMES, GUARD_NAMES, STEP_OUTCOME_NAMES } from '../words.ts';

const STANDING_NAMES = {
  done: 'done',
  failed: 'failed',
  open: 'to do',
  waiting: 'waiting',
  decided: 'denied or set aside',
} as const;

/** One row per step, in the plan's order. Columns are only ever added at the end. */
const ACTION_COLUMNS: readonly Column<ReportedStep>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['step', (_step, _report, index) => index + 1],
  ['status', (step) => STANDING_NAMES[standingOf(step)]],
  ['action', ({ action }) => ACTION_NAMES[action.kind]],
  ['member_id', ({ action }) => subjectOf(action)],
  ['name', ({ action }) => nameOf(action)],
  ['login', ({ action }) => action.person?.login ?? null],
  ['reason', ({ action }) => reasonOf(action)],
  ['changes', ({ action }) => changesOf(action).join('; ')],
  ['held_by', (step) => holdsOf(step, (hold) => GUARD_NAMES[hold.guard])],
  ['held_because', (step) => holdsOf(step, heldBecause)],
  ['release', (step, report) => releaseOf(step, report)],
  ['approved_by', (step) => (step.verdict === 'go' ? step.approvedBy : null)],
  ['outcome', ({ outcome }) => (outcome === null ? null : STEP_OUTCOME_NAMES[outcome.kind])],
  ['outcome_detail', ({ outcome }) => (outcome === null ? null : outcomeDetail(outcome))],
  ['member_record', ({ action, outcome }) => recordOf(action, outcome)],
  ['person_id', ({ action }) => action.person?.id ?? null],
  ['digest', (step) => step.digest],
  ...RUN_COLUMNS,
];

export function renderActionsCsv(report: RunReport): string {
  return renderCsv(ACTION_COLUMNS, report.steps, report);
}

function holdsOf(
  step: ReportedStep,
  tell: (hold: Extract<ReportedStep, { readonly verdict: 'hold' }>['holds'][number]) => string,
): string | null {
  return step.verdict === 'hold' ? step.holds.map(tell).join('; ') : null;
}

function releaseOf(step: ReportedStep, report: RunReport): string | null {
  if (step.verdict !== 'hold') return null;
  const hint = releaseHint(step, report);
  return hint.command ?? hint.what;
}

function recordOf(action: Action, outcome: ReportedStep['outcome']): number | null {
  if (action.kind !== 'create') return action.member.key;
  return outcome?.kind === 'done' || outcome?.kind === 'already' ? outcome.member : null;
}
