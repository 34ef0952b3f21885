import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Paint } from '../../../src/reports/text/text-page.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { renderText } from '../../../src/reports/text/text.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../support/builders/a-report.ts';
import { aFinding, aHold, aMemberRef, aStep } from '../../support/builders/a-step.ts';

const plain = (report: RunReport, width = 100): string => renderText(report, { paint: PLAIN, width });
/** Columns, counted apart from the renderer: Chinese and emoji take two. */
const columns = (line: string): number =>
  Array.from(new Intl.Segmenter('en').segment(line)).reduce(
    (sum, { segment }) => sum + (/\p{Script=Han}|\p{Emoji_Presentation}/u.test(segment) ? 2 : 1),
    0,
  );
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Zhuravlyov Hubert Blaine';

const TITLE = [{ field: 'title', from: null, to: 'Engineer' }] as const;
const hold = (why: string) => aHold('back-off', 'approval', why);

function manyReport(count: number): RunReport {
  const limit = aHold('limit-per-run', 'approval', 'Too many.');
  const ids = Array.from({ length: count }, (_, index) => `member${index}`);
  return aReport({
    steps: ids.flatMap((identifier) => [
      aStep.create({ identifier, name: LONG }),
      aStep.deactivate({ identifier, name: '陳大文 👩‍💻', holds: [limit] }),
    ]),
    findings: ids.map((identifier) =>
      aFinding({ kind: 'unmanaged-member', members: [aMemberRef({ identifier, name: '' })], advice: 'Look at it.' }),
    ),
  });
}

