// The form by which the runs of a span of time are taken away as one file.
import type { RunEntry } from '../../domain/runs/run.ts';
import { dayOf } from '../../reports/words/amounts.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { EXPORT_FORMATS, EXPORT_TABLES, FORMAT_NAMES } from '../../reports/span/export-choices.ts';
import type { Links } from '../page-links.ts';

/** `runs`: those on the page, newest first; their days are what the form begins with. null: there are none to take. */
export function exportForm(connection: string, runs: readonly RunEntry[], links: Links): Markup | null {
  const [newest, oldest] = [runs[0], runs.at(-1)];
  if (newest === undefined || oldest === undefined) return null;
  return html`<section>
    <h2>Download runs</h2>
    <p>
      All runs that began on these days (UTC). A workbook has the runs, every action with what became of it, and the
      findings; CSV has one table; JSON has everything, one run a line.
    </p>
    <form class="filters" method="get" action="${links.exported(connection)}" aria-label="Download runs">
      ${links.hidden} ${day('from', 'First day', oldest)} ${day('to', 'Last day', newest)}
      <p>
        <label for="format">Format</label>
        <select id="format" name="format">
          ${EXPORT_FORMATS.map((format) => html`<option value="${format}">${FORMAT_NAMES[format]}</option>`)}
        </select>
      </p>
      <p>
        <label for="table">Table of the CSV</label>
        <select id="table" name="table">
          ${EXPORT_TABLES.map((table) => html`<option value="${table}">${table}</option>`)}
        </select>
      </p>
      <p class="buttons"><button type="submit">Download</button></p>
    </form>
  </section>`;
}

function day(name: 'from' | 'to', label: string, { startedAt }: RunEntry): Markup {
  return html`<p>
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="date" required value="${dayOf(startedAt)}" />
  </p>`;
}
