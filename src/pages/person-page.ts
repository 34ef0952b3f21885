// One person through the runs: how it was decided, what holds it, what comes next, and what was before.
import { GUARD_NAMES } from '../domain/planning/plan.ts';
import type { FreshLook } from '../domain/planning/explanation.ts';
import { namesOf, type PersonHistory, type Sighting } from '../domain/runs/sighting.ts';
import { heldBecause, reasonOf, toTheMinute } from '../reports/words/describe-step.ts';
import { counted } from '../reports/words/amounts.ts';
import { idleText } from '../reports/words/describe-seat.ts';
import { nextStep } from '../reports/html/html-steps.ts';
import { html, type Markup } from '../reports/html/markup.ts';
import { releaseHint } from '../reports/words/next-steps.ts';
import { prose } from '../reports/words/safe-text.ts';
import { ACTION_NAMES, EXPLANATION_NAMES } from '../reports/words/words.ts';
import { decisionList } from './connection/decision-list.ts';
import { findingList } from './connection/finding-list.ts';
import { renderFrame, type Surroundings } from './frame.ts';
import type { Links } from './page-links.ts';
import { instant, outcomeBadge } from './run-facts.ts';
import { stepTable } from './run/step-table.ts';

export interface PersonView {
  readonly connection: string;
  /** null: nobody was asked for yet. */
  readonly history: PersonHistory | null;
  /** What both sides say of them now; null: nobody has asked. */
  readonly now: FreshLook | null;
}

export function renderPerson({ connection, history, now }: PersonView, around: Surroundings): string {
  const { links } = around;
  const latest = history?.sightings[0];
  const name = latest?.people[0]?.name ?? latest?.members[0]?.name ?? history?.asked ?? 'People';
  return renderFrame(
    {
      title: history === null ? `People, ${connection}` : `${name}, ${connection}`,
      heading: html`<h1><bdi>${name}</bdi></h1>`,
      lead: history === null ? html`<p class="lead">What the stored runs say of one person.</p>` : leadOf(history),
      main: html`${search(links, connection, history)} ${now === null ? null : lookedAt(now)}
      ${history === null || latest === undefined ? null : asOf(latest)}
      ${history === null ? null : decisions(connection, history, links)}
      ${history === null ? null : history.sightings.map((one) => sighting(one, links))}
      ${history === null ? null : lookAgain(connection, history, links)}`,
      place: { connection, section: 'people' },
    },
    around,
  );
}

function leadOf({ sightings, opened }: PersonHistory): Markup {
  const [latest] = sightings;
  const people = latest?.people.map(({ login }) => html`<bdi>${login}</bdi>`) ?? [];
  const members = latest?.members.map(({ identifier }) => html`Member ID <bdi>${identifier}</bdi>`) ?? [];
  return html`${latest === undefined ? null : html`<p class="lead">${list([...people, ...members])}</p>`}
    <p class="quiet">
      ${sightings.length === 0 ? 'None' : counted(sightings.length, 'run', 'runs')} of the ${opened} latest that were
      opened ${sightings.length === 1 ? 'says' : 'say'} anything of them; a run says nothing of whoever is as they
      should be.
    </p>`;
}

function list(items: readonly Markup[]): readonly Markup[] {
  return items.map((item, index) => html`${index === 0 ? null : ' · '}${item}`);
}

function search(links: Links, connection: string, history: PersonHistory | null): Markup {
  return html`<form
    class="filters"
    method="get"
    action="${peopleAddress(links, connection)}"
    role="search"
    aria-label="One person"
  >
    ${links.hidden}
    <p>
      <label for="who">Login, Member ID, name or directory id</label>
      <input id="who" name="who" type="search" required value="${history?.asked ?? ''}" autocomplete="off" />
    </p>
    <p class="buttons"><button type="submit">Show</button></p>
  </form>`;
}

