import { describe, expect, test } from 'vitest';
import { runEntry } from '../../src/reports/entry.ts';
import { renderRunFiles } from '../../src/reports/files.ts';
import { renderJson } from '../../src/reports/json.ts';
import { anAppliedReport, aReport } from '../support/builders/a-report.ts';
import { digestOfText } from '../support/builders/a-step.ts';

describe('the files of a run', () => {
  test('are eight, each of its own kind and not empty', () => {
    const files = renderRunFiles(anAppliedReport());

    expect(files.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['report.json', 'application/json; charset=utf-8'],
      ['report.html', 'text/html; charset=utf-8'],
      ['report.txt', 'text/plain; charset=utf-8'],
      ['actions.csv', 'text/csv; charset=utf-8'],
      ['findings.csv', 'text/csv; charset=utf-8'],
      ['work.csv', 'text/csv; charset=utf-8'],
      ['orphans.csv', 'text/csv; charset=utf-8'],
      ['seats.csv', 'text/csv; charset=utf-8'],
    ]);
    expect(files[0]!.text).toBe(renderJson(anAppliedReport()));
    expect(files.every(({ text }) => text.length > 100 && text.endsWith('\n'))).toBe(true);
  });

  test('are the same bytes for the same report', () => {
    expect(renderRunFiles(anAppliedReport())).toEqual(renderRunFiles(structuredClone(anAppliedReport())));
  });
});

describe('the index entry', () => {
  test.each([
    ['a planned run', aReport(), { done: 0, held: 4, pending: 5, failed: 0, findings: 4 }],
    ['an applied run', anAppliedReport(), { done: 3, held: 4, pending: 2, failed: 3, findings: 4 }],
  ])('counts every step of %s once', (_, report, counts) => {
    const entry = runEntry(report, digestOfText('json'));

    expect(entry).toMatchObject({ run: report.run, outcome: report.outcome, sha256: digestOfText('json'), counts });
    expect(counts.done + counts.held + counts.pending + counts.failed).toBe(report.steps.length);
  });
});
