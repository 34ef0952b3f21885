/** Workbooks as somebody gets them: by a click on a run's page, and by the form on the page of all runs, with and without a script. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  downloaded as download,
  openBrowserDesk,
  type BrowserDesk,
  type Downloaded,
} from '../support/served/browse.ts';
import { readWorkbook, type ReadSheet } from '../support/readers/read-workbook.ts';
import type { Page } from 'playwright-core';
import type { PageDesk } from '../support/served/page-desk.ts';

let pages: BrowserDesk;
let desk: PageDesk;
beforeAll(async () => {
  pages = await openBrowserDesk();
  ({ desk } = pages);
}, 120_000);
afterAll(() => pages.stop());

const downloaded = (url: string, javaScriptEnabled: boolean, act: (page: Page) => Promise<void>): Promise<Downloaded> =>
  pages.visit(url, { javaScriptEnabled }, ({ page }) => download(page, act));

const textsOf = (sheet: ReadSheet | undefined, title: string): readonly (string | null)[] =>
  (sheet?.rows ?? []).map((row) => {
    const cell = row[title];
    return cell?.kind === 'text' ? cell.text : null;
  });

test.each([true, false])('the workbook of a run by a click (script: %s)', async (script) => {
  const [, , held] = desk.reports;

  const { name, bytes } = await downloaded(desk.page(`/${desk.connection}/runs/${held.run}`), script, (page) =>
    page.getByRole('link', { name: 'report.xlsx' }).click(),
  );

  expect(name).toBe(`harborpine-${held.run}-report.xlsx`);
  const sheets = new Map(readWorkbook(bytes).map((sheet) => [sheet.name, sheet]));
  expect([...sheets.keys()]).toEqual(['Run', 'Actions', 'Findings', 'Work of leavers', 'Orphaned work', 'Seats']);
  expect(textsOf(sheets.get('Actions'), 'digest')).toEqual(held.steps.map(({ digest }) => digest));
  expect(sheets.get('Findings')?.rows).toHaveLength(held.findings.length);
  expect(sheets.get('Orphaned work')?.rows.map(({ opened_at }) => opened_at?.kind)).toEqual(
    held.offboarding?.orphans?.tickets.map(() => 'date'),
  );
  expect([...sheets.values()].every(({ filter, frozenRows }) => filter !== undefined && frozenRows === 1)).toBe(true);
  expect(JSON.stringify([...(sheets.get('Run')?.rows ?? [])])).toContain('dana <script>');
});

test.each([true, false])('the runs of the days on the page, as the form offers them (script: %s)', async (script) => {
  const { name, bytes } = await downloaded(desk.page(`/${desk.connection}/runs`), script, (page) =>
    page.getByRole('button', { name: 'Download' }).click(),
  );

  expect(name).toMatch(/^harborpine-\d{8}T000000Z-\d{8}T000000Z-runs\.xlsx$/);
  const [index, actions, findings] = readWorkbook(bytes);
  expect(textsOf(index, 'run')).toEqual(desk.reports.map(({ run }) => run));
  expect(textsOf(actions, 'digest')).toEqual(desk.reports.flatMap(({ steps }) => steps.map(({ digest }) => digest)));
  expect(findings?.rows).toHaveLength(desk.reports.reduce((sum, report) => sum + report.findings.length, 0));
});

test('another form of them is chosen by keyboard', async () => {
  const { name, bytes } = await downloaded(desk.page(`/${desk.connection}/runs`), true, async (page) => {
    await page.getByLabel('Format').selectOption('csv');
    await page.getByLabel('Table of the CSV').selectOption('runs');
    await page.getByRole('button', { name: 'Download' }).focus();
    await page.keyboard.press('Enter');
  });

  expect(name).toMatch(/-runs\.csv$/);
  expect(bytes.toString('utf8').split('\r\n')).toHaveLength(desk.reports.length + 2);
});
