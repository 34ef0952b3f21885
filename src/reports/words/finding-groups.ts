// Orders findings for reading: one group per kind, in the order in which the kinds first appear.
import type { Finding, FindingKind, Severity } from '../../domain/planning/finding.ts';

export interface FindingGroup {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
  /** The advice, when all of the group give the same; else null. */
  readonly sharedAdvice: string | null;
}

/** `findings`: of one severity. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return [...Map.groupBy(findings, (finding) => finding.kind)].map(([kind, group]) => {
    const [first] = group;
    const advice = first?.advice ?? null;
    return {
      kind,
      severity: first?.severity ?? 'know',
      findings: group,
      sharedAdvice: group.every((finding) => finding.advice === advice) ? advice : null,
    };
  });
}

/** Short names of whom it is about: Member IDs, else logins. */
export function subjectsOf(finding: Finding): readonly string[] {
  const members = finding.members.map((member) => member.identifier);
  return members.length > 0 ? members : finding.people.map((person) => person.login);
}
