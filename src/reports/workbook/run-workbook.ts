// What is in the workbook of one run: its facts, and a sheet for each of its tables.
import type { RunReport } from '../../domain/runs/run.ts';
import { directoryName, peopleLine } from '../words/run-facts.ts';
import { RUN_TITLES, runCells } from '../tables/run-cells.ts';
import { RUN_TABLES, TABLE_NAMES, type TableName } from '../tables/run-tables.ts';
import { moment, type Cell } from '../tables/table.ts';
import { RUN_OUTCOME_NAMES } from '../words/words.ts';
import type { Sheet } from './sheet.ts';

export const SHEET_NAMES = {
  actions: 'Actions',
  findings: 'Findings',
  work: 'Work of leavers',
  orphans: 'Orphaned work',
  seats: 'Seats',
} as const satisfies Record<TableName, string>;

export function runWorkbook(report: RunReport): readonly Sheet[] {
  return [
    { name: 'Run', titles: ['fact', 'value'], lines: facts(report) },
    ...TABLE_NAMES.map((name) => ({
      name: SHEET_NAMES[name],
      titles: RUN_TABLES[name].titles,
      lines: RUN_TABLES[name].lines(report),
    })),
  ];
}

function facts(report: RunReport): readonly (readonly Cell[])[] {
  const run = runCells(report);
  return [
    ['run', report.run],
    ['connection', report.connection],
    ['outcome', RUN_OUTCOME_NAMES[report.outcome]],
    ['summary', report.summary],
    ['wrote', report.applied ? 'yes' : 'no'],
    ['finished_at', moment(report.finishedAt)],
    ...RUN_TITLES.map((title, index): readonly Cell[] => [title, run[index] ?? null]),
    ['takes_back', report.undoes ?? null],
    ['directory', `${directoryName(report.source.directory)}: ${peopleLine(report)}`],
    ['members', report.source.members],
    ...report.source.problems.map(({ place, detail }): readonly Cell[] => ['problem', `${place}: ${detail}`]),
    ['dates', 'All dates and times are UTC.'],
  ];
}
