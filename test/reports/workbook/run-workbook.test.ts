/** The workbook of a run, opened as a spreadsheet opens it. */
import { describe, expect, test } from 'vitest';
import { anAppliedReport, aQuietReport } from '../../support/builders/a-report.ts';
import { anAppliedReportWithWork, aReportWithWork } from '../../support/builders/a-leaver.ts';
import { readWorkbook, type ReadSheet } from '../../support/readers/read-workbook.ts';
import { drawWorkbook } from '../../../src/reports/workbook/draw-workbook.ts';
import { runWorkbook } from '../../../src/reports/workbook/run-workbook.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { parseCsv } from '../../support/readers/parse-csv.ts';
import { renderRunFiles } from '../../../src/reports/files.ts';

const open = async (report: RunReport): Promise<ReadonlyMap<string, ReadSheet>> =>
  new Map(readWorkbook(await drawWorkbook(runWorkbook(report))).map((sheet) => [sheet.name, sheet]));
const FILES = [
  ['Actions', 'actions.csv'],
  ['Findings', 'findings.csv'],
  ['Work of leavers', 'work.csv'],
  ['Orphaned work', 'orphans.csv'],
  ['Seats', 'seats.csv'],
] as const;

describe('the workbook of a run', () => {
  test('has a sheet for its facts and one for each kind of row', async () => {
    expect([...(await open(aReportWithWork())).keys()]).toEqual(['Run', ...FILES.map(([name]) => name)]);
  });

  test('begins with the facts of the run, its start as a date', async () => {
    const report = anAppliedReport();
    const facts = new Map(
      (await open(report)).get('Run')?.rows.map(({ fact, value }) => [fact?.kind === 'text' ? fact.text : '', value]),
    );

    expect(facts.get('run')).toEqual({ kind: 'text', text: report.run });
    expect(facts.get('started_at')).toEqual({ kind: 'date', at: report.startedAt });
    expect(facts.get('finished_at')).toEqual({ kind: 'date', at: report.finishedAt });
    expect(facts.get('members')).toEqual({ kind: 'number', value: 47 });
    expect(facts.get('outcome')).toEqual({ kind: 'text', text: 'Failed' });
    expect(facts.get('dates')).toEqual({ kind: 'text', text: 'All dates and times are UTC.' });
    expect(facts.get('takes_back')).toBeUndefined();
  });

  test.each(FILES)('the sheet %s says what %s says, row by row, under the same titles', async (name, file) => {
    const report = anAppliedReportWithWork();
    const sheet = (await open(report)).get(name);
    const csv = renderRunFiles(report).find((one) => one.name === file)?.text ?? '';
    const [titles = [], ...lines] = parseCsv(csv);

    expect(sheet?.titles).toEqual(titles.slice(0, sheet?.titles.length));
    expect(lines.length).toBeGreaterThan(0);
    expect(sheet?.rows).toHaveLength(lines.length);
    for (const [index, row] of (sheet?.rows ?? []).entries())
      for (const [column, title] of (sheet?.titles ?? []).entries()) {
        const cell = row[title];
        const text = lines[index]?.[column] ?? '';
        if (cell === undefined) expect(text).toBe('');
        else if (cell.kind === 'text') expect(text.replace(/^'/, '')).toBe(cell.text);
        else if (cell.kind === 'number') expect(text).toBe(String(cell.value));
        else expect(new Date(cell.at).toISOString()).toContain(text.slice(0, 10));
      }
  });

  test('keeps numbers as numbers and instants as dates', async () => {
    const sheets = await open(aReportWithWork());

    expect(sheets.get('Orphaned work')?.rows[0]).toMatchObject({
      ticket: { kind: 'number', value: 3001 },
      opened_at: { kind: 'date', at: '2026-10-02T08:00:00.000Z' },
      age_days: { kind: 'number', value: 52 },
    });
    const idle = sheets.get('Seats')?.rows.find(({ row }) => row?.kind === 'text' && row.text === 'idle');
    expect(idle).toMatchObject({
      last_sign_in: { kind: 'date', at: '2026-08-01T07:00:00.000Z' },
      last_time_entry: { kind: 'text', text: 'never' },
      last_ticket: { kind: 'text', text: 'not known: the role may not read tickets' },
      yearly_cost: { kind: 'number', value: 300 },
    });
    expect(sheets.get('Actions')?.rows[0]?.['step']).toEqual({ kind: 'number', value: 1 });
  });

  test.each([
    ['with rows', aReportWithWork()],
    ['without any', aQuietReport()],
  ])(
    '%s every sheet keeps its head in sight, can be filtered over all of it, and has columns to read',
    async (_, report) => {
      for (const sheet of (await open(report)).values()) {
        const last = String.fromCharCode(64 + sheet.titles.length);

        expect(sheet.frozenRows).toBe(1);
        expect(sheet.filter).toBe(`A1:${last}${sheet.rows.length + 1}`);
        expect(sheet.widths).toHaveLength(sheet.titles.length);
        expect(sheet.widths.filter((width) => width < 8 || width > 70)).toEqual([]);
        // The order that the format asks for; a spreadsheet calls any other broken.
        expect(
          sheet.parts.filter((part) => ['sheetViews', 'cols', 'sheetData', 'autoFilter', 'pageMargins'].includes(part)),
        ).toEqual(
          sheet.parts.includes('pageMargins')
            ? ['sheetViews', 'cols', 'sheetData', 'autoFilter', 'pageMargins']
            : ['sheetViews', 'cols', 'sheetData', 'autoFilter'],
        );
      }
    },
  );

  test('is the same bytes for the same report', async () => {
    const [first, second] = [
      await drawWorkbook(runWorkbook(aReportWithWork())),
      await drawWorkbook(runWorkbook(structuredClone(aReportWithWork()))),
    ];

    expect(Buffer.compare(first, second)).toBe(0);
    expect(first.byteLength).toBeGreaterThan(1000);
  });
});
