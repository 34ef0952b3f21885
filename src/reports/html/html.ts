// report.html: the whole run on one page for someone who was not there. No script, nothing loaded, every value escaped.
import type { RunOutcome, RunReport } from '../../domain/run.ts';
import { standingOf, type Standing } from '../describe-step.ts';
import { factSections } from './html-facts.ts';
import { findingSections } from './html-findings.ts';
import { nextStep, stepSections } from './html-steps.ts';
import { html, renderMarkup, type Markup } from './markup.ts';
import { nextSteps } from '../next-steps.ts';
import { PAGE_STYLE } from './page-style.ts';
import { prose } from '../safe-text.ts';
import { grouped, outcomeMeaning, RUN_OUTCOME_NAMES } from '../words.ts';

const TONES = {
  converged: 'good',
  'converged-with-holds': 'warn',
  pending: 'info',
  frozen: 'bad',
  failed: 'bad',
} as const satisfies Record<RunOutcome, string>;

export function renderHtml(report: RunReport): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${RUN_OUTCOME_NAMES[report.outcome]} · ${report.connection} · ${report.run}</title>
        ${PAGE_STYLE}
      </head>
      <body>
        <header>
          <p class="eyebrow">Rollcall · ${report.connection}</p>
          <h1 class="${TONES[report.outcome]}">${RUN_OUTCOME_NAMES[report.outcome]}</h1>
          <p class="lead">${prose(report.summary)}</p>
          <p class="quiet">${outcomeMeaning(report)}</p>
          ${tiles(report)}
        </header>
        <main>${next(report)} ${stepSections(report)} ${findingSections(report)} ${factSections(report)}</main>
        <footer>
          <p>The same run for machines: report.json, actions.csv and findings.csv.</p>
        </footer>
      </body>
    </html>`;
  return `${tidy(renderMarkup(page))}\n`;
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
    ['waiting', count('waiting'), 'warn'],
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

/** The indentation of the templates, and breaks within their tags, are for whoever reads their source. Escaped values hold no `<` or `>`. */
function tidy(page: string): string {
  return page
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\s+/g, ' ').replace(/ >$/, '>'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
