// The steps of a run as tables, and what waits with the command that releases it.
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import { GLYPHS, subjectOf, type Action } from '../../domain/planning/action.ts';
import type { ReportedStep, RunReport, StepOutcome } from '../../domain/runs/run.ts';
import {
  changesOf,
  heldBecause,
  nameOf,
  outcomeDetail,
  reasonOf,
  standingOf,
  type Standing,
} from '../words/describe-step.ts';
import { html, type Markup } from './markup.ts';
import { ACTION_TONES } from './tones.ts';
import { groupHint, shortDigest, waitingGroups, type NextStep, type WaitingGroup } from '../words/next-steps.ts';
import { prose } from '../words/safe-text.ts';
import { grouped } from '../words/amounts.ts';
import { ACTION_NAMES, STEP_OUTCOME_NAMES } from '../words/words.ts';

/** Rows of one table before it refers to the files; a page of more helps nobody. */
const SHOWN = 1000;

const OUTCOME_TONES = {
  done: 'good',
  already: 'good',
  moved: 'warn',
  skipped: 'warn',
  left: 'info',
  refused: 'bad',
  unverified: 'bad',
  unknown: 'bad',
} as const satisfies Record<StepOutcome['kind'], string>;

export function stepSections(report: RunReport): readonly Markup[] {
  return [
    ...section(report, 'failed', 'Failed', 'Steps that did not work out, each with what became of it'),
    ...section(report, 'done', 'Done', 'Steps that were written and read back, or were so already'),
    ...section(
      report,
      'open',
      report.applied ? 'Not done' : 'To do',
      report.applied ? 'Steps that were not tried or had become moot' : 'Steps that nothing holds',
    ),
    ...section(
      report,
      'left',
      'Left by the mode create-only',
      'Steps that nothing holds, but an unattended run in this mode creates members and writes nothing else',
    ),
    ...waiting(report),
    ...section(report, 'decided', 'Denied or set aside', 'Steps that wait for nobody, because somebody has decided so'),
  ];
}

/** A command breaks between its words only, so that it can be read and copied on a phone too. */
export function nextStep(step: NextStep): Markup {
  const words = step.command?.split(' ') ?? [];
  const spaced = words.map((word, index) => html`${index === 0 ? null : ' '}<span class="word">${word}</span>`);
  return html`<p>${step.what}</p>
    ${words.length === 0 ? null : html`<pre><code>${spaced}</code></pre>`}`;
}

function section(report: RunReport, standing: Standing, title: string, caption: string): readonly Markup[] {
  const steps = report.steps.filter((step) => standingOf(step) === standing);
  if (steps.length === 0) return [];
  return [
    html`<section>
      <h2>${title} (${grouped(steps.length)})</h2>
      ${table(
        steps,
        html`<caption>
          ${caption}
        </caption>`,
        (step) => afterwards(step),
      )}
    </section>`,
  ];
}

function waiting(report: RunReport): readonly Markup[] {
  const groups = waitingGroups(report.steps);
  if (groups.length === 0) return [];
  const count = groups.reduce((sum, group) => sum + group.steps.length, 0);
  return [
    html`<section>
      <h2>Waiting (${grouped(count)})</h2>
      ${groups.map((group) => waitingGroup(report, group))}
    </section>`,
  ];
}

function waitingGroup(report: RunReport, group: WaitingGroup): Markup {
  const hint = groupHint(group, report);
  const choice = hint.command !== null && group.steps.length > 1;
  const names = group.holds.map((hold) => GUARD_NAMES[hold.guard]).join(' and ');
  return html`<div>
    <h3>Held by ${names}</h3>
    ${group.sameWords ? group.holds.map((hold) => html`<p class="reason">${prose(heldBecause(hold))}</p>`) : null}
    ${table(
      group.steps,
      html`<caption class="unseen">
        Steps held by ${names}
      </caption>`,
      (step) => [
        ...(group.sameWords ? [] : step.holds.map((hold) => html`<li>${prose(heldBecause(hold))}</li>`)),
        ...(choice ? [html`<li class="quiet">Digest <code>${shortDigest(step.digest)}</code></li>`] : []),
      ],
    )}
    ${nextStep(hint)}
  </div>`;
}

function table<Step extends ReportedStep>(
  steps: readonly Step[],
  caption: Markup,
  more: (step: Step) => readonly Markup[],
): Markup {
  const shown = steps.slice(0, SHOWN);
  const rest = steps.length - shown.length;
  return html`<table class="steps">
      ${caption}
      <thead>
        <tr>
          <th scope="col" class="action">Action</th>
          <th scope="col" class="member">Member ID</th>
          <th scope="col" class="person">Person</th>
          <th scope="col">Why and what</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((step) => row(step, more(step)))}
      </tbody>
    </table>
    ${rest > 0 ? html`<p class="quiet">… and ${grouped(rest)} more, see actions.csv.</p>` : null}`;
}

function row({ action }: ReportedStep, more: readonly Markup[]): Markup {
  return html`<tr>
    <td>
      <span class="glyph ${ACTION_TONES[action.kind]}" aria-hidden="true">${GLYPHS[action.kind]}</span
      >${ACTION_NAMES[action.kind]}
    </td>
    <th scope="row"><bdi>${subjectOf(action)}</bdi></th>
    <td><bdi>${nameOf(action)}</bdi></td>
    <td>
      <ul>
        <li>${prose(reasonOf(action))}</li>
        ${changeItems(action)} ${more}
      </ul>
    </td>
  </tr>`;
}

/** A creation sets many fields at once, so they share a line; a change of an existing field has its own. */
function changeItems(action: Action): readonly Markup[] {
  const changes = changesOf(action);
  if (changes.length === 0) return [];
  return action.kind === 'create'
    ? [html`<li class="quiet">${changes.join(' · ')}</li>`]
    : changes.map((change) => html`<li>${change}</li>`);
}

function afterwards(step: ReportedStep): readonly Markup[] {
  const approved =
    step.verdict === 'go' && step.approvedBy !== null
      ? [html`<li class="quiet">Approved by <bdi>${step.approvedBy}</bdi></li>`]
      : [];
  if (standingOf(step) === 'decided') return decidedLines(step);
  if (step.outcome === null) return approved;
  const detail = outcomeDetail(step.outcome);
  const name = html`<strong class="${OUTCOME_TONES[step.outcome.kind]}"
    >${STEP_OUTCOME_NAMES[step.outcome.kind]}</strong
  >`;
  return [...approved, html`<li>${name}${detail === null ? null : html`: ${prose(detail)}`}</li>`];
}

function decidedLines(step: ReportedStep): readonly Markup[] {
  return step.verdict === 'go' ? [] : step.holds.map((hold) => html`<li>${prose(heldBecause(hold))}</li>`);
}
