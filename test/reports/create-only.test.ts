/** What a run in the mode create-only has left is told apart from what was not reached, with what would do it. */
import { describe, expect, test } from 'vitest';
import { aCreateOnlyReport, NO_SEAT } from '../support/builders/a-create-only-report.ts';
import { aStep } from '../support/builders/a-step.ts';
import { anAppliedReport, aReport } from '../support/builders/a-report.ts';
import { aLeaver, anOffboarding } from '../support/builders/a-leaver.ts';
import { parseCsv } from '../support/readers/parse-csv.ts';
import { digestOfText } from '../../src/core/digest.ts';
import { filterSteps } from '../../src/pages/run/step-filter.ts';
import { nextSteps } from '../../src/reports/words/next-steps.ts';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { ACTIONS } from '../../src/reports/tables/actions.ts';
import { renderCsv } from '../../src/reports/tables/csv.ts';
import { renderHtml } from '../../src/reports/html/html.ts';
import { renderLeaver } from '../../src/reports/html/html-leaver.ts';
import { renderText } from '../../src/reports/text/text.ts';
import { runEntry } from '../../src/reports/entry.ts';

const report = aCreateOnlyReport();
const AT = '--connection harborpine';
const FULL = {
  what: 'To let unattended runs do all that no guard holds, set "mode": "full" for this connection in the configuration.',
  command: null,
};

describe('the next steps', () => {
  const skipped = aStep.create({
    identifier: 'obrien',
    name: "Pat O'Brien",
    outcome: { kind: 'skipped', detail: 'The run was near its deadline.' },
  });

  test.each([
    ['only the mode left something', report, 'Do the 3 steps that the mode create-only left:'],
    [
      'one step was left',
      aCreateOnlyReport({ steps: report.steps.slice(0, 1) }),
      'Do the 1 step that the mode create-only left:',
    ],
    [
      'something else was not reached',
      aCreateOnlyReport({ steps: [...report.steps, skipped] }),
      'Do the 4 steps that nothing holds, 3 of them left by the mode create-only:',
    ],
  ])('are the command that does all, and the mode that does it unattended, when %s', (_name, shown, what) => {
    expect(nextSteps(shown)).toEqual([{ what, command: `rollcall apply ${AT}` }, FULL]);
  });

  test('do not speak of the mode where it left nothing', () => {
    expect(nextSteps(aReport())).not.toContainEqual(FULL);
    expect(nextSteps(anAppliedReport())).not.toContainEqual(FULL);
  });
});

test('the terminal shows it apart, without a word that the heading has said', () => {
  const text = renderText(report, { paint: PLAIN, width: 120 });
  const part = /^Left by the mode create-only \(3\)\n(?<rows>(?:.+\n)+)/m.exec(text)?.groups?.['rows'] ?? '';

  expect(text).toContain('In the mode create-only this run was to create members and to leave everything else');
  expect(part).toMatch(/jsmith/);
  expect(part).toMatch(/mjones/);
  expect(part.replace(/\s+/g, ' ')).toContain(NO_SEAT);
  expect(part).not.toContain('left by the mode');
  expect(text).not.toMatch(/^Not done/m);
  expect(text).toMatch(/· create-only$/m);
});

test('the page shows it apart, counts it, and says what the run was asked to do', () => {
  const page = renderHtml(report);

  expect(page).toContain('<h2>Left by the mode create-only (3)</h2>');
  expect(page).toContain('<strong class="info">3</strong> left by the mode');
  expect(page).toContain('create-only: unattended runs create the members that no guard holds, and report the rest');
  expect(page).toContain('plan, and write creations only');
  expect(page).toContain(NO_SEAT);
  expect(page).not.toContain('<h2>Not done');
});

test('the sheet of somebody who leaves says that they are to be switched off', () => {
  const [step] = report.steps;
  const sheet = aLeaver({ step: step?.digest ?? null });
  const page = renderLeaver({ ...report, offboarding: anOffboarding({ leavers: [sheet] }) }, sheet);

  expect(page).toContain('To be switched off; the mode create-only leaves that to somebody.');
  expect(page).toContain('plan, and write creations only');
});

test('the CSV file has a word of its own for it', () => {
  const [header = [], ...rows] = parseCsv(renderCsv(ACTIONS, report));
  const column = (name: string): readonly (string | undefined)[] => rows.map((row) => row[header.indexOf(name)]);

  expect(column('status')).toEqual(['left', 'left', 'done', 'left']);
  expect(column('outcome')).toEqual(['left by the mode', 'left by the mode', 'done', 'left by the mode']);
  expect(column('outcome_detail')).toEqual(['', '', '', NO_SEAT]);
});

test('the index counts it among what is still to do, and knows that the run was to create only', () => {
  const entry = runEntry(report, digestOfText('report'));

  expect(entry).toMatchObject({ creationsOnly: true, counts: { done: 1, pending: 3, held: 0, failed: 0 } });
  expect(runEntry(anAppliedReport(), digestOfText('report'))).not.toHaveProperty('creationsOnly');
});

test('the steps that were left can be asked for on the page of a run', () => {
  const found = filterSteps(report.steps, { standing: 'left', action: null, guard: null, text: '' });

  expect(found.map(({ action }) => action.kind)).toEqual(['deactivate', 'update', 'create']);
});
