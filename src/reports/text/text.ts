// What the terminal shows of a run: first what happened, then what it means, then the exact next command.
import type { RunOutcome, RunReport, SeatUse } from '../../domain/runs/run.ts';
import { nextSteps, shortDigest } from '../words/next-steps.ts';
import { renderFindings } from './text-findings.ts';
import { command, heading, labelled, pageOf, paragraph, type Page, type Paint } from './text-page.ts';
import { renderSteps } from './text-steps.ts';
import { renderWork } from './text-work.ts';
import { directoryName, peopleLine, requestsLine, timingsLine } from '../words/run-facts.ts';
import { counted, grouped, money } from '../words/amounts.ts';
import { outcomeMeaning } from '../words/outcome-meaning.ts';
import { CHECK_NAMES, RUN_OUTCOME_NAMES, SEAT_NAMES, TRIGGER_NAMES } from '../words/words.ts';

const OUTCOME_BRUSHES = {
  converged: 'green',
  'converged-with-holds': 'yellow',
  pending: 'cyan',
  frozen: 'red',
  failed: 'red',
} as const satisfies Record<RunOutcome, keyof Paint>;

/** No line is wider than `width` columns (60 at least, 120 at most); ends with a line break. */
export function renderText(report: RunReport, options: { readonly paint: Paint; readonly width: number }): string {
  const page = pageOf(options);
  const lines = [
    ...headline(report, page),
    ...problems(report, page),
    ...renderSteps(report, page),
    ...renderWork(report, page),
    ...renderFindings(report, page),
    ...facts(report, page),
    ...next(report, page),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function headline(report: RunReport, page: Page): readonly string[] {
  const name = RUN_OUTCOME_NAMES[report.outcome];
  const outcome = page.paint.bold(page.paint[OUTCOME_BRUSHES[report.outcome]](name));
  const connection = page.paint.bold(report.connection);
  const fits = report.connection.length + name.length + 2 <= page.width;
  return [
    ...(fits ? [`${connection}: ${outcome}`] : [`${connection}:`, outcome]),
    ...paragraph(page, 0, report.summary),
    ...paragraph(page, 0, outcomeMeaning(report), page.paint.dim),
    '',
  ];
}

function problems(report: RunReport, page: Page): readonly string[] {
  const found = report.source.problems;
  if (found.length === 0) return [];
  return [
    heading(page, 'Sources in doubt', found.length),
    ...found.flatMap((problem) =>
      labelled(page, 2, '! ', `${problem.place} ${CHECK_NAMES[problem.check]}: ${problem.detail}`, page.paint.red),
    ),
    '',
  ];
}

/** One line each, their labels in a column. */
function facts(report: RunReport, page: Page): readonly string[] {
  const { person, undoes, source, trigger } = report;
  const lines: readonly (readonly [label: string, text: string])[] = [
    ['Seats', [...report.seats.map(seatText), ...costText(report)].join(' · ')],
    [
      'Sources',
      `${directoryName(source.directory)}: ${peopleLine(report)} · ` +
        `ConnectWise PSA: ${counted(source.members, 'member', 'members')}`,
    ],
    ['Requests', requestsLine(report.requests)],
    ['Time', timingsLine(report)],
    ['Run', `${report.run} · ${TRIGGER_NAMES[trigger.kind]} (${trigger.by}) · ${report.mode}`],
    ...(person === null ? [] : [['Person', `${person.name} (${person.login}), and nobody else`] as const]),
    ...(undoes === undefined ? [] : [['Undoes', `${undoes}: what it handed over, and nothing else`] as const]),
    ['Plan', report.planDigest === null ? '' : shortDigest(report.planDigest)],
    [
      'Before',
      report.previous === null ? '' : `${report.previous.run} · SHA-256 ${shortDigest(report.previous.sha256)}`,
    ],
  ];
  const shown = lines.filter(([, text]) => text !== '');
  return [...shown.flatMap(([label, text]) => labelled(page, 0, label.padEnd(10), text, page.paint.dim)), ''];
}

function next(report: RunReport, page: Page): readonly string[] {
  const steps = nextSteps(report);
  if (steps.length === 0) return [];
  return [
    heading(page, 'Next', null),
    ...steps.flatMap((step) => [
      ...paragraph(page, 2, step.what),
      ...(step.command === null ? [] : command(page, 4, step.command)),
    ]),
  ];
}

function costText({ seating }: RunReport): readonly string[] {
  const cost = seating?.monthlyCost ?? null;
  return seating === null || cost === null ? [] : [`${money(cost, seating.currency)} a month`];
}

/** `Full 39 → 40 of 40`, `StreamlineIT 4, no limit` */
function seatText(seat: SeatUse): string {
  const used = seat.forecast === seat.used ? grouped(seat.used) : `${grouped(seat.used)} → ${grouped(seat.forecast)}`;
  return `${SEAT_NAMES[seat.class]} ${used}${seat.contracted === null ? ', no limit' : ` of ${grouped(seat.contracted)}`}`;
}
