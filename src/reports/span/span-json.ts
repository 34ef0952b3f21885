// Many runs as lines of JSON, one run a line, oldest first: its line of the index, and its whole report as report.json has it.
import type { SpanRun } from '../../domain/runs/span.ts';

export async function* renderSpanJson(runs: AsyncIterable<SpanRun>): AsyncGenerator<string, void> {
  for await (const { entry, report } of runs) yield `${JSON.stringify({ entry, report })}\n`;
}
