/** What every surface tells of leavers' work, of tickets that lie with nobody, and of seats. */
import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../src/reports/tables/csv.ts';
import { SEATS } from '../../src/reports/tables/seats.ts';
import { ORPHANS, WORK } from '../../src/reports/tables/work.ts';
import { dutyEnd } from '../../src/reports/words/describe-duty.ts';
import { isRunFile, runFileNames } from '../../src/domain/runs/run-files.ts';
import { renderRunFiles } from '../../src/reports/files.ts';
import { renderHtml } from '../../src/reports/html/html.ts';
import { renderLeaver } from '../../src/reports/html/html-leaver.ts';
import { renderJson } from '../../src/reports/json.ts';
import { runReportSchema } from '../../src/reports/schema/schema.ts';
import { renderLeaverText } from '../../src/reports/text/leaver-text.ts';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { renderText } from '../../src/reports/text/text.ts';
import { reportShape } from '../../src/adapters/records/runs/report-shape.ts';
import { aReport } from '../support/builders/a-report.ts';
import {
  aLeaver,
  anAppliedReportWithWork,
  anOffboarding,
  aReportWithWork,
  aSeating,
  aTicket,
} from '../support/builders/a-leaver.ts';
import { parseCsv } from '../support/readers/parse-csv.ts';

const report = aReportWithWork();
const textOf = (of = report): string => renderText(of, { paint: PLAIN, width: 100 });

function table(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = parseCsv(csv);
  return rows.map((row) => Object.fromEntries(header.map((title, index) => [title, row[index]!])));
}

describe('a report with work and seats', () => {
  test('has the published form, and is read back as it was stored', () => {
    expect(runReportSchema.parse(JSON.parse(renderJson(report)))).toEqual(report);
    expect(reportShape.parse(JSON.parse(renderJson(report)))).toEqual(report);
  });

  test('is read back from before there was any', () => {
    const old = Object.entries(aReport()).filter(([name]) => name !== 'seating' && name !== 'offboarding');

    expect(reportShape.parse(JSON.parse(JSON.stringify(Object.fromEntries(old))))).toEqual(aReport());
  });

  test('has a page for each leaver beside its other files, under the names that may be downloaded', () => {
    const names = renderRunFiles(report).map(({ name }) => name);

    expect(names).toContain(`leaver-${aLeaver().member.key}.html`);
    expect(names.filter((name) => !isRunFile(name))).toEqual([]);
    expect(names.filter((name) => !runFileNames(report).includes(name))).toEqual([]);
  });

  test.each([
    'leaver-0.html',
    'leaver-1.html.bak',
    '../report.json',
    'leaver-1e3.html',
    'leaver-.html',
    'REPORT.JSON',
    '',
  ])('%j is no file of a run', (name) => {
    expect(isRunFile(name)).toBe(false);
  });
});

