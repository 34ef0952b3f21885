// One place that telemetry is sent to: what the two kinds of it have in common.
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import type { ReceiverKind } from '../../ports/telemetry-port.ts';

/** What an exporter's callback is given; code 0 is success. */
export interface ExportResult {
  readonly code: number;
  readonly error?: Error;
}

/** Where one signal goes out. */
export interface Outlet<Signal> {
  readonly export: (signal: Signal, done: (result: ExportResult) => void) => void;
  /** What went wrong underneath in the last export, whatever was reported of it; null: nothing, or nobody looks. */
  readonly hiddenFault?: () => string | null;
  readonly shutdown: () => Promise<void>;
}

export interface Receiver {
  readonly kind: ReceiverKind;
  /** null where only the other signal has an address. */
  readonly traces: Outlet<ReadableSpan[]> | null;
  readonly metrics: Outlet<ResourceMetrics> | null;
}

/** What is to be sent of one run. */
export interface Parcel {
  readonly spans: readonly ReadableSpan[];
  readonly metrics: ResourceMetrics;
}
