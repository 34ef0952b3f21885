// What one report says of one person: everything that names them or their member.
import { fold } from '../../core/normalize.ts';
import type { MemberRef } from '../../domain/people/member.ts';
import type { PersonRef } from '../../domain/people/person.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import type { Sighting } from '../../domain/runs/sighting.ts';

/** `who`: a directory id, a login, a Member ID or a name. undefined: the report does not name them. */
export function sightPerson(report: RunReport, who: string): Sighting | undefined {
  const refs = refsIn(report);
  const key = fold(who);
  const named = refs.filter((one) => namesOf(one).some((name) => fold(name) === key));
  // A step with both tells that the person and the member are one; so whoever asks for the one sees the other too.
  const ids = new Set(named.flatMap(({ person }) => (person === null ? [] : [person.id])));
  const members = new Set(named.flatMap(({ member }) => (member === null ? [] : [member.key])));
  const isPerson = (person: PersonRef | null): boolean => person !== null && ids.has(person.id);
  const isMember = (member: MemberRef | null): boolean => member !== null && members.has(member.key);
  const about = (person: PersonRef | null, member: MemberRef | null): boolean => isPerson(person) || isMember(member);

  const found = {
    steps: report.steps.filter(({ action }) =>
      action.kind === 'create' ? isPerson(action.person) : about(action.person, action.member),
    ),
    findings: report.findings.filter((finding) => finding.people.some(isPerson) || finding.members.some(isMember)),
    sheets: (report.offboarding?.leavers ?? []).filter(({ person, member }) => about(person, member)),
    idle: (report.seating?.idle ?? []).filter(({ member }) => isMember(member)),
  };
  const isAbout = isPerson(report.person);
  if (!isAbout && Object.values(found).every((all) => all.length === 0)) return undefined;
  return {
    report,
    people: unique(
      refs.flatMap(({ person }) => (person !== null && isPerson(person) ? [person] : [])),
      ({ id }) => id,
    ),
    members: unique(
      refs.flatMap(({ member }) => (member !== null && isMember(member) ? [member] : [])),
      ({ identifier }) => identifier,
    ),
    ...found,
  };
}

interface Refs {
  readonly person: PersonRef | null;
  readonly member: MemberRef | null;
  /** The Member ID of somebody who has no member yet. */
  readonly wanted?: string;
}

function refsIn({ person, steps, findings, offboarding, seating }: RunReport): readonly Refs[] {
  return [
    { person, member: null },
    ...steps.map(({ action }) =>
      action.kind === 'create'
        ? { person: action.person, member: null, wanted: action.draft.identifier }
        : { person: action.person, member: action.member },
    ),
    // Several people or members of one finding are not one and the same.
    ...findings.flatMap((finding) => [
      ...finding.people.map((one) => ({ person: one, member: null })),
      ...finding.members.map((one) => ({ person: null, member: one })),
    ]),
    ...(offboarding?.leavers ?? []),
    ...(seating?.idle ?? []).map(({ member }) => ({ person: null, member })),
  ];
}

function namesOf({ person, member, wanted }: Refs): readonly string[] {
  return [
    ...(person === null ? [] : [person.id, person.login, person.name]),
    ...(member === null ? [] : [member.identifier, member.name]),
    ...(wanted === undefined ? [] : [wanted]),
  ];
}

function unique<Item>(all: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(all.map((item) => [keyOf(item), item])).values()];
}