describe('the terminal', () => {
  test('counts what becomes of a leaver’s work, says what could not be seen, and where the whole is shown', () => {
    expect(textOf()).toContain(`Work of those who leave (1)
  > jsmith (Jane Smith): account disabled in the directory
    goes to dreyes: tickets they own (1)
    nobody to take it: tickets they work on (1)
    stays as it is: people who report to them or need their approval (1), other records (1)
    the deactivation waits for it: time sheets (1)
    ! opportunities: not visible. Set Sales > Opportunities: Inquire All.
  All that hangs on one of them, record by record:
    rollcall show 20261123T101500Z-1a2b3c --leaver MEMBER_ID --connection harborpine
`);
  });

  test('shows twelve leavers, and how many more there are', () => {
    const leavers = Array.from({ length: 15 }, (_unused, index) =>
      aLeaver({ member: { ...aLeaver().member, identifier: `leaver${index}` } }),
    );
    const text = textOf({ ...report, offboarding: { leavers, orphans: null } });

    expect(text).toContain('Work of those who leave (15)');
    expect(text.match(/^ {2}> leaver/gm)).toHaveLength(12);
    expect(text).toContain('… and 3 more, see the report');
  });

  test('tells of one leaver what hangs on them, record by record, and what becomes of each', () => {
    const sheet = renderLeaverText(report, report.offboarding!.leavers[0]!, { paint: PLAIN, width: 100 });

    expect(sheet).toContain(`  > jsmith (Jane Smith): account disabled in the directory
    tickets they own (1)
      service ticket 4711 "Printer jams" · Help Desk · In Progress · Acme Dental · Priority 2 ·
      opened 2026-10-02, 52 days ago · goes to dreyes
    tickets they work on (1)
      service ticket 4712 "Printer jams" · no other active resource · Help Desk · In Progress · Acme
      Dental · Priority 2 · opened 2026-10-02, 52 days ago · nobody to take it: The directory knows
      no manager.
    people who report to them or need their approval (1)
      time approver of mjones (Mark Jones) · stays as it is
    time sheets (1)
      2026-11-16 to 2026-11-22 · Open, 31.5 hours · the deactivation waits for it
    other records (1)
      Knowledge base articles · 3 · stays as it is
    ! opportunities: not visible. Set Sales > Opportunities: Inquire All.
`);
    expect(sheet).toContain('Sessions that are open at the identity provider stay open.');
  });

  test('lists what lies with nobody, who waits for a seat, and what is idle', () => {
    expect(textOf()).toContain(`Open tickets that lie with nobody (7)
  ! service ticket 3001 "VPN drops" · Help Desk · In Progress · Acme Dental · Priority 2 · opened
    2026-10-02, 52 days ago · with oldtimer
    … and 6 more, see the report

Waiting for a seat (1)
  1. Ana Novák (anovak@harborpine.example), Full

Seats that nobody uses (1)
  · tbauer (Tina Bauer), Full: 114 days
    They cost EUR 300.00 a year.
  ! Of 4 members it cannot be told: the role may not read time entries.
`);
    expect(textOf()).toContain('EUR 975.00 a month');
  });

  test('says nothing of either where nobody looked', () => {
    expect(textOf(aReport())).not.toMatch(/Work of those|lie with nobody|nobody uses|a month/);
  });
});

describe("a leaver's sheet", () => {
  test('names every duty, its fate and what deactivation does not do, and links the tickets', () => {
    const page = renderLeaver(report, report.offboarding!.leavers[0]!);

    for (const words of [
      'Jane Smith',
      'service ticket 4711 &quot;Printer jams&quot;',
      'goes to dreyes',
      'nobody to take it: The directory knows no manager.',
      'time approver of mjones (Mark Jones)',
      'the deactivation waits for it',
      'opportunities: not visible. Set Sales &gt; Opportunities: Inquire All.',
      'Sessions that are open at the identity provider stay open.',
      'To be switched off; this run only planned.',
    ])
      expect(page).toContain(words);
    expect(page).toContain('href="https://na.psa.example/v4_6_release/');
  });

  test.each<[string, Parameters<typeof anAppliedReportWithWork>[0], readonly (string | null)[]]>([
    [
      'what is no longer there was handed over',
      { after: [] },
      ['handed over', 'handed over', 'handed over', 'handed over', 'handed over'],
    ],
    [
      'what was not read again says so only where it should have moved',
      { after: null },
      [null, null, null, null, null],
    ],
    [
      'what should have moved and is there was not handed over',
      { after: aLeaver().before.map(({ duty }) => duty) },
      ['not handed over', 'left', 'left', 'left', 'left'],
    ],
  ])('after the writes: %s', (_name, differences, expected) => {
    const applied = anAppliedReportWithWork(differences);
    const sheet = applied.offboarding!.leavers[0]!;

    expect(sheet.before.map((one) => dutyEnd(sheet, one, applied))).toEqual(expected);
  });

  test('says that a handover by the deactivation was not read again', () => {
    const before = aLeaver()
      .before.slice(0, 1)
      .map(({ duty }) => ({ duty, fate: { kind: 'handed-over', to: aLeaver().member, step: null } as const }));
    const applied = anAppliedReportWithWork({ before });
    const sheet = applied.offboarding!.leavers[0]!;

    expect(dutyEnd(sheet, sheet.before[0]!, applied)).toBe('not read again');
  });

  test('of somebody who left earlier has no step and says so', () => {
    const page = renderLeaver(report, aLeaver({ because: null, step: null, person: null }));

    expect(page).toContain('The member was switched off in an earlier run.');
    expect(page).toContain('nobody that the directory knows');
  });

  test('of a leaver without any work says that nothing was found, unless something could not be seen', () => {
    expect(renderLeaver(report, aLeaver({ before: [], unseen: [] }))).toContain('Nothing was found.');
    expect(renderLeaver(report, aLeaver({ before: [] }))).not.toContain('Nothing was found.');
  });
});

