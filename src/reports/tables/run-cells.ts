// What tells of a run as a whole, in one line of cells.
import type { RunReport } from '../../domain/runs/run.ts';
import { requestsLine, timingsLine } from '../words/run-facts.ts';
import { TRIGGER_NAMES } from '../words/words.ts';
import { moment, type Cell } from './table.ts';

/** Columns are only ever added at the end. */
const RUN_COLUMNS: readonly (readonly [title: string, cell: (report: RunReport) => Cell])[] = [
  ['mode', ({ mode }) => mode],
  ['trigger', ({ trigger }) => `${TRIGGER_NAMES[trigger.kind]} (${trigger.by})`],
  ['started_at', ({ startedAt }) => moment(startedAt)],
  ['requests', ({ requests }) => requestsLine(requests)],
  ['time', timingsLine],
  ['plan_digest', ({ planDigest }) => planDigest],
  ['previous_run', ({ previous }) => previous?.run ?? null],
  ['previous_sha256', ({ previous }) => previous?.sha256 ?? null],
  ['only_person', ({ person }) => person?.login ?? null],
];

export const RUN_TITLES: readonly string[] = RUN_COLUMNS.map(([title]) => title);

export function runCells(report: RunReport): readonly Cell[] {
  return RUN_COLUMNS.map(([, cell]) => cell(report));
}
