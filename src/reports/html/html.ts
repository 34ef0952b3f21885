// report.html: the whole run on one page for someone who was not there. No script, nothing loaded, every value escaped.
import type { RunReport } from '../../domain/runs/run.ts';
import { standingOf, type Standing } from '../words/describe-step.ts';
import { factSections } from './html-facts.ts';
import { findingSections } from './html-findings.ts';
import { nextStep, stepSections } from './html-steps.ts';
import { renderPage } from './html-page.ts';
import { seatSections } from './html-seats.ts';
import { workSections } from './html-work.ts';
import { html, type Markup } from './markup.ts';
import { RUN_OUTCOME_TONES } from './tones.ts';
import { nextSteps } from '../words/next-steps.ts';
import { machineFiles } from '../../domain/runs/run-files.ts';
import { prose } from '../words/safe-text.ts';
import { grouped } from '../words/amounts.ts';
import { outcomeMeaning } from '../words/outcome-meaning.ts';
import { RUN_OUTCOME_NAMES } from '../words/words.ts';

export function renderHtml(report: RunReport): string {
  return renderPage({
    title: `${RUN_OUTCOME_NAMES[report.outcome]} · ${report.connection} · ${report.run}`,
    eyebrow: `Rollcall · ${report.connection}`,
    heading: html`<h1 class="${RUN_OUTCOME_TONES[report.outcome]}">${RUN_OUTCOME_NAMES[report.outcome]}</h1>`,
    lead: html`<p class="lead">${prose(report.summary)}</p>
      <p class="quiet">${outcomeMeaning(report)}</p>
      ${tiles(report)}`,
    main: html`${next(report)} ${sections(report)}`,
    foot: `The same run for machines: ${machineFiles()}.`,
  });
}

/** What happened first, then what it was made from. */
function sections(report: RunReport): readonly Markup[] {
  return [
    ...stepSections(report),
    ...workSections(report),
    ...findingSections(report),
    ...seatSections(report),
    ...factSections(report),
  ];
}

/** Counts of zero are left out. */
function tiles(report: RunReport): Markup | null {
  const standings = report.steps.map(standingOf);
  const count = (standing: Standing): number => standings.filter((one) => one === standing).length;
  const act = report.findings.filter((finding) => finding.severity === 'act').length;
  const shown: readonly (readonly [label: string, count: number, tone: string])[] = [
    ['failed', count('failed'), 'bad'],
    ['done', count('done'), 'good'],
    [report.applied ? 'not done' : 'to do', count('open'), 'info'],
    ['left by the mode', count('left'), 'info'],
    ['waiting', count('waiting'), 'warn'],
    ['denied or set aside', count('decided'), 'info'],
    [act === 1 ? 'needs someone' : 'need someone', act, 'warn'],
  ];
  const counted = shown.filter(([, number]) => number > 0);
  if (counted.length === 0) return null;
  return html`<ul class="tiles">
    ${counted.map(
      ([label, number, tone]) => html`<li><strong class="${tone}">${grouped(number)}</strong> ${label}</li>`,
    )}
  </ul>`;
}

function next(report: RunReport): Markup | null {
  const steps = nextSteps(report);
  if (steps.length === 0) return null;
  return html`<section>
    <h2>Next</h2>
    ${steps.map(nextStep)}
  </section>`;
}
