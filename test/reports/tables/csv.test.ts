import { describe, expect, test } from 'vitest';
import { neutralise, renderCsv } from '../../../src/reports/tables/csv.ts';
import { ACTIONS } from '../../../src/reports/tables/actions.ts';
import { FINDINGS } from '../../../src/reports/tables/findings.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../support/builders/a-report.ts';
import { aStep } from '../../support/builders/a-step.ts';
import { parseCsv } from '../../support/readers/parse-csv.ts';

function table(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = parseCsv(csv);
  return rows.map((row) => Object.fromEntries(header.map((title, index) => [title, row[index]!])));
}

test.each([
  ['actions.csv', ACTIONS],
  ['findings.csv', FINDINGS],
])('every row of %s says which run it comes from, and chains the run before', (_name, columns) => {
  const report = aReport();

  const rows = table(renderCsv(columns, report));

  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row['trigger']).toContain(`(${report.trigger.by})`);
    expect(row['requests']).toMatch(/ConnectWise PSA \d+/);
    expect(row['time']).toMatch(/: read \d+ ms/);
    expect(row).toMatchObject({
      run: report.run,
      mode: report.mode,
      started_at: report.startedAt,
      plan_digest: report.planDigest,
      previous_run: report.previous?.run,
      previous_sha256: report.previous?.sha256,
    });
  }
});

describe('actions.csv', () => {
  test('has a fixed header even when nothing was planned', () => {
    const csv = renderCsv(ACTIONS, aQuietReport());

    expect(csv).toBe(
      '\ufeffrun,connection,step,status,action,member_id,name,login,reason,changes,held_by,held_because,release,approved_by,outcome,outcome_detail,member_record,person_id,digest,mode,trigger,started_at,requests,time,plan_digest,previous_run,previous_sha256,only_person\r\n',
    );
  });

  test('has a row per step in the plan’s order, held ones with the command that releases them', () => {
    const report = aReport();

    const rows = table(renderCsv(ACTIONS, report));

    expect(rows.map(({ step, status, action, member_id }) => [step, status, action, member_id])).toEqual([
      ['1', 'to do', 'deactivate', 'jsmith'],
      ['2', 'to do', 'update', 'mjones'],
      ['3', 'to do', 'reactivate', 'rlee'],
      ['4', 'to do', 'create', 'anovak'],
      ['5', 'to do', 'create', 'lchen'],
      ['6', 'waiting', 'deactivate', 'pnguyen'],
      ['7', 'waiting', 'deactivate', 'kweber'],
      ['8', 'waiting', 'deactivate', 'swhite'],
      ['9', 'waiting', 'reactivate', 'tbauer'],
    ]);
    expect(rows[1]).toMatchObject({
      name: 'Mark Jones',
      login: 'mjones@harborpine.example',
      changes: 'security role: Technician → Dispatcher; title: (empty) → Service Dispatcher',
    });
    expect(rows[5]).toMatchObject({
      held_by: 'the limit per run',
      held_because: '7 deactivations would be 15 % of 47 members; one run may do 5.',
      release: `rollcall approve ${report.steps[5]!.digest.slice(0, 12)} --connection harborpine`,
    });
    expect(rows[7]!['release']).toMatch(/a later run goes on by itself/);
  });

  test('tells what became of each step, and the record of a member that was made', () => {
    const rows = table(renderCsv(ACTIONS, anAppliedReport()));

    expect(rows.slice(0, 8).map(({ status, outcome }) => [status, outcome])).toEqual([
      ['done', 'done'],
      ['failed', 'refused'],
      ['done', 'was so already'],
      ['to do', 'changed meanwhile'],
      ['done', 'done'],
      ['failed', 'written, not verified'],
      ['failed', 'outcome unknown'],
      ['to do', 'not tried'],
    ]);
    expect(rows[1]!['outcome_detail']).toBe('The PSA says: "Member has open time sheets". Close them, then run again.');
    expect(rows[4]!['approved_by']).toBe('dana');
  });

  test('keeps a phone number readable and harmless', () => {
    const report = aReport({
      steps: [
        aStep.create({ identifier: 'anovak', name: '+49 170 5550100', fields: { mobilePhone: '+49 170 5550100' } }),
      ],
    });

    const [row] = table(renderCsv(ACTIONS, report));

    expect(row).toMatchObject({ name: "'+49 170 5550100" });
    expect(row!['changes']).toContain('mobile phone: +49 170 5550100');
  });
});

describe('findings.csv', () => {
  test('has a row per finding with whom it is about', () => {
    const rows = table(renderCsv(FINDINGS, aReport()));

    expect(rows.map(({ kind, severity, member_ids, names }) => [kind, severity, member_ids, names])).toEqual([
      ['member-id-mismatch', 'Needs someone', 'mwood', 'Mary Clarke'],
      ['ambiguous-match', 'Needs someone', 'dkim', 'David Kim; Dana Kim'],
      ['seats-short', 'Needs someone', '', ''],
      ['unmanaged-member', 'Good to know', 'frontdesk', 'Front Desk'],
    ]);
  });
});

test.each([
  ['=1', "'=1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\t1', "'\t1"],
  ['\r1', "'\r1"],
  ['\n1', "'\n1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠1', "'＠1"],
  ['  =1', "'  =1"],
  ['\u200b=1', "'\u200b=1"],
  ['\u00a0=1', "'\u00a0=1"],
  ['a;=1', "a;'=1"],
  ['a; "=1', `a; "'=1`],
  ['a=1', 'a=1'],
  ['a; b', 'a; b'],
  ['1-2', '1-2'],
  ['', ''],
])('neutralising %j gives %j', (text, expected) => {
  expect(neutralise(text)).toBe(expected);
});
