// Steps as a table: what, whom, why, how it stands, and the digest by which somebody approves it.
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import { GLYPHS, subjectOf, type Action } from '../../domain/planning/action.ts';
import type { ReportedStep } from '../../domain/runs/run.ts';
import {
  changesOf,
  heldBecause,
  nameOf,
  outcomeDetail,
  reasonOf,
  standingOf,
  type Standing,
} from '../../reports/words/describe-step.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { ACTION_TONES } from '../../reports/html/tones.ts';
import { shortDigest } from '../../reports/words/next-steps.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { ACTION_NAMES, STEP_OUTCOME_NAMES } from '../../reports/words/words.ts';
import type { Links } from '../page-links.ts';
import { STANDING_NAMES } from './step-filter.ts';

const STANDING_TONES = {
  failed: 'bad',
  done: 'good',
  open: 'info',
  left: 'info',
  waiting: 'warn',
  decided: 'info',
} as const satisfies Record<Standing, string>;

export interface StepTableOptions {
  readonly links: Links;
  readonly connection: string;
  readonly caption: string;
  /** Where the heading above says the same, it is for screen readers alone. */
  readonly captionUnseen?: true;
  /** Whether each row says why it is held; false where the same is said above for all of them. */
  readonly withHolds: boolean;
  /** Whether each row can be chosen, in a form around the table; absent: no. */
  readonly choose?: true;
  /** What else is to be said of a step; absent: nothing. */
  readonly more?: (step: ReportedStep) => Markup | null;
}

export function stepTable(steps: readonly ReportedStep[], options: StepTableOptions): Markup {
  return html`<table class="steps" data-rows>
    ${
      options.captionUnseen === true
        ? html`<caption class="unseen">
            ${options.caption}
          </caption>`
        : html`<caption>
            ${options.caption}
          </caption>`
    }
    <thead>
      <tr>
        ${options.choose === true ? html`<th scope="col" class="choose">Choose</th>` : null}
        <th scope="col" class="action">Action</th>
        <th scope="col" class="member">Member ID</th>
        <th scope="col" class="person">Person</th>
        <th scope="col">Why, what and how it stands</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map((step) => row(step, options))}
    </tbody>
  </table>`;
}

function row(step: ReportedStep, { links, connection, withHolds, choose, more }: StepTableOptions): Markup {
  const { action, digest } = step;
  const who = action.person?.id ?? subjectOf(action);
  const name = nameOf(action);
  return html`<tr>
    ${choose === true ? html`<td class="choose"><input type="checkbox" name="digest" value="${digest}" aria-label="Choose ${ACTION_NAMES[action.kind]} ${subjectOf(action)}" /></td>` : null}
    <td>
      <span class="glyph ${ACTION_TONES[action.kind]}" aria-hidden="true">${GLYPHS[action.kind]}</span
      >${ACTION_NAMES[action.kind]}
    </td>
    <th scope="row"><bdi>${subjectOf(action)}</bdi></th>
    <td>
      <a href="${links.person(connection, who)}"><bdi>${name === '' ? subjectOf(action) : name}</bdi></a>
    </td>
    <td>
      <ul>
        <li>${prose(reasonOf(action))}</li>
        ${changeItems(action)}
        <li>${standing(step)}</li>
        ${withHolds ? holds(step) : null} ${more?.(step) ?? null}
        <li class="quiet">
          Digest
          <code data-copy="${digest}" data-copy-label="Copy the digest of ${subjectOf(action)}"
            >${shortDigest(digest)}</code
          >
        </li>
      </ul>
    </td>
  </tr>`;
}

/** A creation sets many fields at once, so they share a line; a change of an existing field has its own. */
function changeItems(action: Action): readonly Markup[] {
  const changes = changesOf(action);
  if (changes.length === 0) return [];
  return action.kind === 'create'
    ? [html`<li class="quiet"><bdi>${changes.join(' · ')}</bdi></li>`]
    : changes.map((change) => html`<li><bdi>${change}</bdi></li>`);
}

function standing(step: ReportedStep): Markup {
  const how = standingOf(step);
  const { outcome } = step;
  const detail = outcome === null ? null : outcomeDetail(outcome);
  const words = outcome === null ? STANDING_NAMES[how] : STEP_OUTCOME_NAMES[outcome.kind];
  return html`<strong class="${STANDING_TONES[how]}">${words}</strong
    >${detail === null ? null : html`: <bdi>${prose(detail)}</bdi>`}
    ${step.verdict === 'go' && step.approvedBy !== null ? html`<span class="quiet">, approved by <bdi>${step.approvedBy}</bdi></span>` : null}`;
}

function holds(step: ReportedStep): readonly Markup[] {
  if (step.verdict === 'go') return [];
  return step.holds.map(
    (hold) => html`<li>Held by ${GUARD_NAMES[hold.guard]}: <bdi>${prose(heldBecause(hold))}</bdi></li>`,
  );
}
