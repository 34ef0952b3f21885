// Any receiver of the OpenTelemetry protocol, as JSON over HTTP. Addresses, headers, certificates and compression are read by the exporters themselves from the standard
// OTEL_EXPORTER_OTLP_… settings; only the time is ours.
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Receiver } from './receiver.ts';

/** Which of the signals have an address. */
export interface OtlpOptions {
  readonly kind: 'otlp';
  readonly traces: boolean;
  readonly metrics: boolean;
}

export function openOtlp({ traces, metrics }: OtlpOptions, timeoutMillis: number): Receiver {
  return {
    kind: 'otlp',
    traces: traces ? new OTLPTraceExporter({ timeoutMillis }) : null,
    metrics: metrics ? new OTLPMetricExporter({ timeoutMillis }) : null,
  };
}