/** The steps of the latest run that says something of them, in the order in which it was decided. */
function asOf({ report, steps }: Sighting): Markup {
  const { startedAt } = report;
  return html`<section>
    <h2>As of ${instant(startedAt)}</h2>
    <dl>
      <dt>Decision</dt>
      <dd>
        ${steps.length === 0 ? 'Nothing was to be done for them.' : null}
        ${steps.map(({ action }) => html`<p>${ACTION_NAMES[action.kind]}: ${prose(reasonOf(action))}</p>`)}
      </dd>
      <dt>Guards</dt>
      <dd>
        ${steps.every(({ verdict }) => verdict === 'go') ? 'Nothing is held.' : null}
        ${steps.map((step) => (step.verdict === 'go' ? null : html`${step.holds.map((hold) => html`<p>Held by ${GUARD_NAMES[hold.guard]}: <bdi>${prose(heldBecause(hold))}</bdi></p>`)}`)).filter((one) => one !== null)}
      </dd>
      <dt>Next</dt>
      <dd>
        ${steps.flatMap((step) => (step.verdict === 'hold' ? [nextStep(releaseHint(step, report))] : []))}
        ${steps.every(({ verdict }) => verdict === 'go') ? 'Nothing waits for anybody.' : null}
      </dd>
    </dl>
  </section>`;
}

function decisions(connection: string, { rulings }: PersonHistory, links: Links): Markup | null {
  return rulings.length === 0
    ? null
    : html`<section>
        <h2>What was decided of them</h2>
        ${decisionList(rulings, connection, links)}
      </section>`;
}

function sighting({ report, steps, findings, sheets, idle }: Sighting, links: Links): Markup {
  const { connection, run, startedAt } = report;
  return html`<section>
    <h2><a href="${links.run(connection, run)}">Run of ${instant(startedAt)}</a> ${outcomeBadge(report.outcome)}</h2>
    ${steps.length === 0 ? null : stepTable(steps, { links, connection, caption: `Their steps in run ${run}`, captionUnseen: true, withHolds: true })}
    ${sheets.map(
      ({ member }) =>
        html`<p>
          <a href="${links.leaver(connection, run, member.key)}">Leaver sheet of <bdi>${member.identifier}</bdi></a>
        </p>`,
    )}
    ${idle.map((seat) => html`<p>Seat of <bdi>${seat.member.identifier}</bdi> idle: ${idleText(seat)}</p>`)}
    ${findingList(findings, { links, connection })}
  </section>`;
}

const HARMLESS = /^[\w.@+-]{1,100}$/;

/** What only a fresh look at both sides can tell: the steps of the decision, in its order. */
function lookedAt(now: FreshLook): Markup {
  return html`<section id="now">
    <h2>As it is now</h2>
    ${
      now.kind === 'failed'
        ? html`<p class="bad">It could not be told: <bdi>${prose(now.detail)}</bdi></p>`
        : html`<dl>
            ${now.explanation.steps.map(
              ({ step, answer, details }) =>
                html`<dt>${EXPLANATION_NAMES[step]}</dt>
                  <dd>
                    <p><bdi>${prose(toTheMinute(answer))}</bdi></p>
                    ${details.map((detail) => html`<p class="quiet"><bdi>${prose(toTheMinute(detail))}</bdi></p>`)}
                  </dd>`,
            )}
          </dl>`
    }
  </section>`;
}

function lookAgain(connection: string, history: PersonHistory, links: Links): Markup {
  const who = namesOf(history).find((name) => HARMLESS.test(name)) ?? 'PERSON';
  return html`<section>
    <h2>Look now</h2>
    <p>
      What stands above comes from stored runs. Where they stand in the directory now, which groups and which evidence
      speak for their member, and what the next run would do: both sides are read for it, and nothing is written.
    </p>
    <form method="get" action="${peopleAddress(links, connection)}#now">
      ${links.hidden}
      <input type="hidden" name="who" value="${history.asked}" />
      <input type="hidden" name="now" value="yes" />
      <button type="submit" class="second">Look now</button>
    </form>
    <p>The same at a command line:</p>
    <pre><code>rollcall explain ${who} --connection ${connection}</code></pre>
  </section>`;
}

/** Without what a form by GET sends itself. */
function peopleAddress(links: Links, connection: string): string {
  return links.section(connection, 'people').replace(/\?.*$/, '');
}
