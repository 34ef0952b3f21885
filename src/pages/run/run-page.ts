// One run: its plan and what became of it, some or all of it, with everything that can be downloaded.
import { DECISIONS_FILE, runFileNames } from '../../domain/runs/run-files.ts';
import type { Ruling } from '../../domain/rulings/ruling.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { counted, grouped } from '../../reports/words/amounts.ts';
import { factSections } from '../../reports/html/html-facts.ts';
import { nextStep } from '../../reports/html/html-steps.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { nextSteps } from '../../reports/words/next-steps.ts';
import { outcomeMeaning } from '../../reports/words/outcome-meaning.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { RUN_OUTCOME_NAMES } from '../../reports/words/words.ts';
import { decisionList } from '../connection/decision-list.ts';
import { findingList } from '../connection/finding-list.ts';
import { leaverTable } from '../connection/leavers.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { pager, sliceOf } from '../pager.ts';
import { instant, outcomeBadge } from '../run-facts.ts';
import { filterForm } from './filter-form.ts';
import { filterQuery, filterSteps, type StepFilter } from './step-filter.ts';
import { stepTable } from './step-table.ts';

export interface RunView {
  readonly report: RunReport;
  readonly filter: StepFilter;
  /** Those about its plan, and those that it carried out, newest first. */
  readonly rulings: readonly Ruling[];
  /** Of the steps, from 1. */
  readonly page: number;
}

export function renderRun(view: RunView, around: Surroundings): string {
  const { report } = view;
  const { links } = around;
  return renderFrame(
    {
      title: `${RUN_OUTCOME_NAMES[report.outcome]}, run of ${report.startedAt.slice(0, 16)}, ${report.connection}`,
      heading: html`<h1>Run of ${instant(report.startedAt)}</h1>`,
      lead: html`<p class="lead">${outcomeBadge(report.outcome)} <bdi>${prose(report.summary)}</bdi></p>
        <p class="quiet">${outcomeMeaning(report)}</p>`,
      main: html`${next(report)} ${decisions(view, links)} ${steps(view, links)} ${leavers(report, links)}
      ${findings(report, links)} ${downloads(view, links)} ${factSections(report)}`,
      place: { connection: report.connection, section: null },
    },
    around,
  );
}

function next(report: RunReport): Markup | null {
  const all = nextSteps(report);
  return all.length === 0
    ? null
    : html`<section>
        <h2>Next</h2>
        ${all.map(nextStep)}
      </section>`;
}

function steps({ report, filter, page }: RunView, links: Links): Markup {
  const wanted = filterSteps(report.steps, filter);
  const slice = sliceOf(wanted, page);
  const some = wanted.length === report.steps.length ? '' : ` of ${grouped(report.steps.length)}`;
  return html`<section>
    <h2>Plan and outcome (${grouped(wanted.length)}${some})</h2>
    ${report.steps.length === 0 ? html`<p>There was nothing to do.</p>` : filterForm(report, filter, links)}
    ${report.steps.length > 0 && wanted.length === 0 ? html`<p>No step of this run fits.</p>` : null}
    ${
      wanted.length === 0
        ? null
        : stepTable(slice.rows, {
            links,
            connection: report.connection,
            caption: `${counted(wanted.length, 'step', 'steps')}, in the order of the plan`,
            withHolds: true,
          })
    }
    ${pager(slice, (at) => links.run(report.connection, report.run, { ...filterQuery(filter), page: at }))}
  </section>`;
}

function decisions({ report, rulings }: RunView, links: Links): Markup | null {
  if (rulings.length === 0) return null;
  return html`<section>
    <h2>Decisions (${grouped(rulings.length)})</h2>
    <p class="quiet">What people have decided of its steps, and what it carried out for them.</p>
    ${decisionList(rulings, report.connection, links)}
  </section>`;
}

function leavers(report: RunReport, links: Links): Markup | null {
  const sheets = report.offboarding?.leavers ?? [];
  if (sheets.length === 0) return null;
  return html`<section>
    <h2>Leavers and their work (${grouped(sheets.length)})</h2>
    ${leaverTable(report, sheets, links)}
  </section>`;
}

function findings(report: RunReport, links: Links): Markup | null {
  if (report.findings.length === 0) return null;
  return html`<section>
    <h2>Findings (${grouped(report.findings.length)})</h2>
    ${findingList(report.findings, { links, connection: report.connection })}
  </section>`;
}

function downloads({ report, rulings }: RunView, links: Links): Markup {
  return html`<section>
    <h2>Files of this run</h2>
    <ul class="files">
      ${[...runFileNames(report), ...(rulings.length > 0 ? [DECISIONS_FILE] : [])].map(
        (file) => html`<li><a href="${links.file(report.connection, report.run, file)}">${file}</a></li>`,
      )}
    </ul>
  </section>`;
}
