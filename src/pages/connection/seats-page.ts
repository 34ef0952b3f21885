// Seats of the latest run: how many, what they cost, who waits for one, which nobody uses, and how it went.
import type { RunReport } from '../../domain/runs/run.ts';
import { seatSections } from '../../reports/html/html-seats.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import type { DrawChart } from '../charts/chart.ts';
import { chartFigure } from '../charts/chart-figure.ts';
import { seatsChart } from '../charts/run-charts.ts';
import { idleCostChart } from '../charts/work-charts.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import { latestLead } from './latest-lead.ts';

export interface SeatsView {
  readonly connection: string;
  readonly report: RunReport | null;
  readonly draw: DrawChart;
}

export function renderSeats({ connection, report, draw }: SeatsView, around: Surroundings): string {
  return renderFrame(
    {
      title: `Seats, ${connection}`,
      heading: html`<h1>Seats</h1>`,
      lead: latestLead(report, around.links),
      main: html`${report === null ? null : content(report, draw)}`,
      place: { connection, section: 'seats' },
    },
    around,
  );
}

function content(report: RunReport, draw: DrawChart): Markup {
  const { seating } = report;
  if (seating === null) return html`<p>This run ended before seats were counted.</p>`;
  return html`<div class="columns">
      <section>
        <h2>Trend</h2>
        ${chartFigure(seatsChart(seating.trend), draw)}
      </section>
      <section>
        <h2>Idle seats</h2>
        ${
          seating.idle === null
            ? html`<p class="quiet">This run did not look for idle seats.</p>`
            : chartFigure(idleCostChart(seating.idle, seating.currency), draw)
        }
      </section>
    </div>
    ${seatSections(report)}`;
}
