// leaver-….html: one leaver on one page, for whoever has to see to their work. Everything that hangs on the member, before and after.
import type { DutyKind } from '../../domain/offboarding/duty.ts';
import type { LeaverDuty, LeaverSheet } from '../../domain/offboarding/leaver.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import { grouped } from '../words/amounts.ts';
import {
  afterText,
  dutiesByKind,
  dutyEnd,
  dutyLink,
  dutyState,
  dutyTitle,
  fateText,
  type DutyEnd,
} from '../words/describe-duty.ts';
import { heldBecause, outcomeDetail } from '../words/describe-step.ts';
import { releaseHint } from '../words/next-steps.ts';
import { askedTo } from '../words/run-facts.ts';
import { prose } from '../words/safe-text.ts';
import { DUTY_NAMES, REASONS, STEP_OUTCOME_NAMES } from '../words/words.ts';
import { renderPage } from './html-page.ts';
import { unseenList } from './html-work.ts';
import { html, type Markup } from './markup.ts';

/** Rows of one kind before the page refers to the file. */
const SHOWN = 500;

const END_TONES = {
  'handed over': 'good',
  left: 'warn',
  'not handed over': 'bad',
  'not read again': 'warn',
} as const satisfies Record<DutyEnd, string>;

export function renderLeaver(report: RunReport, sheet: LeaverSheet): string {
  return renderPage({
    ...leaverContent(report, sheet, 'report.html'),
    title: `${sheet.member.identifier} · leaver · ${report.connection} · ${report.run}`,
    eyebrow: `Rollcall · ${report.connection} · leaver`,
    foot: 'The same for machines: work.csv and report.json.',
  });
}

/** What every page about one leaver shows. `runAddress`: where the run's own page is. */
export function leaverContent(
  report: RunReport,
  sheet: LeaverSheet,
  runAddress: string,
): { readonly heading: Markup; readonly lead: Markup; readonly main: Markup } {
  const name = sheet.person?.name ?? sheet.member.name;
  return {
    heading: html`<h1><bdi>${name}</bdi></h1>`,
    lead: html`<p class="lead">
        Member <bdi>${sheet.member.identifier}</bdi>: ${REASONS[sheet.because ?? 'left-earlier']}.
      </p>
      ${standing(report, sheet)}`,
    main: html`${duties(report, sheet)} ${remarks(sheet)} ${identity(report, sheet, runAddress)}`,
  };
}

function standing(report: RunReport, sheet: LeaverSheet): Markup {
  const step = report.steps.find(({ digest }) => digest === sheet.step);
  if (step === undefined) return html`<p class="quiet">The member was switched off in an earlier run.</p>`;
  if (step.verdict === 'hold') return held(report, step);
  if (step.outcome === null)
    return html`<p class="info">
      ${report.applied ? 'Not done in this run.' : 'To be switched off; this run only planned.'}
    </p>`;
  if (step.outcome.kind === 'left')
    return html`<p class="info">To be switched off; the mode create-only leaves that to somebody.</p>`;
  const detail = outcomeDetail(step.outcome);
  const done = step.outcome.kind === 'done' || step.outcome.kind === 'already';
  const words = done ? 'The member is switched off' : STEP_OUTCOME_NAMES[step.outcome.kind];
  return html`<p class="${done ? 'good' : 'bad'}">
    ${words}${detail === null ? '.' : html`: <bdi>${prose(detail)}</bdi>`}
  </p>`;
}

function held(report: RunReport, step: Extract<ReportedStep, { readonly verdict: 'hold' }>): Markup {
  const hint = releaseHint(step, report);
  return html`<div>
    <p class="warn">The deactivation waits:</p>
    <ul class="findings">
      ${step.holds.map((hold) => html`<li><p>${prose(heldBecause(hold))}</p></li>`)}
    </ul>
    <p class="advice">${hint.what}</p>
    ${hint.command === null ? null : html`<pre>${hint.command}</pre>`}
  </div>`;
}

function duties(report: RunReport, sheet: LeaverSheet): Markup {
  const after = afterText(sheet);
  return html`<section>
    <h2>What hangs on this member (${grouped(sheet.before.length)})</h2>
    <p class="quiet">
      As it was found before anything was written.${after === null ? null : html` <bdi>${prose(after)}</bdi>`}
    </p>
    ${unseenList(sheet.unseen)}
    ${sheet.before.length === 0 && sheet.unseen.length === 0 ? html`<p class="good">Nothing was found.</p>` : null}
    ${dutiesByKind(sheet.before).map(([kind, all]) => kindTable(report, sheet, kind, all))}
  </section>`;
}

function kindTable(report: RunReport, sheet: LeaverSheet, kind: DutyKind, all: readonly LeaverDuty[]): Markup {
  const rest = all.length - SHOWN;
  return html`<div>
    <h3 class="kind">${DUTY_NAMES[kind]} (${grouped(all.length)})</h3>
    <table class="work">
      <caption class="unseen">
        ${DUTY_NAMES[kind]}
      </caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">What becomes of it</th>
        </tr>
      </thead>
      <tbody>
        ${all.slice(0, SHOWN).map((one) => dutyRow(report, sheet, one))}
      </tbody>
    </table>
    ${rest > 0 ? html`<p class="quiet">… and ${grouped(rest)} more, see work.csv.</p>` : null}
  </div>`;
}

function dutyRow(report: RunReport, sheet: LeaverSheet, one: LeaverDuty): Markup {
  const { duty, fate } = one;
  const link = dutyLink(duty);
  const title = html`<bdi>${dutyTitle(duty)}</bdi>`;
  const state = dutyState(duty, report.startedAt);
  const end = dutyEnd(sheet, one, report);
  const step = fate.kind === 'handed-over' ? report.steps.find(({ digest }) => digest === fate.step) : undefined;
  const detail = step?.outcome === null || step === undefined ? null : outcomeDetail(step.outcome);
  return html`<tr>
    <th scope="row">
      ${link === null ? title : html`<a href="${link}" rel="noreferrer">${title}</a>`}
      ${state === '' ? null : html`<p class="quiet"><bdi>${state}</bdi></p>`}
    </th>
    <td>
      <bdi>${fateText(fate)}</bdi>
      ${end === null ? null : html`<br /><strong class="${END_TONES[end]}">${end}</strong>`}
      ${detail === null ? null : html`<p class="quiet"><bdi>${prose(detail)}</bdi></p>`}
    </td>
  </tr>`;
}

function remarks(sheet: LeaverSheet): Markup | null {
  if (sheet.remarks.length === 0) return null;
  return html`<section>
    <h2>What switching the member off does not do</h2>
    <ul class="findings">
      ${sheet.remarks.map(
        ({ detail, advice }) =>
          html`<li>
            <p>${prose(detail)}</p>
            <p class="advice">${prose(advice)}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function identity(report: RunReport, { person, member }: LeaverSheet, runAddress: string): Markup {
  return html`<section>
    <h2>This sheet</h2>
    <dl>
      <dt>Run</dt>
      <dd>
        <a href="${runAddress}"><code>${report.run}</code></a>
      </dd>
      <dt>Member</dt>
      <dd><bdi>${member.identifier}</bdi>, record ${member.key}</dd>
      <dt>Person</dt>
      <dd>
        ${person === null ? 'nobody that the directory knows' : html`<bdi>${person.name}</bdi> (<bdi>${person.login}</bdi>)`}
      </dd>
      <dt>Asked to</dt>
      <dd>${askedTo(report)}</dd>
    </dl>
  </section>`;
}
