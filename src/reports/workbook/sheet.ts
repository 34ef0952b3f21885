// A workbook as plain data, before anything draws it.
import type { Cell } from '../tables/table.ts';

export interface Sheet {
  /** At most 31 characters, letters and spaces alone. */
  readonly name: string;
  readonly titles: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

/**
 * The most lines that one workbook is drawn with. A sheet may have 1,048,576 rows; but a workbook is made whole and in memory: 30,000 lines
 * take about four seconds and 500 MB. CSV and JSON are streamed and have no end.
 */
export const MOST_LINES = 30_000;

export function linesOf(sheets: readonly Sheet[]): number {
  return sheets.reduce((sum, { lines }) => sum + lines.length, 0);
}
