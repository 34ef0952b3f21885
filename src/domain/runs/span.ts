/** A stretch of time, and the runs that began in it. */
import type { RunEntry, RunReport } from './run.ts';

/** ISO 8601 in UTC, to the second; `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface SpanRun {
  readonly entry: RunEntry;
  /** null: the run is listed, but its files are gone from the archive. */
  readonly report: RunReport | null;
}
