/** A run that takes back what another one handed over is told as that: what it undoes, what it came to, and what comes next. */
import { describe, expect, test } from 'vitest';
import { reportShape } from '../../src/adapters/records/runs/report-shape.ts';
import { memberKey, runId } from '../../src/domain/ids.ts';
import type { ReportedStep, RunOutcome, RunReport, StepOutcome } from '../../src/domain/runs/run.ts';
import { runEntry } from '../../src/reports/entry.ts';
import { renderHtml } from '../../src/reports/html/html.ts';
import { renderJson } from '../../src/reports/json.ts';
import { nextSteps } from '../../src/reports/words/next-steps.ts';
import { outcomeMeaning } from '../../src/reports/words/outcome-meaning.ts';
import { runReportSchema } from '../../src/reports/schema/schema.ts';
import { PLAIN } from '../../src/reports/text/text-page.ts';
import { renderText } from '../../src/reports/text/text.ts';
import { aQuietReport, aReport } from '../support/builders/a-report.ts';
import { aLeaver, anAppliedReportWithWork } from '../support/builders/a-leaver.ts';
import { aHold, aMemberRef, aPersonRef, digestOfText } from '../support/builders/a-step.ts';

const UNDONE = runId('20261122T101500Z-0a1b2c');
const JANE = { identifier: 'jane', name: 'Jane Smith', key: 11 };
const DONE: StepOutcome = { kind: 'done', member: memberKey(12), note: null };

function handBack(outcome: StepOutcome | null, holds: readonly ReturnType<typeof aHold>[] = []): ReportedStep {
  const [first, ...rest] = holds;
  const step = {
    digest: digestOfText('hand back'),
    action: {
      kind: 'reassign',
      person: aPersonRef(JANE),
      member: aMemberRef(JANE),
      reassignment: {
        duty: {
          kind: 'ticket-owner',
          ticket: { list: 'service', id: 4711, summary: 'Printer jams', board: 'Help Desk' },
        },
        from: aMemberRef({ identifier: 'mia', name: 'Mia Manager' }),
        to: aMemberRef(JANE),
      },
      because: 'handed-back',
    },
    outcome,
  } as const;
  return first === undefined
    ? { ...step, verdict: 'go', approvedBy: null }
    : { ...step, verdict: 'hold', holds: [first, ...rest] };
}
function anUndo(steps: readonly ReportedStep[], differences: Partial<RunReport> = {}): RunReport {
  return aQuietReport({ undoes: UNDONE, steps, ...differences });
}
const commandsOf = (report: RunReport) => nextSteps(report).map(({ command }) => command);
const AGAIN = `rollcall undo ${UNDONE} --connection harborpine`;

describe('an undo', () => {
  test('says what it takes back, and that the directory was not asked', () => {
    const report = anUndo([handBack(DONE)]);

    const page = renderHtml(report);
    const text = renderText(report, { paint: PLAIN, width: 100 });
    expect(page).toContain(`what <code>${UNDONE}</code> handed over, and nothing else`);
    expect(page).toContain('Microsoft Entra ID: not read.');
    expect(page).toContain("The PSA's members were read whole.");
    expect(text).toContain(`${UNDONE}: what it handed over, and nothing else`);
    expect(text).toContain('an earlier handover is taken back');
    expect(text).toContain('service ticket 4711 "Printer jams" → jane');
  });

  test('is listed as one', () => {
    expect(runEntry(anUndo([]), digestOfText('report'))).toMatchObject({ undoes: UNDONE, person: null });
    expect(runEntry(aReport(), digestOfText('report'))).not.toHaveProperty('undoes');
  });

  test('is read back as it was stored, and fits what is published', () => {
    const report = anUndo([handBack(DONE)]);

    expect(reportShape.parse(JSON.parse(renderJson(report)))).toEqual(report);
    expect(runReportSchema.parse(JSON.parse(renderJson(report)))).toMatchObject({ undoes: UNDONE });
  });

  test.each<[string, readonly ReportedStep[], readonly (string | null)[]]>([
    ['that handed all of it back can be taken back itself', [handBack(DONE)], ['own']],
    ['that handed nothing back has nothing to offer', [], []],
    ['with an open step is done by the same command', [handBack(null)], [AGAIN]],
    ['with a refused step is tried again by the same command', [handBack({ kind: 'refused', detail: 'No.' })], [AGAIN]],
    [
      'with a held step is done by the same command once what holds it is settled',
      [handBack(null, [aHold('receiver', 'source', 'jane is switched off.')])],
      [AGAIN],
    ],
    ['half done offers both', [handBack(null), handBack(DONE)], [AGAIN, 'own']],
  ])('%s', (_name, steps, expected) => {
    const report = anUndo(steps);

    const own = `rollcall undo ${report.run} --connection harborpine`;
    expect(commandsOf(report)).toEqual(expected.map((command) => (command === 'own' ? own : command)));
  });

  test('that died before there was a plan asks what is missing, like any other run', () => {
    expect(commandsOf(anUndo([], { planDigest: null, outcome: 'failed' }))).toEqual([
      'rollcall check --connection harborpine',
    ]);
  });

  test.each<RunOutcome>(['converged', 'converged-with-holds', 'pending', 'frozen', 'failed'])(
    'that came out %s speaks of handing back, never of the directory',
    (outcome) => {
      for (const applied of [true, false]) {
        const meaning = outcomeMeaning({ outcome, applied, undoes: UNDONE });
        expect(meaning).toMatch(/hand(ed)? back|Nothing was written|Undo it again/);
        expect(meaning).not.toMatch(/directory|deactivated/);
      }
    },
  );
});

describe('a run that handed work over', () => {
  test('offers to take it back, after whatever else there is to do', () => {
    const report = aQuietReport({ steps: [handBack(DONE)] });

    expect(commandsOf(report)).toEqual([`rollcall undo ${report.run} --connection harborpine`]);
  });

  test('that handed nothing over does not', () => {
    expect(commandsOf(aQuietReport())).toEqual([]);
  });
});

describe('a sheet that could not be read again', () => {
  const unseen = [{ kind: 'ticket-owner', because: 'failed', detail: 'A page was cut.' }] as const;

  test.each([
    ['in part', { after: [], afterUnseen: unseen }],
    ['at all', { after: null, afterUnseen: unseen }],
  ])('%s is read back as it was stored, and fits what is published', (_name, differences) => {
    const report = anAppliedReportWithWork(differences);

    expect(reportShape.parse(JSON.parse(renderJson(report)))).toEqual(report);
    expect(runReportSchema.safeParse(JSON.parse(renderJson(report))).success).toBe(true);
  });

  test('is no other than one for which nothing was written, as long as nothing was missed', () => {
    expect(aLeaver()).not.toHaveProperty('afterUnseen');
  });
});
