// The form that asks for some of a run's steps. It works by itself; the script only makes it faster.
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { standingOf } from '../../reports/words/describe-step.ts';
import { grouped } from '../../reports/words/amounts.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { ACTION_NAMES } from '../../reports/words/words.ts';
import type { Links } from '../page-links.ts';
import { guardsOf, STANDING_NAMES, type StepFilter } from './step-filter.ts';

export function filterForm(report: RunReport, filter: StepFilter, links: Links): Markup {
  const { steps, connection, run } = report;
  const plain = links.run(connection, run);
  return html`<form
    class="filters"
    method="get"
    action="${plain.replace(/\?.*$/, '')}"
    role="search"
    aria-label="Steps of this run"
  >
    ${links.hidden}
    ${select('standing', 'How it stands', countsOf(steps.map(standingOf)), STANDING_NAMES, filter.standing)}
    ${select('action', 'Action', countsOf(steps.map(({ action }) => action.kind)), ACTION_NAMES, filter.action)}
    ${select('guard', 'Held by', countsOf(steps.flatMap(guardsOf)), GUARD_NAMES, filter.guard)}
    <p>
      <label for="q">Member ID, name, login or digest</label>
      <input id="q" name="q" type="search" value="${filter.text}" autocomplete="off" data-narrows />
    </p>
    <p class="buttons"><button type="submit">Show</button> <a href="${plain}">Show all</a></p>
    <p class="quiet" role="status" data-narrowed></p>
  </form>`;
}

/** Only what there is can be chosen, and what is chosen already. */
function select<Name extends string>(
  field: string,
  label: string,
  counts: ReadonlyMap<Name, number>,
  names: Readonly<Record<Name, string>>,
  chosen: Name | null,
): Markup {
  const offered = chosen === null || counts.has(chosen) ? [...counts] : [...counts, [chosen, 0] as const];
  return html`<p>
    <label for="${field}">${label}</label>
    <select id="${field}" name="${field}">
      <option value="">all</option>
      ${offered.map(([name, count]) =>
        name === chosen
          ? html`<option value="${name}" selected>${names[name]} (${grouped(count)})</option>`
          : html`<option value="${name}">${names[name]} (${grouped(count)})</option>`,
      )}
    </select>
  </p>`;
}

function countsOf<Name extends string>(all: readonly Name[]): ReadonlyMap<Name, number> {
  const counts = new Map<Name, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
