// Runs as a table, newest first.
import type { RunEntry } from '../domain/runs/run.ts';
import { grouped } from '../reports/words/amounts.ts';
import { html, type Markup, type MarkupValue } from '../reports/html/markup.ts';
import { stackedTable } from '../reports/html/table.ts';
import { prose } from '../reports/words/safe-text.ts';
import type { Links } from './page-links.ts';
import { didOf, instant, outcomeBadge, scopeText, startedBy } from './run-facts.ts';

export function runTable(links: Links, connection: string, runs: readonly RunEntry[], caption: string): Markup {
  return stackedTable({
    caption,
    columns: [
      { name: 'Run', kind: 'head' },
      { name: 'Outcome' },
      { name: 'About' },
      { name: 'Done', kind: 'number' },
      { name: 'Waiting', kind: 'number' },
      { name: 'Open', kind: 'number' },
      { name: 'Failed', kind: 'number' },
      { name: 'Findings', kind: 'number' },
    ],
    rows: runs.map((entry) => row(links, connection, entry)),
  });
}

function row(links: Links, connection: string, entry: RunEntry): readonly MarkupValue[] {
  const { counts } = entry;
  return [
    html`<a href="${links.run(connection, entry.run)}">${instant(entry.startedAt)}</a>
      <p class="quiet">${didOf(entry)} · ${startedBy(entry)}</p>`,
    html`${outcomeBadge(entry.outcome)}
      <p class="quiet">${prose(entry.summary)}</p>`,
    scopeText(entry),
    grouped(counts.done),
    grouped(counts.held),
    grouped(counts.pending),
    grouped(counts.failed),
    grouped(counts.findings),
  ];
}
