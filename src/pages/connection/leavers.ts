// Who left, and the sheet of each with all that hangs on them.
import type { LeaverSheet } from '../../domain/leaver.ts';
import type { RunEntry, RunReport } from '../../domain/run.ts';
import { counted, grouped } from '../../reports/amounts.ts';
import { afterText, countedKinds, unseenText } from '../../reports/describe-duty.ts';
import { tableOfLeavers } from '../../reports/html/html-work.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { prose } from '../../reports/safe-text.ts';
import { REASONS } from '../../reports/words.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { instant } from '../run-facts.ts';

export interface LeaversView {
  readonly connection: string;
  /** Reports with leavers, newest first. */
  readonly reports: readonly RunReport[];
  /** How many of the latest runs were looked through. */
  readonly lookedThrough: readonly RunEntry[];
}

export function renderLeavers({ connection, reports, lookedThrough }: LeaversView, around: Surroundings): string {
  const count = reports.reduce((sum, { offboarding }) => sum + (offboarding?.leavers.length ?? 0), 0);
  return renderFrame(
    {
      title: `Leavers, ${connection}`,
      heading: html`<h1>Leavers</h1>`,
      lead: html`<p class="lead">
        ${count === 0 ? 'No sheet' : counted(count, 'sheet', 'sheets')} in the
        ${counted(lookedThrough.length, 'latest run', 'latest runs')} that looked at everybody. Older ones are found
        through the list of runs.
      </p>`,
      main: html`${reports.map((report) => ofRun(report, around.links))}`,
      place: { connection, section: 'leavers' },
    },
    around,
  );
}

function ofRun(report: RunReport, links: Links): Markup {
  const sheets = report.offboarding?.leavers ?? [];
  return html`<section>
    <h2>
      <a href="${links.run(report.connection, report.run)}">Run of ${instant(report.startedAt)}</a>
      (${grouped(sheets.length)})
    </h2>
    ${leaverTable(report, sheets, links)}
  </section>`;
}

export function leaverTable(report: RunReport, sheets: readonly LeaverSheet[], links: Links): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Leavers of run ${report.run}">
    ${tableOfLeavers(sheets.map((sheet) => row(report, sheet, links)))}
  </div>`;
}

function row(report: RunReport, sheet: LeaverSheet, links: Links): Markup {
  const after = afterText(sheet);
  return html`<tr>
    <th scope="row">
      <a href="${links.leaver(report.connection, report.run, sheet.member.key)}"
        ><bdi>${sheet.member.identifier}</bdi></a
      >
      <p><bdi>${sheet.person?.name ?? sheet.member.name}</bdi></p>
    </th>
    <td>${REASONS[sheet.because ?? 'left-earlier']}</td>
    <td>
      ${sheet.before.length === 0 ? 'nothing' : countedKinds(sheet.before.map(({ duty }) => duty.kind))}
      ${after === null ? null : html`<p class="quiet"><bdi>${prose(after)}</bdi></p>`}
      ${sheet.unseen.map((one) => html`<p class="warn"><bdi>${prose(unseenText(one))}</bdi></p>`)}
    </td>
  </tr>`;
}
