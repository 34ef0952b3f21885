// Work on the run's page: who leaves and what hangs on them, and open tickets that lie with nobody.
import type { LeaverSheet, OrphanedTicket, OrphanReport } from '../../domain/offboarding/leaver.ts';
import type { UnseenDuty } from '../../domain/offboarding/duty.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { counted, grouped } from '../words/amounts.ts';
import { afterText, countedKinds, ticketState, ticketTitle, unseenText } from '../words/describe-duty.ts';
import { leaverFile } from '../../domain/runs/run-files.ts';
import { ORPHAN_NAMES, REASONS } from '../words/words.ts';
import { prose } from '../words/safe-text.ts';
import { html, type Markup, type MarkupValue } from './markup.ts';
import { stackedTable } from './table.ts';

/** Tickets in the page's table before it refers to the file. */
const SHOWN = 200;

export function workSections(report: RunReport): readonly Markup[] {
  const { offboarding } = report;
  if (offboarding === null) return [];
  return [
    ...(offboarding.leavers.length === 0 ? [] : [leavers(report, offboarding.leavers)]),
    ...(offboarding.orphans === null ? [] : [orphans(report, offboarding.orphans)]),
  ];
}

function leavers(report: RunReport, sheets: readonly LeaverSheet[]): Markup {
  return html`<section>
    <h2>Leavers and their work (${grouped(sheets.length)})</h2>
    ${tableOfLeavers(sheets.map((sheet) => leaverRow(report, sheet)))}
  </section>`;
}

/** Of each the member, why they leave, and what hangs on them. */
export function tableOfLeavers(rows: readonly (readonly MarkupValue[])[]): Markup {
  return stackedTable({
    caption: 'Each has a sheet with everything that hangs on the member, before and after',
    columns: [{ name: 'Member', kind: 'head' }, { name: 'Why' }, { name: 'What hangs on them' }],
    rows,
  });
}

function leaverRow(report: RunReport, sheet: LeaverSheet): readonly MarkupValue[] {
  const work = sheet.before.length === 0 ? 'nothing' : countedKinds(sheet.before.map(({ duty }) => duty.kind));
  const after = afterText(sheet);
  return [
    html`<a href="${leaverFile(sheet.member.key)}"><bdi>${sheet.member.identifier}</bdi></a> <br /><bdi
        >${sheet.person?.name ?? sheet.member.name}</bdi
      >`,
    REASONS[sheet.because ?? 'left-earlier'],
    html`${work}${after === null ? null : html`<br /><bdi>${prose(after)}</bdi>`}
    ${report.applied || sheet.unseen.length === 0 ? null : html`<br />`} ${unseenList(sheet.unseen)}`,
  ];
}

/** What could not be seen is said wherever it could be taken for nothing. */
export function unseenList(unseen: readonly UnseenDuty[]): Markup | null {
  if (unseen.length === 0) return null;
  return html`<ul class="warn">
    ${unseen.map((one) => html`<li>${unseenText(one)}</li>`)}
  </ul>`;
}

function orphans(report: RunReport, found: OrphanReport): Markup {
  const shown = found.tickets.slice(0, SHOWN);
  const rest = found.count - shown.length;
  return html`<section>
    <h2>Open tickets that lie with nobody (${grouped(found.count)})</h2>
    <p class="quiet">
      ${counted(found.lookedThrough, 'open ticket was', 'open tickets were')} looked through. These belong to inactive
      members, or have inactive members alone as resources.
    </p>
    ${unseenList(found.unseen)}
    ${shown.length === 0 ? null : tableOfOrphans(shown.map((orphan) => orphanRow(orphan, report.startedAt)))}
    ${rest > 0 ? html`<p class="quiet">… and ${grouped(rest)} more, see orphans.csv.</p>` : null}
  </section>`;
}

export function tableOfOrphans(rows: readonly Markup[]): Markup {
  return html`<table class="work">
    <caption>
      Most urgent first, then oldest
    </caption>
    <thead>
      <tr>
        <th scope="col">Ticket</th>
        <th scope="col">Lies with</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function orphanRow({ ticket, because, members }: OrphanedTicket, now: string): Markup {
  const names = members.map(({ identifier }) => identifier).join(', ');
  return html`<tr>
    <th scope="row">
      <a href="${ticket.link}" rel="noreferrer"><bdi>${ticketTitle(ticket)}</bdi></a>
      <p class="quiet"><bdi>${ticketState(ticket, now)}</bdi></p>
    </th>
    <td><bdi>${names === '' ? 'members that are not there' : names}</bdi>, ${ORPHAN_NAMES[because]}</td>
  </tr>`;
}
