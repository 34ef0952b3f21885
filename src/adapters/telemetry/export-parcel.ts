// Hands one run's signals to a receiver's outlets, side by side, and says what did not arrive in the time there is.
import type { Undelivered } from '../../ports/telemetry-port.ts';
import { exportReason, TIME_OUT } from './export-reason.ts';
import type { ExportResult, Outlet, Parcel, Receiver } from './receiver.ts';

/** So many spans to a request: receivers limit the size of one. */
const BATCH = 500;

/** `over`: rejects or resolves when the time is over. Never throws. */
export async function exportParcel(
  { kind, traces, metrics }: Receiver,
  parcel: Parcel,
  over: Promise<unknown>,
): Promise<readonly Undelivered[]> {
  const [spansLost, metricsLost] = await Promise.all([
    traces === null ? null : inTime(exportSpans(traces, parcel.spans), over),
    metrics === null || parcel.metrics.scopeMetrics.length === 0
      ? null
      : inTime(exportOne(metrics, parcel.metrics), over),
  ]);
  return [
    ...(spansLost === null ? [] : [{ receiver: kind, signal: 'traces', because: spansLost } as const]),
    ...(metricsLost === null ? [] : [{ receiver: kind, signal: 'metrics', because: metricsLost } as const]),
  ];
}

async function inTime(sent: Promise<string | null>, over: Promise<unknown>): Promise<string | null> {
  return await Promise.race([sent, over.then(() => TIME_OUT)]);
}

async function exportSpans(outlet: NonNullable<Receiver['traces']>, spans: Parcel['spans']): Promise<string | null> {
  for (let from = 0; from < spans.length; from += BATCH) {
    const fault = await exportOne(outlet, spans.slice(from, from + BATCH));
    // A receiver that did not take one will not take the next, and the time is limited.
    if (fault !== null) return fault;
  }
  return null;
}

/** null: it has arrived. */
async function exportOne<Signal>(outlet: Outlet<Signal>, signal: Signal): Promise<string | null> {
  try {
    const { code, error } = await new Promise<ExportResult>((resolve) => {
      outlet.export(signal, resolve);
    });
    const hidden = outlet.hiddenFault?.() ?? null;
    return code === 0 ? hidden : (hidden ?? exportReason(error));
  } catch (error) {
    return exportReason(error);
  }
}
