/** The same world in one fixed order, so that no list's order of arrival shows in a plan, a finding's wording or a digest. */
import type { DutyReading } from '../../domain/offboarding/duty.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Person } from '../../domain/people/person.ts';
import type { World } from '../../domain/planning/world.ts';

export function canonicalWorld(world: World): World {
  return {
    ...world,
    directory: { ...world.directory, people: byId(world.directory.people) },
    psa: { ...world.psa, members: byKey(world.psa.members) },
    lookups: world.lookups
      .map((answer) => ({ ...answer, people: byId(answer.people) }))
      .sort((a, b) => a.member - b.member),
    duties: world.duties === null ? null : canonicalDuties(world.duties),
    managers: world.managers.toSorted((a, b) => (a.person < b.person ? -1 : 1)),
  };
}

function canonicalDuties(duties: DutyReading): DutyReading {
  return {
    ...duties,
    tickets: duties.tickets.toSorted((a, b) => (a.list === b.list ? a.id - b.id : a.list < b.list ? -1 : 1)),
    entries: duties.entries.toSorted((a, b) => a.id - b.id),
    records: byText(duties.records, ({ kind, id, title, state }) => [kind, number(id ?? 0), title, state]),
    unseen: byText(duties.unseen, ({ kind, because, detail }) => [kind, because, detail]),
    teams: duties.teams.toSorted((a, b) => a.id - b.id),
  };
}

function byText<T>(items: readonly T[], partsOf: (item: T) => readonly string[]): readonly T[] {
  return items
    .map((item) => ({ item, key: partsOf(item).join('\u0000') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

function number(value: number): string {
  return String(value).padStart(12, '0');
}

function byId(people: readonly Person[]): readonly Person[] {
  return people.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The PSA answers in this order, so that sorting has nothing to do as a rule. */
function byKey(members: readonly Member[]): readonly Member[] {
  return members.toSorted((a, b) => a.key - b.key);
}
