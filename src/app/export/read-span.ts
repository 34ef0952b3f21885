// The reports of many runs, one after the other: only one of them is ever in memory.
import type { RunEntry } from '../../domain/runs/run.ts';
import type { SpanRun } from '../../domain/runs/span.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

export async function* readSpan(
  { name, archive }: Pick<ConnectionPorts, 'name' | 'archive'>,
  entries: readonly RunEntry[],
): AsyncGenerator<SpanRun, void> {
  for (const entry of entries) yield { entry, report: (await archive.readReport(name, entry.run)) ?? null };
}
