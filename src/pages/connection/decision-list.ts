// What people have decided: one decision with what became of each step, and many in a row.
import type { Ruling } from '../../domain/rulings/ruling.ts';
import {
  RULING_NAMES,
  RULING_STATE_NAMES,
  ruledLines,
  ruledName,
  rulingHeadline,
  rulingNext,
  rulingState,
  type RulingState,
} from '../../reports/words/describe-ruling.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { prose } from '../../reports/words/safe-text.ts';
import type { Links } from '../page-links.ts';
import { instant } from '../run-facts.ts';

const TONES = {
  'under-way': 'info',
  second: 'warn',
  refused: 'bad',
  standing: 'info',
  done: 'good',
  'part-done': 'warn',
  'not-done': 'bad',
} as const satisfies Record<RulingState, string>;

/** Steps that are told one by one; the others are in the file of the run. */
const SHOWN = 50;

function stateBadge(ruling: Ruling): Markup {
  const state = rulingState(ruling);
  return html`<span class="badge ${TONES[state]}">${RULING_STATE_NAMES[state]}</span>`;
}

/** Right after it was made: what it means, and where to look for what comes of it. */
export function decisionNotice(ruling: Ruling, connection: string, links: Links): Markup {
  const next = rulingNext(ruling);
  const again = links.section(connection, 'waiting', { decision: ruling.id });
  return html`<section class="notice" aria-labelledby="decision">
    <h2 id="decision"><bdi>${rulingHeadline(ruling)}</bdi> ${stateBadge(ruling)}</h2>
    ${next === null ? null : html`<p>${next}</p>`}
    ${rulingState(ruling) === 'under-way' ? html`<p><a href="${again}">Look again</a></p>` : null}
    ${details(ruling, connection, links)}
  </section>`;
}

/** Newest first. */
export function decisionList(rulings: readonly Ruling[], connection: string, links: Links): Markup {
  return html`<ul class="findings">
    ${rulings.map(
      (ruling) =>
        html`<li>
          <p>${instant(ruling.at)}: <bdi>${rulingHeadline(ruling)}</bdi> ${stateBadge(ruling)}</p>
          <details>
            <summary>What it is about<span class="unseen"> (${RULING_NAMES[ruling.kind]} ${ruling.at})</span></summary>
            ${details(ruling, connection, links)}
          </details>
        </li>`,
    )}
  </ul>`;
}

function details(ruling: Ruling, connection: string, links: Links): Markup {
  const lines = ruledLines(ruling);
  const rest = lines.length - SHOWN;
  const run = ruling.result?.run ?? null;
  return html`${ruling.note === '' ? null : html`<p>Note: <bdi>${prose(ruling.note)}</bdi></p>`}
    <ul>
      ${lines.slice(0, SHOWN).map(
        ({ step, words, tone }) =>
          html`<li>
            <bdi>${ruledName(step)}</bdi>${
              step.person === null
                ? null
                : html` (<a href="${links.person(connection, step.person.id)}"><bdi>${step.person.name}</bdi></a
                    >)`
            }:
            <span class="${tone}"><bdi>${prose(words)}</bdi></span>
          </li>`,
      )}
      ${rest > 0 ? html`<li>… and ${rest} more</li>` : null}
    </ul>
    ${ruling.unfitting.map((words) => html`<p class="warn"><bdi>${prose(words)}</bdi></p>`)}
    <p class="quiet">
      About the plan of
      <a href="${links.run(connection, ruling.seen)}">run ${ruling.seen}</a
      >${run === null ? '.' : html`, carried out by <a href="${links.run(connection, run)}">run ${run}</a>.`}
    </p>`;
}
