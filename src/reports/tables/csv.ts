// Tables as CSV for spreadsheets: RFC 4180 with CRLF and a byte order mark, and no cell that a spreadsheet would run.
import type { RunReport } from '../../domain/runs/run.ts';
import { visible } from '../words/safe-text.ts';
import { RUN_TITLES, runCells } from './run-cells.ts';
import type { Cell, RunTable } from './table.ts';

/**
 * What a spreadsheet could take for a formula or a command gets an apostrophe in front: `=`, `+`, `-`, `@` and their full-width forms, also behind spaces
 * and invisible characters, and tab or line breaks at the start. The same behind a semicolon, where spreadsheets of half the world begin a new cell.
 */
export function neutralise(text: string): string {
  const inner = text.replace(/(;[\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu, "$1'");
  return /^[\t\r\n]|^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(inner) ? `'${inner}` : inner;
}

export function renderCsv(table: RunTable, report: RunReport): string {
  return `${csvHead([...table.titles, ...RUN_TITLES])}${runLines(table, report)}`;
}

/** The rows of one run, each with what tells of the run, so that rows which were copied elsewhere still say where they come from. */
export function runLines(table: RunTable, report: RunReport): string {
  const run = runCells(report);
  return csvLines(table.lines(report).map((cells) => [...cells, ...run]));
}

export function csvHead(titles: readonly string[]): string {
  return `\ufeff${csvLines([titles])}`;
}

export function csvLines(lines: readonly (readonly Cell[])[]): string {
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = visible(neutralise(typeof cell === 'string' ? cell : cell.text));
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
