// All runs of a connection, newest first, a page at a time.
import type { RunEntry } from '../../domain/runs/run.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { exportForm } from './export-form.ts';
import { runTable } from '../run-table.ts';

export interface RunsView {
  readonly connection: string;
  readonly runs: readonly RunEntry[];
  /** Whether the page begins with the newest. */
  readonly first: boolean;
  /** Whether there may be older ones. */
  readonly more: boolean;
}

export function renderRuns(view: RunsView, around: Surroundings): string {
  const { connection, runs, first, more } = view;
  const { links } = around;
  return renderFrame(
    {
      title: `Runs, ${connection}`,
      heading: html`<h1>Runs</h1>`,
      lead:
        runs.length === 0
          ? html`<p class="lead">${first ? 'No run is stored yet.' : 'There are no older runs.'}</p>`
          : null,
      main: html`<section>
          <h2>${first ? 'Newest runs' : 'Older runs'}</h2>
          ${runs.length === 0 ? null : runTable(links, connection, runs, 'Runs, newest first; times are UTC')}
          ${first && !more ? null : turning(view, links)}
        </section>
        ${exportForm(connection, runs, links)}`,
      place: { connection, section: 'runs' },
    },
    around,
  );
}

function turning({ connection, runs, first, more }: RunsView, links: Links): Markup {
  const last = runs.at(-1);
  const older = more && last !== undefined ? links.section(connection, 'runs', { before: last.run }) : null;
  return html`<nav class="pager" aria-label="Pages of the list">
    ${first ? null : html`<a href="${links.section(connection, 'runs')}">Newest runs</a>`}
    ${older === null ? null : html`<a rel="next" href="${older}">Older runs</a>`}
  </nav>`;
}
