// One leaver's work for the terminal: what hangs on the member, what becomes of it, what deactivation does not do.
import type { LeaverDuty, LeaverSheet } from '../../domain/offboarding/leaver.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { grouped } from '../words/amounts.ts';
import {
  afterText,
  dutiesByKind,
  countedKinds,
  dutyEnd,
  dutyState,
  dutyTitle,
  fateText,
  unseenText,
} from '../words/describe-duty.ts';
import { DUTY_NAMES, REASONS } from '../words/words.ts';
import { labelled, paragraph, type Page, pageOf, type Paint } from './text-page.ts';

/** The whole sheet; ends with a line break. */
export function renderLeaverText(
  report: RunReport,
  sheet: LeaverSheet,
  options: { readonly paint: Paint; readonly width: number },
): string {
  const page = pageOf(options);
  const duties = dutiesByKind(sheet.before).flatMap(([kind, all]) => [
    ...paragraph(page, 4, `${DUTY_NAMES[kind]} (${grouped(all.length)})`, page.paint.bold),
    ...all.flatMap((one) => {
      const state = dutyState(one.duty, report.startedAt);
      const parts = [dutyTitle(one.duty), ...(state === '' ? [] : [state]), becomes(report, sheet, one)];
      return paragraph(page, 6, parts.join(' · '));
    }),
  ]);
  return `${[...sheetLines(sheet, page, duties), ...remarks(sheet, page)].join('\n')}\n`;
}

/** How much of what becomes what, a line for each fate: one leaver among many. */
export function leaverLines(report: RunReport, sheet: LeaverSheet, page: Page): readonly string[] {
  // Why nobody takes it is told by a finding.
  const fates = Map.groupBy(sheet.before, (one) =>
    one.fate.kind === 'no-successor' ? 'nobody to take it' : becomes(report, sheet, one),
  );
  return sheetLines(
    sheet,
    page,
    [...fates].flatMap(([fate, all]) =>
      paragraph(page, 4, `${fate}: ${countedKinds(all.map(({ duty }) => duty.kind))}`),
    ),
  );
}

function sheetLines(sheet: LeaverSheet, page: Page, duties: readonly string[]): readonly string[] {
  const name = sheet.person?.name ?? sheet.member.name;
  const reason = REASONS[sheet.because ?? 'left-earlier'];
  const after = afterText(sheet);
  const nothing = sheet.before.length === 0 && sheet.unseen.length === 0;
  return [
    ...labelled(page, 2, '> ', `${sheet.member.identifier} (${name}): ${reason}`, page.paint.cyan),
    ...(nothing ? paragraph(page, 4, 'nothing hangs on this member', page.paint.dim) : duties),
    ...sheet.unseen.flatMap((unseen) => labelled(page, 4, '! ', unseenText(unseen), page.paint.yellow)),
    ...(after === null ? [] : paragraph(page, 4, after)),
  ];
}

function becomes(report: RunReport, sheet: LeaverSheet, one: LeaverDuty): string {
  return dutyEnd(sheet, one, report) ?? fateText(one.fate);
}

function remarks(sheet: LeaverSheet, page: Page): readonly string[] {
  return sheet.remarks.flatMap(({ detail, advice }) => [
    ...labelled(page, 4, '· ', detail, page.paint.dim),
    ...labelled(page, 6, '→ ', advice, page.paint.dim),
  ]);
}
