// Findings as the page shows them: by severity, then by kind, each with what can be done about it.
import type { Finding, Severity } from '../../domain/planning/finding.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { findingGroups, subjectsOf, type FindingGroup } from '../words/finding-groups.ts';
import { html, type Markup } from './markup.ts';
import { prose } from '../words/safe-text.ts';
import { grouped } from '../words/amounts.ts';
import { FINDING_NAMES, SEVERITY_NAMES } from '../words/words.ts';

/** Findings of one kind before the page refers to the file. */
const SHOWN = 500;

export function findingSections(report: RunReport): readonly Markup[] {
  return [...section(report, 'act'), ...section(report, 'know')];
}

function section(report: RunReport, severity: Severity): readonly Markup[] {
  const findings = report.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  return [
    html`<section>
      <h2>${SEVERITY_NAMES[severity]} (${grouped(findings.length)})</h2>
      ${findingGroups(findings).map(kind)}
    </section>`,
  ];
}

function kind(group: FindingGroup): Markup {
  const shown = group.findings.slice(0, SHOWN);
  const rest = group.findings.length - shown.length;
  const count = group.findings.length === 1 ? null : html` (${grouped(group.findings.length)})`;
  return html`<div>
    <h3 class="${group.severity === 'act' ? 'warn' : 'quiet'}">${FINDING_NAMES[group.kind]}${count}</h3>
    <ul class="findings">
      ${shown.map((finding) => item(finding, group.sharedAdvice === null))}
    </ul>
    ${rest > 0 ? html`<p class="quiet">… and ${grouped(rest)} more, see findings.csv.</p>` : null}
    ${group.sharedAdvice === null ? null : html`<p class="advice">${prose(group.sharedAdvice)}</p>`}
  </div>`;
}

function item(finding: Finding, withAdvice: boolean): Markup {
  const subjects = subjectsOf(finding);
  return html`<li>
    ${subjects.length === 0 ? null : html`<strong><bdi>${subjects.join(', ')}</bdi></strong>`}
    <p>${prose(finding.detail)}</p>
    ${withAdvice ? html`<p class="advice">${prose(finding.advice)}</p>` : null}
  </li>`;
}
