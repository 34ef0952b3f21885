// Makes OpenTelemetry spans of a run's, with the times that they had. Nothing is registered globally: another library's spans are not ours to collect.
import { isSpanContextValid, ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Context } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { AlwaysOnSampler, BasicTracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { FAULT_KEY, SPANS, type Span, type SpanName, type ToldRun } from '../../domain/runs/telemetry.ts';

const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

export function makeSpans({ connection, spans, traceParent }: ToldRun, resource: Resource): readonly ReadableSpan[] {
  const made: ReadableSpan[] = [];
  const provider = new BasicTracerProvider({
    resource,
    // Every run is told, however many the host leaves out of what it tells.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [
      {
        onStart: () => undefined,
        onEnd: (span) => made.push(span),
        forceFlush: () => Promise.resolve(),
        shutdown: () => Promise.resolve(),
      },
    ],
  });
  const tracer = provider.getTracer('rollcall');
  const contexts = new Map<SpanName, Context>();
  const inside = (name: SpanName): Context => {
    const outer: SpanName | null = SPANS[name].inside;
    return (outer === null ? undefined : contexts.get(outer)) ?? contexts.get('rollcall.run') ?? parentOf(traceParent);
  };
  for (const span of outermostFirst(spans)) {
    const context = inside(span.name);
    const attributes = { 'rollcall.connection': connection, ...span.attributes };
    const started = tracer.startSpan(span.name, { startTime: span.startedAt, attributes }, context);
    const fault = span.attributes[FAULT_KEY];
    if (fault !== undefined) started.setStatus({ code: SpanStatusCode.ERROR, message: String(fault) });
    contexts.set(span.name, trace.setSpan(context, started));
    started.end(span.endedAt);
  }
  return made;
}

/** A span ends, and is noted, before the one that it is part of. */
function outermostFirst(spans: readonly Span[]): readonly Span[] {
  return spans.toSorted((a, b) => depthOf(a.name) - depthOf(b.name));
}

function depthOf(name: SpanName): number {
  const outer: SpanName | null = SPANS[name].inside;
  return outer === null ? 0 : 1 + depthOf(outer);
}

function parentOf(traceParent: string | null): Context {
  const [, traceId = '', spanId = ''] = TRACE_PARENT.exec(traceParent ?? '') ?? [];
  const remote = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(remote) ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}
