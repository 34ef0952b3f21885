// What waits for somebody: the held steps of the latest run, by what holds them, with why, and the form by which somebody decides on them.
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import type { RulingKind, Ruling } from '../../domain/rulings/ruling.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import type { StandingNow, WaitingNow } from '../../domain/rulings/waiting.ts';
import { heldBecause } from '../../reports/words/describe-step.ts';
import { momentOf, rulingHeadline } from '../../reports/words/describe-ruling.ts';
import { counted, grouped } from '../../reports/words/amounts.ts';
import { nextStep } from '../../reports/html/html-steps.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { groupHint, lastingHold, type WaitingGroup } from '../../reports/words/next-steps.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { renderFrame, type Surroundings } from '../frame.ts';
import type { Links } from '../page-links.ts';
import { ROWS } from '../pager.ts';
import { stepTable } from '../run/step-table.ts';
import { decisionForm, type Deciding } from './decision-form.ts';
import { decisionList, decisionNotice } from './decision-list.ts';
import { latestLead } from './latest-lead.ts';
import { setsToDecide } from './waiting-order.ts';

export interface WaitingView {
  readonly connection: string;
  readonly waiting: WaitingNow;
  readonly deciding: Deciding;
  /** Hours for which an approval stands. */
  readonly hours: number;
  /** What was decided just now; null: somebody only looks. */
  readonly decided: Ruling | null;
}

interface Shown extends WaitingView {
  readonly report: RunReport;
  readonly links: Links;
}

const RECENT = 20;

export function renderWaiting(view: WaitingView, around: Surroundings): string {
  const { connection, waiting, decided } = view;
  const { report, steps, rulings } = waiting;
  const { links } = around;
  const count = steps.filter(({ kind }) => kind === 'waits').length;
  return renderFrame(
    {
      title: `${decided === null ? '' : `${rulingHeadline(decided)}, `}Waiting, ${connection}`,
      heading: html`<h1>Waiting</h1>`,
      lead: html`${report === null ? null : html`<p class="lead">${count === 0 ? 'No step waits.' : `${counted(count, 'step waits', 'steps wait')}.`}</p>`}
      ${latestLead(report, links)}`,
      main: html`${decided === null ? null : decisionNotice(decided, connection, links)}
      ${report === null || steps.length === 0 ? null : whoDecides(view)}
      ${report === null ? null : sections({ ...view, report, links })}
      ${
        rulings.length === 0
          ? null
          : html`<section>
              <h2>Decided lately</h2>
              ${decisionList(rulings.slice(0, RECENT), connection, links)}
            </section>`
      }`,
      place: { connection, section: 'waiting' },
    },
    around,
  );
}

/** Once for all forms: as whom somebody decides, and what an approval is. */
function whoDecides({ deciding, waiting, hours }: WaitingView): Markup {
  const second = waiting.secondPerson
    ? html`<p>Here an approval counts once two different people, both signed in, have given it.</p>`
    : null;
  if (deciding.kind === 'may-not')
    return html`<p>You cannot decide here. <bdi>${prose(deciding.why)}</bdi></p>
      ${second}`;
  const approval =
    deciding.noApproval ??
    `An approval is good for one try and stands for ${counted(hours, 'hour', 'hours')}. Before anything is written, both sides are read anew, and only what still stands is done.`;
  return html`<p>You decide as <bdi>${deciding.as}</bdi>. ${approval}</p>
    ${second}`;
}

function sections(shown: Shown): Markup {
  const { steps } = shown.waiting;
  const waits = steps.filter((one) => one.kind === 'waits');
  const underWay = steps.filter((one) => one.kind === 'under-way');
  const decided = steps.filter((one) => one.kind === 'decided');
  const free = steps.filter((one) => one.kind === 'free');
  return html`${setsToDecide(waits).map((group, index) => section(shown, group, index))}
  ${listed(shown, underWay, 'under-way', 'Approved, being carried out', [])}
  ${listed(shown, decided, 'decided', 'Denied or set aside', ['take-back'])}
  ${listed(shown, free, 'free', 'Taken back; the next run judges anew', [])}`;
}

