/** Wording of every finding that planning makes: what was seen, and what can be done about it. */
import type { Doubt } from '../../domain/planning/decision.ts';
import type { Finding, FindingKind, Severity } from '../../domain/planning/finding.ts';
import { memberRef, type Member } from '../../domain/people/member.ts';
import { personRef, type Person } from '../../domain/people/person.ts';

export function finding(
  kind: FindingKind,
  severity: Severity,
  who: { readonly people?: readonly Person[]; readonly members?: readonly Member[] },
  detail: string,
  advice: string,
): Finding {
  return {
    kind,
    severity,
    people: (who.people ?? []).map(personRef),
    members: (who.members ?? []).map(memberRef),
    detail,
    advice,
  };
}

export function doubtFinding(doubt: Doubt): Finding {
  const people = doubt.people.map((person) => person.login).join(', ');
  const members = doubt.members.map((member) => `${member.identifier}${member.active ? '' : ' (inactive)'}`).join(', ');
  return doubt.kind === 'duplicate'
    ? finding(
        'duplicate-members',
        'act',
        doubt,
        `${people} has more than one member: ${members}. Nothing is written to a record in doubt.`,
        'Decide which record is the right one and take the addresses off the other. Members cannot be merged or deleted.',
      )
    : finding(
        'ambiguous-match',
        'act',
        doubt,
        `It is not clear who is who: ${people} and ${members} (${doubt.why}). Nothing is written for any record in doubt.`,
        'Correct the address in the directory or on the member that it does not belong to; the next run sees it.',
      );
}

/** Stable order: kind, then who, then wording. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = (item: Finding): string =>
    [
      item.kind,
      item.people.map((person) => person.id).join(),
      item.members.map((member) => String(member.key).padStart(10, '0')).join(),
      item.detail,
    ].join('\u0000');
  return findings
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}