describe('the text of a run', () => {
  test('says first what happened, then what it means, then the exact next command', () => {
    const text = plain(aReport());

    expect(text).toMatch(/^harborpine: Changes pending\n5 changes are ready.*\nNothing was written to the PSA/);
    expect(text.trimEnd().split('\n').slice(-5)).toEqual([
      'Next',
      '  Do the 5 steps that nothing holds:',
      '    rollcall apply --connection harborpine',
      '  Approve those of the 3 waiting steps that are right, such as:',
      `    rollcall approve ${aReport().steps[5]!.digest.slice(0, 12)} --connection harborpine`,
    ]);
  });

  test('says of someone without a trace that they cannot be found, not that they were deleted', () => {
    const gone = aStep.deactivate({ identifier: 'jsmith', name: 'Jane Smith', because: 'gone' });

    const text = plain(aReport({ steps: [gone] }));

    expect(text).toContain('  - jsmith  Jane Smith  can no longer be found in the directory\n');
    expect(text).not.toContain('deleted');
  });

  test('shows each step with its glyph in columns', () => {
    const text = plain(aReport());

    expect(text).toContain(
      [
        'To do (5)',
        '  - jsmith  Jane Smith  account disabled in the directory',
        '  ~ mjones  Mark Jones  security role: Technician → Dispatcher',
        '                        title: (empty) → Service Dispatcher',
        '  ^ rlee    Robin Lee   back in scope; Rollcall had deactivated them',
        '                        licence class: C → F',
        '                        approved by dana',
        '  + anovak  Ana Novák   in scope, no member yet; profile technicians, Full seat',
      ].join('\n'),
    );
  });

  test('groups what waits by its reason, with the digest of each step and the command', () => {
    const report = aReport();
    const [first, second] = report.steps.slice(5);

    expect(plain(report)).toContain(
      [
        '  Held by the limit per run: 7 deactivations would be 15 % of 47 members; one run may do 5.',
        `    - pnguyen  Phuong Nguyen  ${first!.digest.slice(0, 12)}  account disabled in the directory`,
        `    - kweber   Katrin Weber   ${second!.digest.slice(0, 12)}  account deleted in the directory`,
        `    → Approve those that are right, each by its digest (the plan's, ${report.planDigest!.slice(0, 12)}, stands for`,
        '    everything that waits):',
        `      rollcall approve ${first!.digest.slice(0, 12)} --connection harborpine`,
      ].join('\n'),
    );
  });

  test('tells why a step waits in whole sentences, with instants to the minute', () => {
    const why =
      'Failed once; it is tried again after 2026-11-23T17:09:00.000Z, or when approved. The last time: It was refused.';
    const steps = [aStep.update({ identifier: 'mjones', name: 'Mark Jones', changes: TITLE, holds: [hold(why)] })];

    expect(plain(aReport({ steps })).replace(/\s+/g, ' ')).toContain(
      'Held by an earlier failure: Failed once; it is tried again after 2026-11-23 17:09 UTC, or when approved. The last time: It was refused.',
    );
  });

  test('tells failures before what is done, each with what became of it', () => {
    const text = plain(anAppliedReport());

    const order = ['\nFailed (3)', '\nDone (3)', '\nNot done (2)', '\nWaiting (4)', '\nNeeds someone (3)', '\nNext'];
    expect(order.map((title) => text.indexOf(title))).toEqual(
      order.map((title) => text.indexOf(title)).sort((a, b) => a - b),
    );
    expect(order.every((title) => text.includes(title))).toBe(true);
    expect(text).toContain('refused: The PSA says: "Member has open time sheets".');
    expect(text).toContain('not tried: The run was near its deadline.');
  });

  test.each(['converged', 'converged-with-holds', 'pending', 'frozen', 'failed'] as const)(
    'of a run that ended %s and was not asked to write claims no write',
    (outcome) => {
      const text = plain(aReport({ outcome, summary: 'It ended.' }));

      expect(text).toMatch(/only planned|Nothing was written/);
      expect(text).not.toMatch(/was written and read back|what was written/);
    },
  );

  test('of a run that left something undone does not claim that it only planned', () => {
    const text = plain(anAppliedReport({ outcome: 'pending' }));

    expect(text).toContain('Not all of it was done in this run');
    expect(text).not.toContain('only planned');
  });

  test('is short when there was nothing to do', () => {
    expect(plain(aQuietReport()).split('\n')).toEqual([
      'harborpine: Converged',
      'Nothing to do: all 42 people have the member they should have.',
      'The PSA is as the directory says; what was written was read back.',
      '',
      'Seats     Full 39 → 40 of 40 · StreamlineIT 4, no limit',
      'Sources   Microsoft Entra ID: 42 people in 2 groups · ConnectWise PSA: 47 members',
      'Requests  Microsoft Entra ID 6 · ConnectWise PSA 5 · 1 retry, 1 throttled',
      'Time      1.2 s: read 812 ms, look up 240 ms, decide 6 ms, store plan 31 ms',
      'Run       20261123T101500Z-1a2b3c · timer (reconcile) · full',
      expect.stringMatching(/^Plan {6}[0-9a-f]{12}$/),
      expect.stringMatching(/^Before {4}20261123T091500Z-9f8e7d · SHA-256 [0-9a-f]{12}$/),
      '',
    ]);
  });

  test('puts what is wrong with a source right after the headline', () => {
    const report = aReport({
      outcome: 'frozen',
      source: {
        ...aReport().source,
        problems: [{ check: 'group-missing', place: 'group PSA Dispatch', detail: 'No group has this name.' }],
      },
    });

    expect(plain(report)).toContain(
      'Sources in doubt (1)\n  ! group PSA Dispatch group not found: No group has this name.\n\nTo do',
    );
  });

  test('cuts long lists and says how many more there are', () => {
    const lines = plain(manyReport(45)).split('\n');

    expect(lines.filter((line) => line.includes('… and 15 more, see the report'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('… and 40 more, see the report'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('Look at it.'))).toHaveLength(1);
  });

  test.each([60, 72, 80, 100, 120, 200])('is never wider than %i columns', (width) => {
    const name = connectionName('a'.repeat(50));
    for (const report of [
      manyReport(3),
      anAppliedReport({ connection: name }),
      aReport({ connection: name, summary: LONG.repeat(9) }),
    ]) {
      const wide = plain(report, width)
        .split('\n')
        .filter((line) => columns(line) > width);

      expect(wide).toEqual([]);
    }
  });

  test('breaks a command that is too long as a shell continues it', () => {
    const text = plain(aReport({ connection: connectionName('a'.repeat(50)) }), 60);

    const unbroken = text.replace(/ \\\n +/g, ' ');
    expect(text).toContain(' \\\n');
    expect(unbroken).toContain(`    rollcall apply --connection ${'a'.repeat(50)}\n`);
  });

  test('is the same text under its colours', () => {
    const brush = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[39m`;
    const paint: Paint = {
      bold: brush(1),
      dim: brush(2),
      red: brush(31),
      green: brush(32),
      yellow: brush(33),
      cyan: brush(36),
    };

    const painted = renderText(anAppliedReport(), { paint, width: 80 });

    expect(stripVTControlCharacters(painted)).toBe(plain(anAppliedReport(), 80));
    expect(painted).not.toBe(plain(anAppliedReport(), 80));
  });
});
