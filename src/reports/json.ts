// report.json: the whole report in canonical form, so that equal reports are equal bytes and the chain of digests holds.
import type { RunReport } from '../domain/runs/run.ts';

/** Keys in code-unit order at every level, two spaces, one line break at the end. */
export function renderJson(report: RunReport): string {
  return `${JSON.stringify(report, sortedKeys, 2)}\n`;
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
