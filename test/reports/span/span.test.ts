/** The runs of a span of time as one file: every row of every run under one head, and none that is left out unsaid. */
import { describe, expect, test } from 'vitest';
import { anAppliedReport, aReport } from '../../support/builders/a-report.ts';
import { renderIndexCsv, renderSpanCsv } from '../../../src/reports/span/span-csv.ts';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { drawWorkbook } from '../../../src/reports/workbook/draw-workbook.ts';
import { EXPORT_TABLES } from '../../../src/reports/span/export-choices.ts';
import { parseCsv } from '../../support/readers/parse-csv.ts';
import { readWorkbook } from '../../support/readers/read-workbook.ts';
import { renderRunFiles } from '../../../src/reports/files.ts';
import { renderSpanJson } from '../../../src/reports/span/span-json.ts';
import { RUN_TABLES, TABLE_NAMES } from '../../../src/reports/tables/run-tables.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { runReportSchema } from '../../../src/reports/schema/schema.ts';
import type { SpanRun } from '../../../src/domain/runs/span.ts';
import { spanWorkbook } from '../../../src/reports/span/span-workbook.ts';
import { aReportWithWork } from '../../support/builders/a-leaver.ts';

const NAME = connectionName('harborpine');
const FIRST = aReportWithWork();
const LOST = runId('20261123T111500Z-1a2b3c');
const LAST = anAppliedReport({ run: runId('20261123T121500Z-1a2b3c') });

/** A planned run, one whose files are gone, and an applied one. */
const RUNS: readonly SpanRun[] = [
  { entry: runEntry(FIRST, digestOfText('first')), report: FIRST },
  { entry: { ...runEntry(aReport(), digestOfText('lost')), run: LOST }, report: null },
  { entry: runEntry(LAST, digestOfText('last')), report: LAST },
];
const runs = async function* (): AsyncGenerator<SpanRun, void> {
  yield* await Promise.resolve(RUNS);
};
async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

describe('as CSV', () => {
  test.each(TABLE_NAMES)(
    '%s has the rows of each run as its own file has them, and a line for the run that is gone',
    async (name) => {
      const [head, ...rows] = parseCsv(await whole(renderSpanCsv(RUN_TABLES[name], NAME, runs())));
      const [first, last] = [FIRST, LAST].map((report) =>
        parseCsv(renderRunFiles(report).find((file) => file.name === `${name}.csv`)?.text ?? ''),
      );

      expect(head).toEqual(first?.[0]);
      const gone = rows.filter((row) => row[0] === LOST);
      expect(rows.filter((row) => row[0] !== LOST)).toEqual([...(first?.slice(1) ?? []), ...(last?.slice(1) ?? [])]);
      expect(gone).toHaveLength(1);
      expect(gone[0]).toHaveLength(head?.length ?? 0);
      expect(gone[0]?.[head?.indexOf(RUN_TABLES[name].remark) ?? -1]).toMatch(/no longer in the archive/);
      expect(gone[0]?.[head?.indexOf('started_at') ?? -1]).toBe(FIRST.startedAt);
    },
  );

  test('the index has a line per run, from their entries alone', () => {
    const [head = [], ...rows] = parseCsv(
      renderIndexCsv(
        NAME,
        RUNS.map(({ entry }) => entry),
      ),
    );
    const told = rows.map((row) => Object.fromEntries(head.map((title, index) => [title, row[index]])));

    expect(told.map(({ run, outcome, done, waiting, findings }) => [run, outcome, done, waiting, findings])).toEqual([
      [FIRST.run, 'Changes pending', '0', '4', '4'],
      [LOST, 'Changes pending', '0', '4', '4'],
      [LAST.run, 'Failed', '3', '4', '4'],
    ]);
    expect(told[0]).toMatchObject({ connection: 'harborpine', wrote: 'no', idle_seats: '1', orphaned_tickets: '7' });
  });

  test('everything that can be asked for has a name', () => {
    expect(EXPORT_TABLES).toEqual(['runs', ...Object.keys(RUN_TABLES)]);
  });
});

test('as JSON each line is a run: its entry, and its report as published', async () => {
  const lines = (await whole(renderSpanJson(runs()))).split('\n');

  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(RUNS.length);
  for (const [index, line] of lines.entries()) {
    const { entry, report } = JSON.parse(line) as { readonly entry: unknown; readonly report: unknown };
    expect(entry).toEqual(RUNS[index]?.entry);
    expect(report === null ? null : runReportSchema.parse(report)).toEqual(RUNS[index]?.report);
  }
});

describe('as a workbook', () => {
  test('has runs, actions and findings, each row with its run and when that began', async () => {
    const sheets = readWorkbook(await drawWorkbook(await spanWorkbook(NAME, runs(), 1000)));

    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Runs', 3],
      ['Actions', FIRST.steps.length + 1 + LAST.steps.length],
      ['Findings', FIRST.findings.length + 1 + LAST.findings.length],
    ]);
    const [index, actions, findings] = sheets;
    expect(index?.rows.map(({ report }) => (report?.kind === 'text' ? report.text.slice(0, 22) : null))).toEqual([
      'stored',
      'The files of this run ',
      'stored',
    ]);
    for (const sheet of [actions, findings])
      for (const row of sheet?.rows ?? []) {
        expect(row['run']?.kind).toBe('text');
        expect(row['started_at']).toEqual({ kind: 'date', at: FIRST.startedAt });
      }
    expect(actions?.rows.at(-1)?.['run']).toEqual({ kind: 'text', text: LAST.run });
    expect(sheets.every(({ filter, frozenRows }) => filter !== undefined && frozenRows === 1)).toBe(true);
  });

  test('is read no further than a workbook can hold', async () => {
    let read = 0;
    const endless = async function* (): AsyncGenerator<SpanRun, void> {
      for (;;) {
        read += 1;
        yield* await Promise.resolve(RUNS.slice(0, 1));
      }
    };
    const sheets = await spanWorkbook(NAME, endless(), 50);

    const lines = sheets.reduce((sum, sheet) => sum + sheet.lines.length, 0);
    expect(lines).toBeGreaterThan(50);
    expect(read).toBe(Math.ceil(51 / (1 + FIRST.steps.length + FIRST.findings.length)));
  });
});
