// What a receiver of the OpenTelemetry protocol was sent as JSON, in a form that a test can compare.
import { z } from 'zod';
import type { Seen } from '../../adapters/http/scripted-server.ts';

const valueSchema = z
  .union([
    z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
    z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
    z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
    z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  ])
  .describe('AnyValue');
const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .transform((all) => Object.fromEntries(all.map(({ key, value }) => [key, value])));
const resourceSchema = z.object({ attributes: attributesSchema });
const nanosSchema = z.string().transform((nanos) => Number(BigInt(nanos) / 1000n) / 1000);

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: nanosSchema,
  endTimeUnixNano: nanosSchema,
  attributes: attributesSchema,
  status: z.object({ code: z.number() }),
});
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.object({ resource: resourceSchema, scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) }),
  ),
});
const pointSchema = z.object({
  attributes: attributesSchema,
  asDouble: z.number().optional(),
  asInt: z.coerce.number().optional(),
  sum: z.number().optional(),
  count: z.coerce.number().optional(),
  explicitBounds: z.array(z.number()).optional(),
});
const pointsSchema = z.object({ dataPoints: z.array(pointSchema), aggregationTemporality: z.number().optional() });
const metricsSchema = z.object({
  resourceMetrics: z.array(
    z.object({
      resource: resourceSchema,
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({
              name: z.string(),
              unit: z.string(),
              sum: pointsSchema.optional(),
              gauge: pointsSchema.optional(),
              histogram: pointsSchema.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type OtlpSpan = z.infer<typeof spanSchema>;
export interface OtlpPoint {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'sum' | 'gauge' | 'histogram';
  /** 1: delta. 2: cumulative. Absent: a gauge. */
  readonly temporality: number | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of a histogram, the sum of what it holds. */
  readonly value: number;
}
type Attributes = z.infer<typeof attributesSchema>;

export function spansIn(seen: readonly Seen[]): readonly OtlpSpan[] {
  return tracesIn(seen).flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** What each request says of who sends. */
export function resourcesIn(seen: readonly Seen[]): readonly Attributes[] {
  return [...tracesIn(seen), ...metricsIn(seen)].map(({ resource }) => resource.attributes);
}

export function pointsIn(seen: readonly Seen[]): readonly OtlpPoint[] {
  const metrics = metricsIn(seen).flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  return metrics.flatMap(({ name, unit, ...of }) =>
    (['sum', 'gauge', 'histogram'] as const).flatMap((kind) =>
      (of[kind]?.dataPoints ?? []).map((point): OtlpPoint => ({
        ...{ name, unit, kind, temporality: of[kind]?.aggregationTemporality },
        attributes: point.attributes,
        value: point.asDouble ?? point.asInt ?? point.sum ?? Number.NaN,
      })),
    ),
  );
}

function tracesIn(seen: readonly Seen[]) {
  return at(seen, '/v1/traces').flatMap(({ body }) => tracesSchema.parse(JSON.parse(body)).resourceSpans);
}

function metricsIn(seen: readonly Seen[]) {
  return at(seen, '/v1/metrics').flatMap(({ body }) => metricsSchema.parse(JSON.parse(body)).resourceMetrics);
}

function at(seen: readonly Seen[], path: string): readonly Seen[] {
  return seen.filter(({ method, url }) => method === 'POST' && url === path);
}
