/** Two signals side by side: what is said of each when the time is over for one, or an exporter says one thing and means another. */
import { describe, expect, test } from 'vitest';
import { emptyResource } from '@opentelemetry/resources';
import { exportParcel } from '../../../src/adapters/telemetry/export-parcel.ts';
import { makeMetrics } from '../../../src/adapters/telemetry/make-metrics.ts';
import { makeSpans } from '../../../src/adapters/telemetry/make-spans.ts';
import type { ExportResult, Outlet } from '../../../src/adapters/telemetry/receiver.ts';
import { exportReason } from '../../../src/adapters/telemetry/export-reason.ts';
import { aToldRun } from './a-told-run.ts';

const NEVER = new Promise<never>(() => undefined);
const parcel = {
  spans: makeSpans(aToldRun(), emptyResource()),
  metrics: await makeMetrics(aToldRun(), emptyResource()),
};

function answering<Signal>(result: ExportResult, hidden: string | null = null): Outlet<Signal> {
  return {
    export: (_signal, done) => {
      done(result);
    },
    hiddenFault: () => hidden,
    shutdown: () => Promise.resolve(),
  };
}
const good = { code: 0 };
const silent = { export: () => undefined, shutdown: () => Promise.resolve() };

test('the one that is not over in time is told, and the other is not', async () => {
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const traces = {
    ...silent,
    export: () => {
      setImmediate(resolve, undefined);
    },
  };

  expect(await exportParcel({ kind: 'otlp', traces, metrics: answering(good) }, parcel, over)).toEqual([
    { receiver: 'otlp', signal: 'traces', because: 'time-out' },
  ]);
});

test('metrics that fail alone are told', async () => {
  const metrics = answering<unknown>({ code: 1, error: new Error('no') });

  expect(await exportParcel({ kind: 'otlp', traces: answering(good), metrics }, parcel, NEVER)).toEqual([
    { receiver: 'otlp', signal: 'metrics', because: 'Error' },
  ]);
});

test('a success that hides a fault is none, and what it hides goes before what it says', async () => {
  const receiver = {
    kind: 'application-insights',
    traces: answering<unknown>(good, 'status 503'),
    metrics: answering<unknown>({ code: 1, error: new Error('no') }, 'status 429'),
  } as const;

  expect(await exportParcel(receiver, parcel, NEVER)).toEqual([
    { receiver: 'application-insights', signal: 'traces', because: 'status 503' },
    { receiver: 'application-insights', signal: 'metrics', because: 'status 429' },
  ]);
});

test('an exporter that throws has not sent it', async () => {
  const traces = {
    ...silent,
    export: () => {
      throw new TypeError('Authorization: Bearer secret');
    },
  };

  expect(await exportParcel({ kind: 'otlp', traces, metrics: null }, parcel, NEVER)).toEqual([
    { receiver: 'otlp', signal: 'traces', because: 'TypeError' },
  ]);
});

test('where nothing was measured, no metrics are sent', async () => {
  const metrics = await makeMetrics(aToldRun({ measurements: [] }), emptyResource());

  expect(await exportParcel({ kind: 'otlp', traces: null, metrics: silent }, { spans: [], metrics }, NEVER)).toEqual(
    [],
  );
});

describe('the reason', () => {
  const named = (name: string, more: object = {}): Error => Object.assign(new Error('secret'), { name, ...more });

  test.each([
    ['a status', named('OTLPExporterError', { code: 401 }), 'status 401'],
    ['the status of a REST error', named('RestError', { statusCode: 403, code: 'FORBIDDEN' }), 'status 403'],
    ['a code of the network', named('Error', { code: 'ENOTFOUND' }), 'ENOTFOUND'],
    ['a name, where the code is a sentence', named('RestError', { code: 'no key secret' }), 'RestError'],
    ['a time-out', new Error('Request timed out'), 'time-out'],
    ['a status that nobody names', named('OTLPExporterError'), 'unavailable'],
    ['nothing at all', undefined, 'refused'],
  ])('is %s', (_what, error, because) => {
    expect(exportReason(error)).toBe(because);
  });
});
