// One leaver's work for the terminal: what hangs on the member, what becomes of it, what deactivation does not do.
import type { LeaverSheet } from '../../domain/leaver.ts';
import type { RunReport } from '../../domain/run.ts';
import { grouped } from '../amounts.ts';
import { afterText, dutiesByKind, dutyEnd, dutyState, dutyTitle, fateText, unseenText } from '../describe-duty.ts';
import { DUTY_NAMES, REASONS } from '../words.ts';
import { labelled, paragraph, type Page, pageOf, type Paint } from './text-page.ts';
import { moreRows } from './text-steps.ts';

/** The whole sheet; ends with a line break. */
export function renderLeaverText(
  report: RunReport,
  sheet: LeaverSheet,
  options: { readonly paint: Paint; readonly width: number },
): string {
  const page = pageOf(options);
  return `${[...leaverLines(report, sheet, page, Infinity), ...remarks(sheet, page)].join('\n')}\n`;
}

/** At most `most` of each kind. */
export function leaverLines(report: RunReport, sheet: LeaverSheet, page: Page, most: number): readonly string[] {
  const name = sheet.person?.name ?? sheet.member.name;
  const after = afterText(sheet);
  const nothing = sheet.before.length === 0 && sheet.unseen.length === 0;
  return [
    ...labelled(
      page,
      2,
      '> ',
      `${sheet.member.identifier} (${name}): ${REASONS[sheet.because ?? 'left-earlier']}`,
      page.paint.cyan,
    ),
    ...(nothing ? paragraph(page, 4, 'nothing hangs on this member', page.paint.dim) : []),
    ...dutiesByKind(sheet.before).flatMap(([kind, all]) => [
      ...paragraph(page, 4, `${DUTY_NAMES[kind]} (${grouped(all.length)})`, page.paint.bold),
      ...all.slice(0, most).flatMap((one) => {
        const state = dutyState(one.duty, report.startedAt);
        const end = dutyEnd(sheet, one, report);
        const parts = [dutyTitle(one.duty), ...(state === '' ? [] : [state]), end ?? fateText(one.fate)];
        return paragraph(page, 6, parts.join(' · '));
      }),
      ...moreRows(page, 6, all.length - Math.min(all.length, most)),
    ]),
    ...sheet.unseen.flatMap((unseen) => labelled(page, 4, '! ', unseenText(unseen), page.paint.yellow)),
    ...(after === null ? [] : paragraph(page, 4, after)),
  ];
}

function remarks(sheet: LeaverSheet, page: Page): readonly string[] {
  return sheet.remarks.flatMap(({ detail, advice }) => [
    ...labelled(page, 4, '· ', detail, page.paint.dim),
    ...labelled(page, 6, '→ ', advice, page.paint.dim),
  ]);
}
