// Builds what a run told, small but with every kind of thing in it.
import { connectionName } from '../../../src/domain/ids.ts';
import type { Span, ToldRun } from '../../../src/domain/runs/telemetry.ts';

export const BEGAN = Date.parse('2026-11-23T10:00:00.000Z');

export function aSpan(name: Span['name'], fromMs: number, toMs: number, attributes: Span['attributes'] = {}): Span {
  if (toMs < fromMs) throw new RangeError('A span ends after it began');
  return { name, startedAt: BEGAN + fromMs, endedAt: BEGAN + toMs, attributes };
}

/** In the order in which they end, as a run notes them. */
export function aToldRun(differences: Partial<ToldRun> = {}): ToldRun {
  return {
    connection: connectionName('harborpine'),
    traceParent: null,
    spans: [
      aSpan('rollcall.read-psa', 10, 300, { 'rollcall.members': 47 }),
      aSpan('rollcall.read', 10, 400),
      aSpan('rollcall.write', 500, 650, { 'rollcall.action': 'create', 'rollcall.outcome': 'done' }),
      aSpan('rollcall.write', 650, 900, {
        'rollcall.action': 'update',
        'rollcall.outcome': 'refused',
        'rollcall.fault': 'refused',
      }),
      aSpan('rollcall.execute', 500, 900),
      aSpan('rollcall.run', 0, 1000.5, { 'rollcall.outcome': 'failed', 'rollcall.applied': true }),
    ],
    measurements: [
      { name: 'rollcall.throttled', value: 2, attributes: { 'rollcall.system': 'Okta' } },
      { name: 'rollcall.seats.used', value: 39, attributes: { 'rollcall.class': 'F' } },
      { name: 'rollcall.run.lateness', value: 12.5, attributes: { 'rollcall.trigger': 'queue' } },
      { name: 'rollcall.actions', value: 1, attributes: { 'rollcall.action': 'create', 'rollcall.outcome': 'done' } },
      {
        name: 'rollcall.actions',
        value: 1,
        attributes: { 'rollcall.action': 'update', 'rollcall.outcome': 'refused' },
      },
    ],
    ...differences,
  };
}
