/** A run over one person says whom it was about, counts nobody, and shows hostile names as text. */
import { expect, test } from 'vitest';
import { aReport } from '../support/builders/a-report.ts';
import { personId } from '../../src/domain/ids.ts';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { renderHtml } from '../../src/reports/html/html.ts';
import { renderRunFiles } from '../../src/reports/files.ts';
import { renderText } from '../../src/reports/text/text.ts';

const report = aReport({
  person: { id: personId('p-ada'), name: 'Ada <b>\u202eExample', login: '=ada@harborpine.example' },
  source: { ...aReport().source, people: 1 },
});

test('in the terminal', () => {
  const text = renderText(report, { paint: PLAIN, width: 120 });

  expect(text).toMatch(/^Person +Ada <b>\[U\+202E\]Example \(=ada@harborpine\.example\), and nobody else$/m);
  expect(text).toMatch(/^Sources +Microsoft Entra ID: one person · ConnectWise PSA: 47 members$/m);
});

test('on the page, without a table of groups that were not counted', () => {
  const page = renderHtml(report);

  expect(page).toContain('Microsoft Entra ID: one person. ConnectWise PSA:');
  expect(page).toContain('Ada &lt;b&gt;');
  expect(page).not.toContain('People read from each mapped group');
});

test('in every row of the CSV files, where it is no formula', () => {
  const csv = renderRunFiles(report).filter(({ name }) => name.endsWith('.csv'));

  expect(csv.map(({ name }) => name)).toEqual(['actions.csv', 'findings.csv', 'work.csv', 'orphans.csv', 'seats.csv']);
  for (const { text } of csv) {
    const [header, ...rows] = text.trim().split('\r\n');
    expect(header).toMatch(/,only_person$/);
    for (const row of rows) expect(row).toMatch(/'=ada@harborpine\.example"?$/);
  }
});
