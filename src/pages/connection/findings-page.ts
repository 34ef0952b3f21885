// What the latest run found that no write cures.
import type { RunReport } from '../../domain/runs/run.ts';
import { counted, grouped } from '../../reports/words/amounts.ts';
import { html } from '../../reports/html/markup.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import { pager, sliceOf } from '../pager.ts';
import { findingList } from './finding-list.ts';
import { latestLead } from './latest-lead.ts';

export interface FindingsView {
  readonly connection: string;
  readonly report: RunReport | null;
  /** From 1. */
  readonly page: number;
}

export function renderFindings({ connection, report, page }: FindingsView, around: Surroundings): string {
  const { links } = around;
  const findings = report?.findings ?? [];
  const act = findings.filter(({ severity }) => severity === 'act');
  // Those that need somebody come first, on whichever page they stand.
  const slice = sliceOf([...act, ...findings.filter(({ severity }) => severity === 'know')], page);
  return renderFrame(
    {
      title: `Findings, ${connection}`,
      heading: html`<h1>Findings</h1>`,
      lead: html`${report === null ? null : html`<p class="lead">${counted(findings.length, 'finding', 'findings')}, of which ${counted(act.length, 'needs', 'need')} somebody.</p>`}
      ${latestLead(report, links)}`,
      main: html`${
        slice.total === 0
          ? null
          : html`<section>
              <h2>What was found (${grouped(slice.total)})</h2>
              ${findingList(slice.rows, { links, connection })}
              ${pager(slice, (at) => links.section(connection, 'findings', { page: at }))}
            </section>`
      }`,
      place: { connection, section: 'findings' },
    },
    around,
  );
}
