// Tables for spreadsheets: RFC 4180 with CRLF and a byte order mark, and no cell that a spreadsheet would run.
import type { RunReport } from '../../domain/run.ts';
import { requestsLine, timingsLine } from '../run-facts.ts';
import { visible } from '../safe-text.ts';
import { TRIGGER_NAMES } from '../words.ts';

/** A number is one that Rollcall made itself and stays one; null is an empty cell. */
type Cell = string | number | null;
export type Column<Row> = readonly [title: string, cell: (row: Row, report: RunReport, index: number) => Cell];

/** The run that a row belongs to, so that rows which were copied elsewhere still say where they come from. */
export const RUN_COLUMNS: readonly Column<unknown>[] = [
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

/**
 * What a spreadsheet could take for a formula or a command gets an apostrophe in front: `=`, `+`, `-`, `@` and their full-width forms, also behind spaces
 * and invisible characters, and tab or line breaks at the start. The same behind a semicolon, where spreadsheets of half the world begin a new cell.
 */
export function neutralise(text: string): string {
  const inner = text.replace(/(;[\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu, "$1'");
  return /^[\t\r\n]|^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(inner) ? `'${inner}` : inner;
}

export function renderCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[], report: RunReport): string {
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

export function joined(parts: readonly string[]): string {
  return parts.join('; ');
}
