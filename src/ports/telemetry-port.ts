/** What runs need to tell of themselves. Adapters implement the sending, app the timing, and tests put memory behind it. */
import type { SpanAttributes, SpanName, ToldRun } from '../domain/runs/telemetry.ts';

/** Sends what a run told, once the run is over. */
export interface Telemetry {
  /** Resolves within its own limit, sent or given up, with what did not arrive. Never throws for a receiver that fails. */
  send(told: ToldRun): Promise<readonly Undelivered[]>;
}

export interface Undelivered {
  readonly receiver: ReceiverKind;
  readonly signal: 'traces' | 'metrics';
  /** A status, a network code or a word; never what a receiver or a library said, which can quote an address or a header. */
  readonly because: string;
}
export type ReceiverKind = 'application-insights' | 'otlp';

/** Times pieces of work. */
export interface Trace {
  /** Notes when the work began and ended, and what `tell` makes of its result. A fault is noted and passes through. */
  span<Name extends SpanName, Result>(
    name: Name,
    work: () => Promise<Result>,
    tell?: (result: Result) => SpanAttributes<Name>,
  ): Promise<Result>;
}
