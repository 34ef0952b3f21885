// actions.csv and findings.csv for spreadsheets: RFC 4180 with CRLF and a byte order mark, and no cell that a spreadsheet would run.
import { subjectOf, type Action } from '../domain/action.ts';
import type { Finding } from '../domain/finding.ts';
import type { ReportedStep, RunReport } from '../domain/run.ts';
import { changesOf, heldBecause, nameOf, outcomeDetail, reasonOf, standingOf } from './describe-step.ts';
import { releaseHint } from './next-steps.ts';
import { requestsLine, timingsLine } from './run-facts.ts';
import { visible } from './safe-text.ts';
import {
  ACTION_NAMES,
  FINDING_NAMES,
  GUARD_NAMES,
  SEVERITY_NAMES,
  STEP_OUTCOME_NAMES,
  TRIGGER_NAMES,
} from './words.ts';

/** A number is one that Rollcall made itself and stays one; null is an empty cell. */
type Cell = string | number | null;
type Column<Row> = readonly [title: string, cell: (row: Row, report: RunReport, index: number) => Cell];

const STANDING_NAMES = { done: 'done', failed: 'failed', open: 'to do', waiting: 'waiting' } as const;

/** The run that a row belongs to, so that rows which were copied elsewhere still say where they come from. */
const RUN_COLUMNS: readonly Column<unknown>[] = [
  ['mode', (_, { mode }) => mode],
  ['trigger', (_, { trigger }) => `${TRIGGER_NAMES[trigger.kind]} (${trigger.by})`],
  ['started_at', (_, { startedAt }) => startedAt],
  ['requests', (_, { requests }) => requestsLine(requests)],
  ['time', (_, report) => timingsLine(report)],
  ['plan_digest', (_, { planDigest }) => planDigest],
  ['previous_run', (_, { previous }) => previous?.run ?? null],
  ['previous_sha256', (_, { previous }) => previous?.sha256 ?? null],
  ['only_person', (_, { person }) => person?.login ?? null],
];

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

/** One row per finding, in the plan's order; several people or members share a cell. */
const FINDING_COLUMNS: readonly Column<Finding>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['severity', (finding) => SEVERITY_NAMES[finding.severity]],
  ['finding', (finding) => FINDING_NAMES[finding.kind]],
  ['member_ids', (finding) => joined(finding.members.map((member) => member.identifier))],
  [
    'names',
    (finding) => joined((finding.people.length > 0 ? finding.people : finding.members).map(({ name }) => name)),
  ],
  ['logins', (finding) => joined(finding.people.map((person) => person.login))],
  ['detail', (finding) => finding.detail],
  ['advice', (finding) => finding.advice],
  ['member_records', (finding) => joined(finding.members.map((member) => String(member.key)))],
  ['person_ids', (finding) => joined(finding.people.map((person) => person.id))],
  ['kind', (finding) => finding.kind],
  ...RUN_COLUMNS,
];

export function renderActionsCsv(report: RunReport): string {
  return renderCsv(ACTION_COLUMNS, report.steps, report);
}

export function renderFindingsCsv(report: RunReport): string {
  return renderCsv(FINDING_COLUMNS, report.findings, report);
}

/**
 * What a spreadsheet could take for a formula or a command gets an apostrophe in front: `=`, `+`, `-`, `@` and their full-width forms, also behind spaces
 * and invisible characters, and tab or line breaks at the start. The same behind a semicolon, where spreadsheets of half the world begin a new cell.
 */
export function neutralise(text: string): string {
  const inner = text.replace(/(;[\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu, "$1'");
  return /^[\t\r\n]|^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(inner) ? `'${inner}` : inner;
}

function renderCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[], report: RunReport): string {
  const header = columns.map(([title]) => title);
  const lines = rows.map((row, index) => columns.map(([, cell]) => cell(row, report, index)));
  return `\ufeff${[header, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = visible(neutralise(cell));
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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

function joined(parts: readonly string[]): string {
  return parts.join('; ');
}
