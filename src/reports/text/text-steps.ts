// The steps of a run for the terminal: what failed, what is done, what is to do, and what waits with the command that releases it.
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import { GLYPHS, subjectOf } from '../../domain/planning/action.ts';
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
import { countSteps, foldSteps, handoversText, type Fold } from './fold-steps.ts';
import { groupHint, shortDigest, waitingGroups, type WaitingGroup } from '../words/next-steps.ts';
import { BRUSHES } from './brushes.ts';
import { command, heading, paragraph, rows, type Page, type Paint, type Row } from './text-page.ts';
import { STEP_OUTCOME_NAMES } from '../words/words.ts';

/** Rows that a section shows before it refers to the report. */
const SHOWN = 30;

/** Each section with a blank line behind it; nothing for a run without steps. */
export function renderSteps(report: RunReport, page: Page): readonly string[] {
  return [
    ...section(report, page, 'failed', 'Failed'),
    ...section(report, page, 'done', 'Done'),
    ...section(report, page, 'open', report.applied ? 'Not done' : 'To do'),
    ...section(report, page, 'left', 'Left by the mode create-only'),
    ...waiting(report, page),
    ...section(report, page, 'decided', 'Denied or set aside'),
  ];
}

export function moreRows(page: Page, indent: number, more: number): readonly string[] {
  return more > 0 ? paragraph(page, indent, `… and ${more} more, see the report`, page.paint.dim) : [];
}

function section(report: RunReport, page: Page, standing: Standing, title: string): readonly string[] {
  const steps = report.steps.filter((step) => standingOf(step) === standing);
  if (steps.length === 0) return [];
  const folds = foldSteps(steps, outcomeLines);
  const shown = folds.slice(0, SHOWN);
  return [
    heading(page, title, steps.length),
    ...rows(
      page,
      2,
      shown.map((fold) => rowOf(fold, page.paint, false)),
    ),
    ...moreRows(page, 2, steps.length - countSteps(shown)),
    '',
  ];
}

function waiting(report: RunReport, page: Page): readonly string[] {
  const groups = waitingGroups(report.steps);
  if (groups.length === 0) return [];
  const count = groups.reduce((sum, group) => sum + group.steps.length, 0);
  return [heading(page, 'Waiting', count), ...groups.flatMap((group) => [...waitingGroup(report, page, group), ''])];
}

function waitingGroup(report: RunReport, page: Page, group: WaitingGroup): readonly string[] {
  const hint = groupHint(group, report);
  const choice = hint.command !== null && group.steps.length > 1;
  const folds = foldSteps(group.steps, (step) => (group.sameWords ? [] : step.holds.map(heldBecause)));
  const shown = folds.slice(0, SHOWN);
  const reasons = group.sameWords
    ? group.holds.map((hold) => `Held by ${GUARD_NAMES[hold.guard]}: ${heldBecause(hold)}`)
    : [`Held by ${group.holds.map((hold) => GUARD_NAMES[hold.guard]).join(' and ')}:`];
  return [
    ...reasons.flatMap((reason) => paragraph(page, 2, reason, page.paint.yellow)),
    ...rows(
      page,
      4,
      shown.map((fold) => rowOf(fold, page.paint, choice)),
    ),
    ...moreRows(page, 4, group.steps.length - countSteps(shown)),
    ...paragraph(page, 4, `→ ${hint.what}`),
    ...(hint.command === null ? [] : command(page, 6, hint.command)),
  ];
}

function rowOf({ steps: [step, ...others], more }: Fold, paint: Paint, digest: boolean): Row {
  const { action } = step;
  const lines = others.length === 0 ? summaryLines(step) : [reasonOf(action), handoversText([step, ...others])];
  return {
    glyph: GLYPHS[action.kind],
    brush: paint[BRUSHES[action.kind]],
    id: subjectOf(action),
    name: nameOf(action),
    digest: digest ? shortDigest(step.digest) : null,
    lines: [...lines, ...more],
  };
}

/** A creation is told by its profile and an update by its changes alone; the rest needs both. */
function summaryLines({ action }: ReportedStep): readonly string[] {
  switch (action.kind) {
    case 'create':
      return [reasonOf(action)];
    case 'deactivate':
      return [reasonOf(action), ...changesOf(action)];
    case 'update':
      return changesOf(action);
    case 'reactivate':
    case 'reassign':
      return [reasonOf(action), ...changesOf(action)];
  }
}

function outcomeLines(step: ReportedStep): readonly string[] {
  if (step.verdict === 'hold' && step.outcome === null) return step.holds.map(heldBecause);
  const approved = step.verdict === 'go' && step.approvedBy !== null ? [`approved by ${step.approvedBy}`] : [];
  if (step.outcome === null) return approved;
  const detail = outcomeDetail(step.outcome);
  // The heading says so already.
  if (step.outcome.kind === 'done' || step.outcome.kind === 'left')
    return detail === null ? approved : [...approved, detail];
  const name = STEP_OUTCOME_NAMES[step.outcome.kind];
  return [...approved, detail === null ? name : `${name}: ${detail}`];
}
