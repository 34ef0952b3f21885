/** Gathers what evidence left open into doubts: connected people and members of which nothing may be written. */
import type { Doubt } from '../../domain/planning/decision.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Edge, Edges } from './evidence.ts';

interface OpenEnds {
  readonly people: readonly Person[];
  readonly members: readonly Member[];
  readonly edges: Edges;
  readonly paired: ReadonlyMap<number, Edge>;
  readonly settledMembers: ReadonlySet<number>;
  /** People in no doubt whatever their edges. */
  readonly freePeople: ReadonlySet<number>;
}

/** One doubt for each group of unpaired people and members that evidence connects; a paired one they point at is named in it, but its own pair stands. */
export function doubtsOf(ends: OpenEnds): readonly Doubt[] {
  const seenPeople = new Set<number>();
  const seenMembers = new Set<number>();
  const doubts: Doubt[] = [];
  const gather = (start: { readonly people: readonly number[]; readonly members: readonly number[] }): void => {
    const people = new Set(start.people);
    const members = new Set(start.members);
    // A Set that grows while it is walked is walked to its new end.
    let before: number;
    do {
      before = people.size + members.size;
      for (const person of people)
        if (!ends.paired.has(person)) ends.edges.byPerson[person]?.forEach((edge) => members.add(edge.member));
      for (const member of members)
        if (!ends.settledMembers.has(member)) ends.edges.byMember[member]?.forEach((edge) => people.add(edge.person));
    } while (people.size + members.size > before);
    for (const person of people) {
      seenPeople.add(person);
      // Of a duplicate, the record that its person is paired with belongs into the picture.
      const own = ends.paired.get(person);
      if (own !== undefined && people.size === 1) members.add(own.member);
    }
    for (const member of members) seenMembers.add(member);
    doubts.push(describe(pick(ends.people, people), pick(ends.members, members)));
  };

  ends.people.forEach((_person, person) => {
    if (!ends.freePeople.has(person) && !ends.paired.has(person) && !seenPeople.has(person))
      gather({ people: [person], members: [] });
  });
  ends.edges.byMember.forEach((edges, member) => {
    if (edges.length > 0 && !ends.settledMembers.has(member) && !seenMembers.has(member))
      gather({ people: [], members: [member] });
  });
  return doubts;
}

function pick<T>(items: readonly T[], indexes: ReadonlySet<number>): readonly T[] {
  return items.filter((_item, index) => indexes.has(index));
}

function describe(people: readonly Person[], members: readonly Member[]): Doubt {
  if (people.length === 1 && members.length > 1) {
    return {
      kind: 'duplicate',
      people,
      members,
      why: `${members.length} members carry an address or id of the same person`,
    };
  }
  const why =
    people.length > 1 && members.length === 1
      ? `${people.length} people have evidence for the same member`
      : people.length > 1
        ? `evidence connects ${people.length} people with ${members.length} members, and not one to one`
        : 'the evidence for this pair contradicts itself';
  return { kind: 'ambiguous', people, members, why };
}
