// The first page: every connection, how it is, what it did last, and what waits for somebody.
import type { LatestState } from './connection-state.ts';
import { counted, grouped } from '../reports/words/amounts.ts';
import { html, type Markup } from '../reports/html/markup.ts';
import { prose } from '../reports/words/safe-text.ts';
import { healthBadge } from './health-badge.ts';
import type { Links } from './page-links.ts';
import { renderFrame, type Surroundings } from './frame.ts';
import { instant, outcomeBadge } from './run-facts.ts';

export interface Overview {
  readonly connections: readonly LatestState[];
  /** What is wrong with the work that was put aside; null: nothing. */
  readonly poisoned: string | null;
}

export function renderOverview({ connections, poisoned }: Overview, around: Surroundings): string {
  const ill = connections.filter(({ healthy }) => !healthy).length;
  const waiting = connections.reduce((sum, { last }) => sum + (last?.counts.held ?? 0), 0);
  return renderFrame(
    {
      title: 'All connections',
      heading: html`<h1>All connections</h1>`,
      lead: html`<p class="lead">
        ${counted(connections.length, 'connection', 'connections')}:
        ${ill === 0 ? 'each had a good run lately' : `${grouped(ill)} without a recent good run`};
        ${waiting === 0 ? 'no step waits.' : `${counted(waiting, 'step waits', 'steps wait')}.`}
      </p>`,
      main: html`${
        poisoned === null
          ? null
          : html`<section>
              <h2>Work that was put aside</h2>
              <p class="bad">${prose(poisoned)}</p>
            </section>`
      }
      ${connections.map((one) => connection(around.links, one))}`,
      place: null,
    },
    around,
  );
}

function connection(links: Links, state: LatestState): Markup {
  const { name, last, notices } = state;
  return html`<section class="connection">
    <h2><a href="${links.section(name, 'home')}">${name}</a></h2>
    <p>${healthBadge(state)} ${prose(state.detail)}</p>
    ${last === null ? html`<p class="quiet">No run over everybody is stored.</p>` : lastRun(links, name, last)}
    ${
      notices.length === 0
        ? null
        : html`<ul class="warn">
            ${notices.map((notice) => html`<li>${prose(notice)}</li>`)}
          </ul>`
    }
  </section>`;
}

function lastRun(links: Links, name: string, last: NonNullable<LatestState['last']>): Markup {
  return html`<dl class="facts">
    <div>
      <dt>Last run</dt>
      <dd><a href="${links.run(name, last.run)}">${instant(last.startedAt)}</a> ${outcomeBadge(last.outcome)}</dd>
    </div>
    ${fact('Waiting', last.counts.held, links.section(name, 'waiting'))}
    ${fact('Findings', last.counts.findings, links.section(name, 'findings'))}
    ${fact('Orphaned tickets', last.orphans ?? null, links.section(name, 'orphans'))}
    ${fact('Idle seats', last.idle ?? null, links.section(name, 'seats'))}
  </dl>`;
}

function fact(label: string, count: number | null, address: string): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd>${count === null ? 'not looked' : html`<a href="${address}">${grouped(count)}</a>`}</dd>
  </div>`;
}