/** One set of steps that wait for the same. Whoever decides on some or all of it does so here: a form around the table. */
function section(shown: Shown, group: WaitingGroup, index: number): Markup {
  const { connection, report, links, deciding } = shown;
  const names = group.holds.map(({ guard }) => GUARD_NAMES[guard]).join(' and ');
  const rows = group.steps.slice(0, ROWS);
  const rest = group.steps.length - rows.length;
  const all = links.run(connection, report.run, { standing: 'waiting', guard: group.holds[0].guard });
  const offers = deciding.kind === 'may' ? offersFor(shown, group) : [];
  const table = stepTable(rows, {
    links,
    connection,
    caption: `Steps held by ${names}`,
    captionUnseen: true,
    withHolds: !group.sameWords,
    more: (step) => givenSoFar(shown.waiting.steps, step),
    ...(offers.length > 0 && { choose: true }),
  });
  return html`<section aria-labelledby="held-${index}">
    <h2 id="held-${index}">Held by ${names} (${grouped(group.steps.length)})</h2>
    ${group.sameWords ? group.holds.map((hold) => html`<p class="reason"><bdi>${prose(heldBecause(hold))}</bdi></p>`) : null}
    ${
      deciding.kind === 'may-not' || offers.length === 0
        ? table
        : decisionForm(table, {
            links,
            connection,
            run: report.run,
            deciding,
            index,
            set: { key: group.key, count: group.steps.length },
            offers,
            label: `Decide on what is held by ${names}`,
          })
    }
    ${rest > 0 ? html`<p><a href="${all}">All ${grouped(group.steps.length)}, with filters</a></p>` : null}
    ${offers.includes('approve') ? null : html`<div class="release">${nextStep(groupHint(group, report))}</div>`}
  </section>`;
}

/** A handover goes with its leaver's deactivation, on which somebody decides. */
function offersFor({ deciding, waiting }: Shown, group: WaitingGroup): readonly RulingKind[] {
  const lasting = lastingHold(group.steps[0]);
  if (lasting?.guard === 'departure-held') return [];
  const mayApprove = lasting === undefined && deciding.kind === 'may' && deciding.noApproval === null;
  const digests = new Set(group.steps.map(({ digest }) => digest));
  const isGiven = waiting.steps.some(
    (one) => one.kind === 'waits' && one.approvals.length > 0 && digests.has(one.step.digest),
  );
  return [...(mayApprove ? (['approve'] as const) : []), 'deny', 'hold', ...(isGiven ? (['take-back'] as const) : [])];
}

function givenSoFar(steps: readonly StandingNow[], step: ReportedStep): Markup | null {
  const now = steps.find((one) => one.step.digest === step.digest);
  if (now?.kind !== 'waits' || now.approvals.length === 0) return null;
  return html`${now.approvals.map(
    ({ by, expires, note }) =>
      html`<li class="info">
        Approved by <bdi>${by}</bdi> until ${momentOf(expires)}${note === '' ? '' : html`: <bdi>${prose(note)}</bdi>`}
      </li>`,
  )}`;
}

function listed(
  { connection, report, links, deciding }: Shown,
  steps: readonly StandingNow[],
  name: string,
  title: string,
  offers: readonly RulingKind[],
): Markup | null {
  if (steps.length === 0) return null;
  const mayChoose = deciding.kind === 'may' && offers.length > 0;
  const table = stepTable(
    steps.slice(0, ROWS).map(({ step }) => step),
    {
      links,
      connection,
      caption: title,
      captionUnseen: true,
      withHolds: false,
      more: (step) => saidOf(steps, step),
      ...(mayChoose && { choose: true }),
    },
  );
  return html`<section aria-labelledby="${name}">
    <h2 id="${name}">${title} (${grouped(steps.length)})</h2>
    ${
      deciding.kind === 'may' && mayChoose
        ? decisionForm(table, {
            ...{ links, connection, run: report.run, deciding, index: name, set: null, offers },
            label: title,
          })
        : table
    }
    ${steps.length > ROWS ? html`<p class="quiet">… and ${grouped(steps.length - ROWS)} more.</p>` : null}
  </section>`;
}

function saidOf(steps: readonly StandingNow[], step: ReportedStep): Markup | null {
  const now = steps.find((one) => one.step.digest === step.digest);
  if (now?.kind === 'under-way') return html`<li class="info">Approved by <bdi>${now.ruling.by}</bdi></li>`;
  if (now?.kind !== 'decided') return null;
  const { by, at, note, ...said } = now.objection;
  const words =
    said.kind === 'denied'
      ? 'Denied'
      : said.until === null
        ? 'Set aside without end'
        : `Set aside until ${momentOf(said.until)}`;
  return html`<li class="info">
    ${words} by <bdi>${by}</bdi>, ${momentOf(at)}${note === '' ? '' : html`: <bdi>${prose(note)}</bdi>`}
  </li>`;
}
