// Lists of a run as tables, whatever they are drawn as: the same columns in a CSV file and in a workbook.
import type { RunReport } from '../../domain/runs/run.ts';

/** A number is one that Rollcall made itself and stays one; null is an empty cell. */
export type Cell = string | number | null | Moment;

/** An instant, which a workbook keeps as a date, and how a text says it. */
export interface Moment {
  readonly at: string;
  readonly text: string;
}

export type Column<Row> = readonly [title: string, cell: (row: Row, report: RunReport, index: number) => Cell];

export interface RunTable {
  readonly titles: readonly string[];
  /** One line per row, in the order of the titles. */
  readonly lines: (report: RunReport) => readonly (readonly Cell[])[];
  /** The column that can take a sentence about a run of which there are no rows. */
  readonly remark: string;
}

export function tableOf<Row>(
  columns: readonly Column<Row>[],
  rowsOf: (report: RunReport) => readonly Row[],
  remark: string,
): RunTable {
  return {
    titles: columns.map(([title]) => title),
    lines: (report) => rowsOf(report).map((row, index) => columns.map(([, cell]) => cell(row, report, index))),
    remark,
  };
}

/** `text`: how to say it where dates are text; default: as it is. */
export function moment(at: string | null, text: string | null = at): Moment | null {
  return at === null ? null : { at, text: text ?? at };
}

export function joined(parts: readonly string[]): string {
  return parts.join('; ');
}
