// All runs of a connection, newest first, a page at a time.
import type { RunEntry } from '../../domain/run.ts';
import { html } from '../../reports/html/markup.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import { runTable } from '../run-table.ts';

export interface RunsView {
  readonly connection: string;
  readonly runs: readonly RunEntry[];
  /** Whether the page begins with the newest. */
  readonly first: boolean;
  /** Whether there may be older ones. */
  readonly more: boolean;
}

export function renderRuns({ connection, runs, first, more }: RunsView, around: Surroundings): string {
  const { links } = around;
  const last = runs.at(-1);
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
        <nav class="pager" aria-label="Pages of the list">
          ${first ? null : html`<a href="${links.section(connection, 'runs')}">Newest runs</a>`}
          ${more && last !== undefined ? html`<a rel="next" href="${links.section(connection, 'runs', { before: last.run })}">Older runs</a>` : null}
        </nav>
      </section>`,
      place: { connection, section: 'runs' },
    },
    around,
  );
}
