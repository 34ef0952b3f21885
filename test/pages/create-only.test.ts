/** The pages of a run in the mode create-only say what it was to do, and offer what it left. */
import { expect, test } from 'vitest';
import { aCreateOnlyReport, NO_SEAT } from '../support/builders/a-create-only-report.ts';
import { anAppliedReport, aReport } from '../support/builders/a-report.ts';
import { createLinks } from '../../src/pages/page-links.ts';
import { digestOfText } from '../support/builders/a-step.ts';
import { renderRun } from '../../src/pages/run/run-page.ts';
import { renderRuns } from '../../src/pages/connection/runs-page.ts';
import { runEntry } from '../../src/reports/entry.ts';
import type { Surroundings } from '../../src/pages/frame.ts';

const AROUND: Surroundings = {
  links: createLinks('key'),
  viewer: { kind: 'key' },
  assets: { style: 'a.css', script: 'a.js' },
};
const ANY = { standing: null, action: null, guard: null, text: '' } as const;

test('the page of the run shows each step that was left, and can be narrowed to them', () => {
  const page = renderRun({ report: aCreateOnlyReport(), filter: ANY, rulings: [], page: 1 }, AROUND);

  expect(page.match(/<strong class="info">left by the mode<\/strong/g)).toHaveLength(3);
  expect(page).toContain('<option value="left">Left by the mode (3)</option>');
  expect(page).toContain(NO_SEAT);
  expect(page).toContain('that the mode create-only left:');
});

test.each([
  [aCreateOnlyReport(), 'planned and wrote creations only'],
  [anAppliedReport(), 'planned and wrote'],
  [aReport(), 'planned only'],
])('the list of runs says what each was asked to do', (report, words) => {
  const entry = runEntry(report, digestOfText('report'));

  expect(renderRuns({ connection: 'harborpine', runs: [entry], first: true, more: false }, AROUND)).toContain(
    `<p class="quiet">${words} · `,
  );
});
