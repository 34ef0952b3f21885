// What is said of a run that is listed while its files are gone, so that nobody takes silence for "nothing happened".
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { Cell, RunTable } from '../tables/table.ts';

export const GONE =
  'The files of this run are no longer in the archive; what it did cannot be told. The index of runs has its counts.';

/** A line in the order of the table's titles. */
export function goneLine(table: RunTable, connection: ConnectionName, { run }: RunEntry): readonly Cell[] {
  const told = new Map<string, string>([
    ['run', run],
    ['connection', connection],
    [table.remark, GONE],
  ]);
  return table.titles.map((title) => told.get(title) ?? null);
}
