// Many runs as one workbook: the runs, every action with what became of it, and the findings.
import type { ConnectionName } from '../../domain/ids.ts';
import type { SpanRun } from '../../domain/runs/span.ts';
import { INDEX_TITLES, indexLine } from '../tables/index-lines.ts';
import { RUN_TABLES } from '../tables/run-tables.ts';
import { moment, type Cell } from '../tables/table.ts';
import { SHEET_NAMES } from '../workbook/run-workbook.ts';
import type { Sheet } from '../workbook/sheet.ts';
import { GONE, goneLine } from './gone.ts';

const TABLES = ['actions', 'findings'] as const;

/** Stops reading as soon as there are more than `most` lines, so that what is too large for a workbook is never in memory. */
export async function spanWorkbook(
  connection: ConnectionName,
  runs: AsyncIterable<SpanRun>,
  most: number,
): Promise<readonly Sheet[]> {
  const index: (readonly Cell[])[] = [];
  const found = { actions: [] as (readonly Cell[])[], findings: [] as (readonly Cell[])[] };
  for await (const { entry, report } of runs) {
    index.push([...indexLine(connection, entry), report === null ? GONE : 'stored']);
    const at = moment(entry.startedAt);
    for (const name of TABLES) {
      const table = RUN_TABLES[name];
      const lines = report === null ? [goneLine(table, connection, entry)] : table.lines(report);
      for (const line of lines) found[name].push([...line, at]);
    }
    if (index.length + found.actions.length + found.findings.length > most) break;
  }
  return [
    { name: 'Runs', titles: [...INDEX_TITLES, 'report'], lines: index },
    ...TABLES.map((name) => ({
      name: SHEET_NAMES[name],
      titles: [...RUN_TABLES[name].titles, 'started_at'],
      lines: found[name],
    })),
  ];
}
