import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { renderJson } from '../../src/reports/json.ts';
import { reportJsonSchema, runReportSchema } from '../../src/reports/schema/schema.ts';
import { aCreateOnlyReport } from '../support/builders/a-create-only-report.ts';
import { anAppliedReport, aQuietReport, aReport } from '../support/builders/a-report.ts';
import { aStep } from '../support/builders/a-step.ts';

const REPORTS = [
  ['a planned run', aReport()],
  ['an applied run with every outcome', anAppliedReport()],
  ['a quiet run', aQuietReport()],
  ['a run that was to create only', aCreateOnlyReport()],
  [
    'a departure without a trace',
    aReport({ steps: [aStep.deactivate({ identifier: 'jsmith', name: 'Jane Smith', because: 'gone' })] }),
  ],
  ['a run that died', aQuietReport({ outcome: 'failed', planDigest: null, previous: null, seats: [], timings: [] })],
] as const;

describe('report.json', () => {
  test.each(REPORTS)('of %s comes back through the published schema as it was', (_, report) => {
    const domain: z.input<typeof runReportSchema> = report;

    const parsed = runReportSchema.parse(JSON.parse(renderJson(report)));

    expect(parsed).toEqual(domain);
  });

  test('is the same text whatever order the keys were made in', () => {
    const report = aReport();
    const reversed = { ...report, ...Object.fromEntries(Object.entries(report).reverse()) };

    expect(renderJson(reversed)).toBe(renderJson(report));
    expect(Object.keys(JSON.parse(renderJson(report)) as object)).toEqual(Object.keys(report).sort());
  });

  test('ends with one line break and is indented by two spaces', () => {
    const json = renderJson(aQuietReport());

    expect(json).toMatch(/^\{\n {2}"applied": true,\n/);
    expect(json).toMatch(/[^\n]\n$/);
  });
});

describe('the published schema', () => {
  test('is the one that the code has (written by `node src/reports/publish-schema.ts`)', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../../src/reports/report.schema.json', import.meta.url), 'utf8'),
    );

    expect(published).toEqual(reportJsonSchema());
  });

  test.each([
    ['another version', { version: 2 }],
    ['an unknown outcome', { outcome: 'fine' }],
    ['a local time', { startedAt: '2026-11-23T10:15:00+01:00' }],
    ['a run id that does not sort', { run: 'run-1' }],
    ['a short digest', { planDigest: 'abc' }],
    ['an unknown field', { password: 'x' }],
    ['a hold without a reason', { steps: [{ ...aReport().steps[5], holds: [] }] }],
  ])('refuses %s', (_, difference) => {
    const parsed = runReportSchema.safeParse({ ...aReport(), ...difference });

    expect(parsed.success).toBe(false);
  });
});
