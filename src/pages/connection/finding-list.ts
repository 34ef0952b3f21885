// Findings by severity and kind, each with what can be done about it and a way to whoever it is about.
import type { Finding, Severity } from '../../domain/planning/finding.ts';
import { grouped } from '../../reports/words/amounts.ts';
import { findingGroups, type FindingGroup } from '../../reports/words/finding-groups.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { FINDING_NAMES, SEVERITY_NAMES } from '../../reports/words/words.ts';
import type { Links } from '../page-links.ts';

export interface FindingPlace {
  readonly links: Links;
  readonly connection: string;
}

/** Stands below a heading of the second level. */
export function findingList(findings: readonly Finding[], place: FindingPlace): readonly Markup[] {
  return [...severity(findings, 'act', place), ...severity(findings, 'know', place)];
}

function severity(findings: readonly Finding[], one: Severity, place: FindingPlace): readonly Markup[] {
  return findingGroups(findings.filter((finding) => finding.severity === one)).map((group) => kind(group, place));
}

function kind(group: FindingGroup, place: FindingPlace): Markup {
  const { sharedAdvice, findings } = group;
  return html`<div>
    <h3>
      ${FINDING_NAMES[group.kind]} (${grouped(findings.length)})
      <span class="badge ${group.severity === 'act' ? 'warn' : 'quiet'}">${SEVERITY_NAMES[group.severity]}</span>
    </h3>
    <ul class="findings">
      ${findings.map((finding) => item(finding, sharedAdvice === null, place))}
    </ul>
    ${sharedAdvice === null ? null : html`<p class="advice"><bdi>${prose(sharedAdvice)}</bdi></p>`}
  </div>`;
}

function item(finding: Finding, withAdvice: boolean, { links, connection }: FindingPlace): Markup {
  const subjects = [
    ...finding.people.map(({ id, name }) => ({ who: id, name })),
    ...finding.members.map(({ identifier }) => ({ who: identifier, name: identifier })),
  ];
  return html`<li>
    ${
      subjects.length === 0
        ? null
        : html`<p>
            ${subjects.map(
              ({ who, name }, index) =>
                html`${index === 0 ? '' : ', '}<a href="${links.person(connection, who)}"><bdi>${name}</bdi></a>`,
            )}
          </p>`
    }
    <p><bdi>${prose(finding.detail)}</bdi></p>
    ${withAdvice ? html`<p class="advice"><bdi>${prose(finding.advice)}</bdi></p>` : null}
  </li>`;
}
