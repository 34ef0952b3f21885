// Runs as a table, newest first.
import type { RunEntry } from '../domain/run.ts';
import { grouped } from '../reports/amounts.ts';
import { html, type Markup } from '../reports/html/markup.ts';
import { prose } from '../reports/safe-text.ts';
import type { Links } from './page-links.ts';
import { didOf, instant, outcomeBadge, scopeText, startedBy } from './run-facts.ts';

export function runTable(links: Links, connection: string, runs: readonly RunEntry[], caption: string): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="runs">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Outcome</th>
          <th scope="col">About, started by</th>
          <th scope="col" class="number">Done</th>
          <th scope="col" class="number">Waiting</th>
          <th scope="col" class="number">Open</th>
          <th scope="col" class="number">Failed</th>
          <th scope="col" class="number">Findings</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map((entry) => row(links, connection, entry))}
      </tbody>
    </table>
  </div>`;
}

function row(links: Links, connection: string, entry: RunEntry): Markup {
  const { counts } = entry;
  return html`<tr>
    <th scope="row">
      <a href="${links.run(connection, entry.run)}">${instant(entry.startedAt)}</a>
      <p class="quiet">${didOf(entry)}</p>
    </th>
    <td>
      ${outcomeBadge(entry.outcome)}
      <p class="quiet">${prose(entry.summary)}</p>
    </td>
    <td>
      ${scopeText(entry)}
      <p class="quiet">${startedBy(entry)}</p>
    </td>
    <td class="number">${grouped(counts.done)}</td>
    <td class="number">${grouped(counts.held)}</td>
    <td class="number">${grouped(counts.pending)}</td>
    <td class="number">${grouped(counts.failed)}</td>
    <td class="number">${grouped(counts.findings)}</td>
  </tr>`;
}
