// From which run a page's content is: the latest that looked at everybody.
import type { RunReport } from '../../domain/runs/run.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import type { Links } from '../page-links.ts';
import { instant } from '../run-facts.ts';

/** null: there is no run yet. */
export function latestLead(report: RunReport | null, links: Links): Markup {
  if (report === null)
    return html`<p class="lead">No run over everybody is stored yet, so there is nothing to show.</p>`;
  return html`<p class="quiet">
    As the latest run over everybody found it:
    <a href="${links.run(report.connection, report.run)}">${instant(report.startedAt)}</a>.
  </p>`;
}
