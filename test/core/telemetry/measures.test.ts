// What the record of a run comes to in numbers.
import { describe, expect, test } from 'vitest';
import { measuresOf } from '../../../src/core/telemetry/measures.ts';
import { runAttributes } from '../../../src/core/telemetry/run-attributes.ts';
import { runId } from '../../../src/domain/ids.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { MEASURES, type MeasureName } from '../../../src/domain/runs/telemetry.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../support/builders/a-report.ts';
import { aPersonRef, digestOfText } from '../../support/builders/a-step.ts';

const TIMING = { durationMs: 5020, latenessMs: null };

/** `deactivate done`: 2, of one measure. */
function valuesOf(report: RunReport, name: MeasureName): Readonly<Record<string, number>> {
  return Object.fromEntries(
    measuresOf(report, TIMING)
      .filter((measurement) => measurement.name === name)
      .map(({ value, attributes }) => [Object.values(attributes).join(' '), value]),
  );
}

describe('a run that was asked to write', () => {
  const report = anAppliedReport();

  test('counts every step that was taken, by kind and outcome', () => {
    const values = valuesOf(report, 'rollcall.actions');
    const taken = report.steps.filter(({ outcome }) => outcome !== null);

    expect(Object.values(values).reduce((sum, value) => sum + value, 0)).toBe(taken.length);
    for (const { action, outcome } of taken) expect(values).toHaveProperty(`${action.kind} ${outcome?.kind ?? ''}`);
  });

  test('counts its holds by guard', () => {
    expect(valuesOf(report, 'rollcall.holds')).toEqual({ 'limit-per-run': 2, absence: 1, 'confirm-return': 1 });
  });

  test('counts its findings by kind and severity', () => {
    const values = valuesOf(report, 'rollcall.findings');

    expect(Object.values(values).reduce((sum, value) => sum + value, 0)).toBe(report.findings.length);
    for (const { kind, severity } of report.findings) expect(values).toHaveProperty(`${kind} ${severity}`);
  });

  test('tells seats by class, and contracted ones only where they are configured', () => {
    expect(valuesOf(report, 'rollcall.seats.used')).toEqual({ F: 39, C: 4 });
    expect(valuesOf(report, 'rollcall.seats.contracted')).toEqual({ F: 40 });
  });

  test('tells requests by system and purpose, repetitions, and what was throttled', () => {
    expect(valuesOf(report, 'rollcall.requests')).toEqual({
      'Microsoft Entra ID token': 1,
      'Microsoft Entra ID reference': 2,
      'Microsoft Entra ID data': 3,
      'ConnectWise PSA reference': 4,
      'ConnectWise PSA data': 1,
    });
    expect(valuesOf(report, 'rollcall.retries')).toEqual({ 'ConnectWise PSA': 1 });
    expect(valuesOf(report, 'rollcall.throttled')).toEqual({ 'ConnectWise PSA': 1 });
  });

  test('took as long as it took, in seconds', () => {
    expect(valuesOf(report, 'rollcall.run.duration')).toEqual({ 'failed everybody': 5.02 });
  });
});

test('steps that may go and were not asked for are pending, not actions', () => {
  const report = aReport();
  const open = report.steps.filter(({ verdict }) => verdict === 'go').length;

  expect(valuesOf(report, 'rollcall.actions')).toEqual({});
  expect(Object.values(valuesOf(report, 'rollcall.pending')).reduce((sum, value) => sum + value, 0)).toBe(open);
});

test('lateness is told in seconds where it is known', () => {
  const measures = measuresOf(aQuietReport(), { durationMs: 0, latenessMs: 90_500 });

  expect(measures).toContainEqual({
    name: 'rollcall.run.lateness',
    value: 90.5,
    attributes: { 'rollcall.trigger': 'timer' },
  });
});

test.each([
  ['over one person', aReport({ person: aPersonRef({ identifier: 'jsmith', name: 'Jane Smith' }) })],
  ['that took handovers back', aReport({ undoes: runId('20261122T101500Z-1a2b3c') })],
  ['without a plan', aReport({ planDigest: null, steps: [], findings: [], outcome: 'failed' })],
])('a run %s says nothing of how much there is of anything', (_what, report) => {
  const kinds = measuresOf(report, TIMING).map(({ name }) => MEASURES[name].kind);

  expect(kinds).toContain('count');
  expect(kinds).not.toContain('level');
});

test.each([
  ['planned', aReport()],
  ['applied', anAppliedReport()],
  ['quiet', aQuietReport()],
])('the span of a %s run counts as the index of runs does', (_what, report) => {
  const { counts } = runEntry(report, digestOfText('report'));
  const attributes = runAttributes(report);

  for (const kind of ['done', 'held', 'pending', 'failed', 'findings'] as const)
    expect(attributes[`rollcall.${kind}`]).toBe(counts[kind]);
});

test('every measure carries the keys of the list, all of them and no other', () => {
  const reports = [anAppliedReport(), aReport(), aQuietReport()];
  const measurements = reports.flatMap((report) => measuresOf(report, { durationMs: 1, latenessMs: 1 }));

  for (const { name, attributes } of measurements)
    expect(Object.keys(attributes).toSorted()).toEqual([...MEASURES[name].keys].toSorted());
  expect(new Set(measurements.map(({ name }) => name))).toEqual(new Set(Object.keys(MEASURES)));
});
