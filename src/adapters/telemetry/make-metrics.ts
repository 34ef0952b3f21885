// Makes OpenTelemetry metrics of a run's measurements. Each run has a set of its own, so that none waits for another's to be sent, and counts are those of this run
// alone (delta): processes come and go with the work, and a sum that one of them kept would end with it.
import type { Meter } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { MEASURES, type Attributes, type MeasureName, type ToldRun } from '../../domain/runs/telemetry.ts';

/** Seconds. */
const BOUNDARIES = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600];
/** The reader is asked once and then stopped; its own turn never comes. */
const NEVER_MS = 2 ** 31 - 1;

type Note = (value: number, attributes: Attributes) => void;

export async function makeMetrics(
  { connection, measurements }: Pick<ToldRun, 'connection' | 'measurements'>,
  resource: Resource,
): Promise<ResourceMetrics> {
  const reader = new PeriodicExportingMetricReader({
    // Sent by whoever has asked: the reader itself keeps to itself whether an export succeeded.
    exporter: new InMemoryMetricExporter(AggregationTemporality.DELTA),
    exportIntervalMillis: NEVER_MS,
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  const meter = provider.getMeter('rollcall');
  const instruments = new Map<MeasureName, Note>();
  for (const { name, value, attributes } of measurements) {
    const record = instruments.get(name) ?? createInstrument(meter, name);
    instruments.set(name, record);
    record(value, { 'rollcall.connection': connection, ...attributes });
  }
  const { resourceMetrics } = await reader.collect();
  await provider.shutdown();
  return resourceMetrics;
}

function createInstrument(meter: Meter, name: MeasureName): Note {
  const { kind, unit, about: description } = MEASURES[name];
  switch (kind) {
    case 'count': {
      const counter = meter.createCounter(name, { unit, description });
      return (value, attributes) => {
        counter.add(value, attributes);
      };
    }
    case 'level': {
      const gauge = meter.createGauge(name, { unit, description });
      return (value, attributes) => {
        gauge.record(value, attributes);
      };
    }
    case 'spread': {
      const advice = { explicitBucketBoundaries: BOUNDARIES };
      const histogram = meter.createHistogram(name, { unit, description, advice });
      return (value, attributes) => {
        histogram.record(value, attributes);
      };
    }
  }
}
