import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { renderCsv } from '../../../src/reports/tables/csv.ts';
import { ACTIONS } from '../../../src/reports/tables/actions.ts';
import { renderHtml } from '../../../src/reports/html/html.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { groupHint, nextSteps, releaseHint, waitingGroups } from '../../../src/reports/words/next-steps.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { renderText } from '../../../src/reports/text/text.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../support/builders/a-report.ts';
import { aHold, aStep, digestOfText } from '../../support/builders/a-step.ts';

const LIMIT = aHold('limit-per-run', 'approval', '7 deactivations; one run may do 5.');
const short = (step: { digest: string }): string => step.digest.slice(0, 12);
/** Of the waiting steps that an approval releases. */
const firstWaiting = (report: RunReport): string =>
  short(
    report.steps.find((step) => step.verdict === 'hold' && step.holds.every((hold) => hold.release === 'approval'))!,
  );
const PLAN = digestOfText('plan').slice(0, 12);

function held(identifier: string, ...holds: ReturnType<typeof aHold>[]) {
  const step = aStep.deactivate({ identifier, name: 'Jo Hart', holds });
  if (step.verdict !== 'hold') throw new RangeError('A held step has holds');
  return step;
}

describe('the hint at a held step', () => {
  const report = aReport();

  test('is the command that approves it', () => {
    const step = held('jhart', LIMIT);

    expect(releaseHint(step, report).command).toBe(`rollcall approve ${short(step)} --connection harborpine`);
  });

  test.each([
    ['config', /Change the configuration/],
    ['source', /Correct the directory or the PSA/],
    ['time', /a later run goes on by itself/],
  ] as const)('is advice and no command when one of its holds ends by %s, whatever else holds it', (release, words) => {
    const hint = releaseHint(held('jhart', LIMIT, aHold('protected', release, 'jhart is listed.')), report);

    expect(hint.command).toBeNull();
    expect(hint.what).toMatch(words);
  });
});

describe('what somebody has decided', () => {
  const denied = held('jhart', LIMIT, aHold('denied', 'decision', 'Denied by dana: On leave'));

  test('is taken back by a command', () => {
    expect(releaseHint(denied, aReport()).command).toBe(`rollcall take-back ${short(denied)} --connection harborpine`);
  });

  test('waits for nobody: it is in no group, offers nothing to approve, and stands apart in lists and counts', () => {
    const report = aReport({ steps: [denied, held('b', LIMIT)] });

    expect(waitingGroups(report.steps).map(({ steps }) => steps.length)).toEqual([1]);
    expect(nextSteps(aReport({ steps: [denied] })).map(({ command }) => command)).toEqual([]);
    expect(runEntry(report, digestOfText('report')).counts).toMatchObject({ held: 1, pending: 0 });
  });
});

describe('steps that wait', () => {
  test('are grouped by their reasons, and the words are shared only if all say the same', () => {
    const other = aHold('limit-per-run', 'approval', 'Held by a limit since yesterday.');
    const protection = aHold('protected', 'config', 'Listed.');

    const groups = waitingGroups([
      held('a', LIMIT),
      held('b', protection),
      held('c', LIMIT),
      held('d', LIMIT, protection),
    ]);
    const [mixed] = waitingGroups([held('a', LIMIT), held('b', other)]);

    expect(groups.map(({ steps, sameWords }) => [steps.length, sameWords])).toEqual([
      [2, true],
      [1, true],
      [1, true],
    ]);
    expect(mixed).toMatchObject({ sameWords: false });
  });

  test.each<[string, RunReport['steps'], RegExp, string | null]>([
    ['one', [held('a', LIMIT)], /^Approve it/, short(held('a', LIMIT))],
    ['several', [held('a', LIMIT), held('b', LIMIT)], /^Approve those that are right, each/, short(held('a', LIMIT))],
    [
      'what no approval lifts',
      [held('a', aHold('absence', 'time', 'First seen.')), held('b', aHold('absence', 'time', 'First seen.'))],
      /^Nothing to do/,
      null,
    ],
  ])('get the command for one step and words that say so: %s', (_, steps, words, digest) => {
    const report = aReport({ steps });

    const hint = groupHint(waitingGroups(steps)[0]!, report);

    expect(hint.what).toMatch(words);
    expect(hint.command).toBe(digest === null ? null : `rollcall approve ${digest} --connection harborpine`);
  });

  test('are told that the digest of the plan stands for everything that waits, in words alone', () => {
    const steps = [held('a', LIMIT), held('b', LIMIT)];
    const report = aReport({ steps });

    const hint = groupHint(waitingGroups(steps)[0]!, report);

    expect(hint.what).toContain(`(the plan's, ${PLAN}, stands for everything that waits)`);
    expect(hint.command).not.toContain(PLAN);
  });
});

describe('what comes next', () => {
  const commands = (report: RunReport): (string | null)[] => nextSteps(report).map(({ command }) => command);
  const at = '--connection harborpine';

  test.each<[string, RunReport, string[]]>([
    ['nothing after a quiet run', aQuietReport(), []],
    [
      'apply, and approve the first that waits, after a plan',
      aReport(),
      [`rollcall apply ${at}`, `rollcall approve ${firstWaiting(aReport())} ${at}`],
    ],
    [
      'plan anew first when something failed',
      anAppliedReport(),
      [`rollcall plan ${at}`, `rollcall apply ${at}`, `rollcall approve ${firstWaiting(anAppliedReport())} ${at}`],
    ],
    [
      'a self-test when the run died before its plan',
      aQuietReport({ outcome: 'failed', planDigest: null }),
      [`rollcall check ${at}`],
    ],
    [
      'the step’s own digest when one waits',
      aReport({ steps: [held('a', LIMIT)] }),
      [`rollcall approve ${short(held('a', LIMIT))} ${at}`],
    ],
    ['nothing when all waits for time', aReport({ steps: [held('a', aHold('absence', 'time', 'First seen.'))] }), []],
  ])('is %s', (_, report, expected) => {
    expect(commands(report)).toEqual(expected);
  });

  test.each([1, 2, 3, 40])('says of how many it is when %i wait, and that each has to be right', (count) => {
    const steps = Array.from({ length: count }, (_, index) => held(`m${index}`, LIMIT));

    const [step] = nextSteps(aReport({ steps }));

    expect(step?.what).toBe(
      count === 1
        ? 'Approve the step that waits for it, if it is right:'
        : `Approve those of the ${count} waiting steps that are right, such as:`,
    );
  });
});

describe('every rendering', () => {
  const massDeparture = (): RunReport =>
    anAppliedReport({ steps: Array.from({ length: 40 }, (_, index) => held(`m${index}`, LIMIT)) });

  test.each<[string, RunReport]>([
    ['a mixed plan', aReport()],
    ['a run that wrote', anAppliedReport()],
    ['a mass departure', massDeparture()],
  ])('never offers a command that approves more than one step: %s', (_, report) => {
    const digests = new Map(report.steps.map((step) => [short(step), step]));
    const page = renderHtml(report).replace(/<\/?span[^>]*>/g, '');

    for (const text of [renderText(report, { paint: PLAIN, width: 120 }), page, renderCsv(ACTIONS, report)]) {
      const approved = [...text.matchAll(/rollcall approve (\S+)/g)].map(([, digest]) => digest!);

      expect(approved.length).toBeGreaterThan(0);
      expect(approved.filter((digest) => digests.get(digest)?.verdict !== 'hold')).toEqual([]);
    }
  });
});
