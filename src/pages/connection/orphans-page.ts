// Open tickets that lie with nobody, as a chart and as a list.
import type { OrphanedTicket, OrphanReport } from '../../domain/offboarding/leaver.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { counted, grouped } from '../../reports/words/amounts.ts';
import { ticketState, ticketTitle } from '../../reports/words/describe-duty.ts';
import { tableOfOrphans, unseenList } from '../../reports/html/html-work.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { ORPHAN_NAMES } from '../../reports/words/words.ts';
import type { DrawChart } from '../charts/chart.ts';
import { chartFigure } from '../charts/chart-figure.ts';
import { orphansChart } from '../charts/work-charts.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { pager, sliceOf } from '../pager.ts';
import { latestLead } from './latest-lead.ts';

export interface OrphansView {
  readonly connection: string;
  readonly report: RunReport | null;
  /** From 1. */
  readonly page: number;
  readonly draw: DrawChart;
}

export function renderOrphans(view: OrphansView, around: Surroundings): string {
  const { connection, report } = view;
  const found = report?.offboarding?.orphans ?? null;
  return renderFrame(
    {
      title: `Orphaned work, ${connection}`,
      heading: html`<h1>Orphaned work</h1>`,
      lead: html`${report === null ? null : leadOf(found)} ${latestLead(report, around.links)}`,
      main: html`${report === null || found === null ? null : content(view, report, found, around.links)}`,
      place: { connection, section: 'orphans' },
    },
    around,
  );
}

function leadOf(found: OrphanReport | null): Markup {
  if (found === null) return html`<p class="lead">This run did not look for tickets that lie with nobody.</p>`;
  const { count, lookedThrough } = found;
  return html`<p class="lead">
    ${counted(count, 'open ticket lies', 'open tickets lie')} with nobody;
    ${counted(lookedThrough, 'open ticket was', 'open tickets were')} looked through.
  </p>`;
}

function content(
  { connection, page, draw }: OrphansView,
  report: RunReport,
  found: OrphanReport,
  links: Links,
): Markup {
  const slice = sliceOf(found.tickets, page);
  return html`<section>
      <h2>By age and board</h2>
      ${unseenList(found.unseen)} ${chartFigure(orphansChart(found.tickets, report.startedAt), draw)} ${cut(found)}
    </section>
    <section>
      <h2>Tickets (${grouped(found.tickets.length)})</h2>
      ${
        slice.total === 0
          ? html`<p class="good">None.</p>`
          : tableOfOrphans(slice.rows.map((orphan) => row(orphan, report, links)))
      }
      ${pager(slice, (at) => links.section(connection, 'orphans', { page: at }))}
    </section>`;
}

function cut({ count, tickets }: OrphanReport): Markup | null {
  if (count <= tickets.length) return null;
  return html`<p class="warn">Of ${grouped(count)}, the ${grouped(tickets.length)} most urgent are kept and shown.</p>`;
}

function row({ ticket, because, members }: OrphanedTicket, { connection, startedAt }: RunReport, links: Links): Markup {
  return html`<tr>
    <th scope="row">
      <a href="${ticket.link}" rel="noreferrer"><bdi>${ticketTitle(ticket)}</bdi></a>
      <p class="quiet"><bdi>${ticketState(ticket, startedAt)}</bdi></p>
    </th>
    <td>
      ${members.length === 0 ? 'members that are not there' : null}
      ${members.map(
        ({ identifier }, index) =>
          html`${index === 0 ? null : ', '}<a href="${links.person(connection, identifier)}"
              ><bdi>${identifier}</bdi></a
            >`,
      )},
      ${ORPHAN_NAMES[because]}
    </td>
  </tr>`;
}
