// Sends what a run told. Everything is opened for one run and closed after it: nothing is kept between runs, and two that end at once have nothing in common.
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import type { Resource } from '@opentelemetry/resources';
import type { Telemetry, Undelivered } from '../../ports/telemetry-port.ts';
import type { ApplicationInsightsOptions } from './application-insights.ts';
import { exportParcel } from './export-parcel.ts';
import { makeMetrics } from './make-metrics.ts';
import { makeSpans } from './make-spans.ts';
import type { OtlpOptions } from './otlp.ts';
import type { Parcel, Receiver } from './receiver.ts';

export type ReceiverOptions = ApplicationInsightsOptions | OtlpOptions;

export interface TelemetryOptions {
  readonly receivers: readonly ReceiverOptions[];
  /** How long a run waits at most until all of it is sent. */
  readonly limitMs: number;
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createTelemetry({ receivers, limitMs, delay }: TelemetryOptions): Telemetry {
  return {
    async send(told) {
      const resource = createResource();
      const parcel = { spans: makeSpans(told, resource), metrics: await makeMetrics(told, resource) };
      const ended = new AbortController();
      const over = delay(limitMs, ended.signal).catch(() => undefined);
      const lost = await Promise.all(
        receivers.map((options) => deliver(parcel, options, { limitMs, over, ended: ended.signal })),
      );
      ended.abort();
      return lost.flat();
    },
  };
}

async function deliver(
  parcel: Parcel,
  options: ReceiverOptions,
  { limitMs, over, ended }: { readonly limitMs: number; readonly over: Promise<void>; readonly ended: AbortSignal },
): Promise<readonly Undelivered[]> {
  let receiver: Receiver;
  try {
    receiver = await open(options, limitMs, ended);
  } catch {
    // What the libraries say of a setting that they cannot use may quote it.
    return (['traces', 'metrics'] as const).map((signal) => ({ receiver: options.kind, signal, because: 'settings' }));
  }
  const lost = await exportParcel(receiver, parcel, over);
  const closed = Promise.allSettled([receiver.traces?.shutdown(), receiver.metrics?.shutdown()]);
  // Closing waits for what is under way, and that is over.
  if (lost.length === 0) await Promise.race([closed, over]);
  return lost;
}

/** Each brings a library of its own, and hardly anybody has both. */
async function open(options: ReceiverOptions, limitMs: number, ended: AbortSignal): Promise<Receiver> {
  if (options.kind === 'otlp') {
    const { openOtlp } = await import('./otlp.ts');
    return openOtlp(options, limitMs);
  }
  const { openApplicationInsights } = await import('./application-insights.ts');
  return await openApplicationInsights(options, ended);
}

/** OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word. */
function createResource(): Resource {
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'rollcall' }))
    .merge(detectResources({ detectors: [envDetector] }));
}
