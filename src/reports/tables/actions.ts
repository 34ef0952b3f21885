// actions: the steps of a run.
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import { subjectOf, type Action } from '../../domain/planning/action.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import {
  changesOf,
  heldBecause,
  nameOf,
  outcomeDetail,
  reasonOf,
  standingOf,
  type Standing,
} from '../words/describe-step.ts';
import { releaseHint } from '../words/next-steps.ts';
import { ACTION_NAMES, STEP_OUTCOME_NAMES } from '../words/words.ts';
import { joined, tableOf, type Column } from './table.ts';

const STANDING_NAMES = {
  done: 'done',
  failed: 'failed',
  open: 'to do',
  left: 'left',
  waiting: 'waiting',
  decided: 'denied or set aside',
} as const satisfies Record<Standing, string>;

/** One row per step, in the plan's order. Columns are only ever added at the end. */
const COLUMNS: readonly Column<ReportedStep>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['step', (_step, _report, index) => index + 1],
  ['status', (step) => STANDING_NAMES[standingOf(step)]],
  ['action', ({ action }) => ACTION_NAMES[action.kind]],
  ['member_id', ({ action }) => subjectOf(action)],
  ['name', ({ action }) => nameOf(action)],
  ['login', ({ action }) => action.person?.login ?? null],
  ['reason', ({ action }) => reasonOf(action)],
  ['changes', ({ action }) => joined(changesOf(action))],
  ['held_by', (step) => holdsOf(step, (hold) => GUARD_NAMES[hold.guard])],
  ['held_because', (step) => holdsOf(step, heldBecause)],
  ['release', (step, report) => releaseOf(step, report)],
  ['approved_by', (step) => (step.verdict === 'go' ? step.approvedBy : null)],
  ['outcome', ({ outcome }) => (outcome === null ? null : STEP_OUTCOME_NAMES[outcome.kind])],
  ['outcome_detail', ({ outcome }) => (outcome === null ? null : outcomeDetail(outcome))],
  ['member_record', ({ action, outcome }) => recordOf(action, outcome)],
  ['person_id', ({ action }) => action.person?.id ?? null],
  ['digest', (step) => step.digest],
];

export const ACTIONS = tableOf(COLUMNS, ({ steps }) => steps, 'outcome_detail');

function holdsOf(
  step: ReportedStep,
  tell: (hold: Extract<ReportedStep, { readonly verdict: 'hold' }>['holds'][number]) => string,
): string | null {
  return step.verdict === 'hold' ? joined(step.holds.map(tell)) : null;
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
