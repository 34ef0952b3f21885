// What waits for somebody: the held steps of the latest run, by what holds them, with why, the digest and what releases it.
import type { RunReport } from '../../domain/run.ts';
import { heldBecause } from '../../reports/describe-step.ts';
import { counted, grouped } from '../../reports/amounts.ts';
import { nextStep } from '../../reports/html/html-steps.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { groupHint, waitingGroups, type WaitingGroup } from '../../reports/next-steps.ts';
import { prose } from '../../reports/safe-text.ts';
import { GUARD_NAMES } from '../../reports/words.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { ROWS } from '../pager.ts';
import { stepTable } from '../run/step-table.ts';
import { latestLead } from './latest-lead.ts';

export function renderWaiting(connection: string, report: RunReport | null, around: Surroundings): string {
  const groups = report === null ? [] : waitingGroups(report.steps);
  const count = groups.reduce((sum, { steps }) => sum + steps.length, 0);
  return renderFrame(
    {
      title: `Waiting, ${connection}`,
      heading: html`<h1>Waiting</h1>`,
      lead: html`${report === null ? null : html`<p class="lead">${count === 0 ? 'No step waits.' : `${counted(count, 'step waits', 'steps wait')}.`}</p>`}
      ${latestLead(report, around.links)}`,
      main: html`${report === null ? null : groups.map((group, index) => section(report, group, index, around.links))}`,
      place: { connection, section: 'waiting' },
    },
    around,
  );
}

/** One set of steps that wait for the same. Whoever decides on some or all of it does so here: a form around the table. */
function section(report: RunReport, group: WaitingGroup, index: number, links: Links): Markup {
  const { connection, run } = report;
  const names = group.holds.map(({ guard }) => GUARD_NAMES[guard]).join(' and ');
  const shown = group.steps.slice(0, ROWS);
  const rest = group.steps.length - shown.length;
  const all = links.run(connection, run, { standing: 'waiting', guard: group.holds[0].guard });
  return html`<section aria-labelledby="held-${index}">
    <h2 id="held-${index}">Held by ${names} (${grouped(group.steps.length)})</h2>
    ${group.sameWords ? group.holds.map((hold) => html`<p class="warn"><bdi>${prose(heldBecause(hold))}</bdi></p>`) : null}
    ${stepTable(shown, { links, connection, caption: `Steps held by ${names}`, withHolds: !group.sameWords })}
    ${rest > 0 ? html`<p><a href="${all}">All ${grouped(group.steps.length)}, with filters</a></p>` : null}
    <div class="release">${nextStep(groupHint(group, report))}</div>
  </section>`;
}
