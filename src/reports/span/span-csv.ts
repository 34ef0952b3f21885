// Many runs as one CSV file, written run by run.
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { SpanRun } from '../../domain/runs/span.ts';
import { csvHead, csvLines, runLines } from '../tables/csv.ts';
import { INDEX_TITLES, indexLine } from '../tables/index-lines.ts';
import { RUN_TITLES } from '../tables/run-cells.ts';
import { moment, type Cell, type RunTable } from '../tables/table.ts';
import { goneLine } from './gone.ts';

/** One row per run, from the index alone. */
export function renderIndexCsv(connection: ConnectionName, entries: readonly RunEntry[]): string {
  return `${csvHead(INDEX_TITLES)}${csvLines(entries.map((entry) => indexLine(connection, entry)))}`;
}

/** The rows of all runs under one head, as each run's own file has them. */
export async function* renderSpanCsv(
  table: RunTable,
  connection: ConnectionName,
  runs: AsyncIterable<SpanRun>,
): AsyncGenerator<string, void> {
  yield csvHead([...table.titles, ...RUN_TITLES]);
  for await (const { entry, report } of runs) {
    if (report === null)
      yield csvLines([
        [
          ...goneLine(table, connection, entry),
          ...RUN_TITLES.map((title): Cell => (title === 'started_at' ? moment(entry.startedAt) : null)),
        ],
      ]);
    else yield runLines(table, report);
  }
}
