/** A finding as a matter: recognised from run to run by its kind and by whom it is about, since its words hold numbers that move. */
import type { Finding } from '../../domain/planning/finding.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Matter, Subject } from '../../domain/messages/matter.ts';
import { digestOf } from '../digest.ts';

export function findingMatter(finding: Finding, run: RunId): Matter {
  const { kind, severity, people, members } = finding;
  const nobody = people.length === 0 && members.length === 0;
  const key = digestOf({
    kind: 'finding',
    finding: kind,
    people: people.map(({ id }) => id).sort(),
    members: members.map((member) => member.key).sort((left, right) => left - right),
    ...(nobody && { detail: finding.detail.replace(/\d+/g, '#') }),
  });
  return { key, kind: 'finding', finding: kind, severity, items: [{ key, subjects: subjectsOf(finding) }], run };
}

/** A person and the member of the same name are one. */
function subjectsOf({ people, members }: Finding): readonly Subject[] {
  const named = new Set(members.map(({ name }) => name));
  return [
    ...members.map(({ identifier, name }) => ({ memberId: identifier, name })),
    ...people.filter(({ name }) => !named.has(name)).map(({ name }) => ({ memberId: null, name })),
  ];
}