describe('the page', () => {
  test('links every sheet, counts what lies with nobody, and shows costs, waiting, idle seats and the trend', () => {
    const page = renderHtml(report);

    for (const words of [
      `href="leaver-${aLeaver().member.key}.html"`,
      'tickets they own (1), tickets they work on (1), people who report to them or need their approval (1), time sheets (1), other records (1)',
      'Open tickets that lie with nobody (7)',
      '2,418 open tickets were looked through.',
      'They cost EUR 975.00 a month, EUR 1,000.00 after this plan.',
      'Waiting for a seat (1)',
      'Seats that nobody uses (1)',
      'not known: the role may not read tickets',
      'Seats over time',
      '3 API members beside them, who take no seat.',
      'Of 4 members it cannot be told: <bdi>the role may not read time entries</bdi>.',
    ])
      expect(page).toContain(words);
  });

  test('never shows a kind that could not be seen as nothing', () => {
    const unseen = [{ kind: 'ticket-owner', because: 'failed', detail: 'The PSA did not answer.' }] as const;
    const none = aReportWithWork({
      offboarding: anOffboarding({ leavers: [], orphans: { count: 0, tickets: [], lookedThrough: 0, unseen } }),
    });

    expect(renderHtml(none)).toContain('tickets they own: could not be read. The PSA did not answer.');
    expect(textOf(none)).toContain('tickets they own: could not be read. The PSA did not answer.');
  });
});

describe('the tables', () => {
  test('work.csv has a row for every duty and for every kind that could not be seen', () => {
    const rows = table(renderCsv(WORK, report));

    expect(rows.map(({ leaver, kind, visible, fate, record }) => [leaver, kind, visible, fate, record])).toEqual([
      ['jsmith', 'tickets they own', 'yes', 'goes to dreyes', '4711'],
      ['jsmith', 'tickets they work on', 'yes', 'nobody to take it: The directory knows no manager.', '4712'],
      [
        'jsmith',
        'people who report to them or need their approval',
        'yes',
        'stays as it is',
        expect.stringMatching(/^\d+$/),
      ],
      ['jsmith', 'time sheets', 'yes', 'the deactivation waits for it', '88'],
      ['jsmith', 'other records', 'yes', 'stays as it is', ''],
      ['jsmith', 'opportunities', 'no: forbidden', '', ''],
    ]);
  });

  test('orphans.csv has board, status, age, company, priority and link of every ticket', () => {
    expect(table(renderCsv(ORPHANS, report))).toEqual([
      expect.objectContaining({
        ticket: '3001',
        board: 'Help Desk',
        status: 'In Progress',
        company: 'Acme Dental',
        priority: 'Priority 2',
        age_days: '52',
        owner: 'oldtimer',
        inactive_members: 'oldtimer',
        because: 'both',
        link: aTicket().link,
      }),
    ]);
  });

  test('seats.csv tells classes, who waits and what is idle apart', () => {
    const rows = table(renderCsv(SEATS, aReport({ seating: aSeating() })));

    expect(rows.map(({ row, name, idle, yearly_cost, position }) => [row, name, idle, yearly_cost, position])).toEqual([
      ['class', '', '', '', ''],
      ['class', '', '', '', ''],
      ['waiting', 'Ana Novák', '', '', '1'],
      ['idle', 'Tina Bauer', '114 days', '300', ''],
    ]);
  });
});
