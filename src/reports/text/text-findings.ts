// Findings for the terminal: by severity, then by kind, each with what can be done about it.
import type { Finding, Severity } from '../../domain/planning/finding.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { findingGroups, subjectsOf, type FindingGroup } from '../words/finding-groups.ts';
import { heading, labelled, paragraph, type Page } from './text-page.ts';
import { moreRows } from './text-steps.ts';
import { FINDING_NAMES, SEVERITY_NAMES } from '../words/words.ts';

/** Findings of one kind that are shown before the report is referred to. */
const SHOWN = { act: 5, know: 2 } as const satisfies Record<Severity, number>;

export function renderFindings(report: RunReport, page: Page): readonly string[] {
  return [...section(report, page, 'act'), ...section(report, page, 'know')];
}

function section(report: RunReport, page: Page, severity: Severity): readonly string[] {
  const findings = report.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  return [
    heading(page, SEVERITY_NAMES[severity], findings.length),
    ...findingGroups(findings).flatMap((group) => kind(group, page, SHOWN[severity])),
    '',
  ];
}

/** Advice that all share is said once, after them. */
function kind(group: FindingGroup, page: Page, most: number): readonly string[] {
  const shown = group.findings.slice(0, most);
  const count = group.findings.length === 1 ? '' : ` (${group.findings.length})`;
  const brush = group.severity === 'act' ? page.paint.yellow : page.paint.dim;
  return [
    ...labelled(page, 2, group.severity === 'act' ? '! ' : '· ', `${FINDING_NAMES[group.kind]}${count}`, brush),
    ...shown.flatMap((finding) => [
      ...paragraph(page, 4, sentence(finding)),
      ...(group.sharedAdvice === null ? advice(page, finding.advice) : []),
    ]),
    ...moreRows(page, 4, group.findings.length - shown.length),
    ...(group.sharedAdvice === null ? [] : advice(page, group.sharedAdvice)),
  ];
}

function advice(page: Page, text: string): readonly string[] {
  return labelled(page, 4, '→ ', text, page.paint.dim);
}

/** Whom it is about comes first, unless the detail names them anyway. */
function sentence(finding: Finding): string {
  const unnamed = subjectsOf(finding).filter((subject) => !finding.detail.includes(subject));
  return unnamed.length === 0 ? finding.detail : `${unnamed.join(', ')}: ${finding.detail}`;
}
