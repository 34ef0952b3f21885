// A connection at a glance: how it is, what waits, its latest runs, and how it went over time.
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { grouped } from '../../reports/words/amounts.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { prose } from '../../reports/words/safe-text.ts';
import type { LatestState } from '../connection-state.ts';
import type { DrawChart } from '../charts/chart.ts';
import { chartFigure } from '../charts/chart-figure.ts';
import { actionsChart, seatsChart } from '../charts/run-charts.ts';
import { idleCostChart, orphansChart } from '../charts/work-charts.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import { healthBadge } from '../health-badge.ts';
import type { Links, Section } from '../page-links.ts';
import { outcomeBadge } from '../run-facts.ts';
import { runTable } from '../run-table.ts';

export interface HomeView {
  readonly state: LatestState;
  /** The latest ones over everybody, newest first. */
  readonly runs: readonly RunEntry[];
  /** The latest one over everybody; null: there is none. */
  readonly report: RunReport | null;
  readonly draw: DrawChart;
}

const SHOWN = 10;

export function renderHome({ state, runs, report, draw }: HomeView, around: Surroundings): string {
  const { links } = around;
  return renderFrame(
    {
      title: state.name,
      heading: html`<h1>${state.name}</h1>`,
      lead: html`<p class="lead">${healthBadge(state)} <bdi>${prose(state.detail)}</bdi></p>
        ${state.last === null ? null : html`<p>Last run: ${outcomeBadge(state.last.outcome)} <bdi>${prose(state.last.summary)}</bdi></p>`}
        ${state.notices.map((notice) => html`<p class="warn"><bdi>${prose(notice)}</bdi></p>`)}
        ${state.last === null ? null : tiles(links, state.name, state.last, report)}`,
      main: html`${latestRuns(links, state.name, runs)} ${charts(runs, report, draw)}`,
      place: { connection: state.name, section: 'home' },
    },
    around,
  );
}

function tiles(links: Links, connection: string, last: RunEntry, report: RunReport | null): Markup {
  const act = report?.findings.filter(({ severity }) => severity === 'act').length ?? last.counts.findings;
  const tile = (section: Section, count: number | null, label: string): Markup =>
    html`<li>
      <a href="${links.section(connection, section)}"
        ><strong>${count === null ? '?' : grouped(count)}</strong> ${label}</a
      >
    </li>`;
  return html`<ul class="tiles">
    ${tile('waiting', last.counts.held, last.counts.held === 1 ? 'step waits' : 'steps wait')}
    ${tile('findings', act, act === 1 ? 'finding needs somebody' : 'findings need somebody')}
    ${tile('orphans', last.orphans ?? null, last.orphans === 1 ? 'ticket lies with nobody' : 'tickets lie with nobody')}
    ${tile('seats', last.idle ?? null, last.idle === 1 ? 'idle seat' : 'idle seats')}
  </ul>`;
}

function latestRuns(links: Links, connection: string, runs: readonly RunEntry[]): Markup {
  return html`<section>
    <h2>Latest runs over everybody</h2>
    ${
      runs.length === 0
        ? html`<p>None is stored yet. <code>rollcall plan</code> makes one, and so does the schedule.</p>`
        : runTable(links, connection, runs.slice(0, SHOWN), 'Latest runs over everybody, newest first; times are UTC')
    }
    <p><a href="${links.section(connection, 'runs')}">All runs</a></p>
  </section>`;
}

function charts(runs: readonly RunEntry[], report: RunReport | null, draw: DrawChart): Markup | null {
  if (report === null) return null;
  const { seating } = report;
  const orphans = report.offboarding?.orphans ?? null;
  const idle = seating?.idle ?? null;
  const shown = [
    actionsChart(runs),
    ...(seating === null ? [] : [seatsChart(seating.trend)]),
    ...(orphans === null ? [] : [orphansChart(orphans.tickets, report.startedAt)]),
    ...(seating === null || idle === null ? [] : [idleCostChart(idle, seating.currency)]),
  ];
  return html`<section>
    <h2>Over time</h2>
    <div class="charts">${shown.map((chart) => chartFigure(chart, draw))}</div>
  </section>`;
}
