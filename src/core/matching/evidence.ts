/** Collects what speaks for each pair of person and member: link, directory id, address. Weighing it is match.ts's job. */
import type { Link } from '../../domain/memory/memory.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Person } from '../../domain/people/person.ts';
import type { MemberKey, PersonId } from '../../domain/ids.ts';
import { fold, foldAddresses, nameKey } from '../normalize.ts';

/** Kinds of evidence as bits, since 100,000 edges are made in one run. `shared` (an address of several people) only casts doubt. */
export const EVIDENCE_BITS = { link: 1, 'directory-id': 2, address: 4, shared: 8 } as const;

export interface Edge {
  readonly person: number;
  readonly member: number;
  /** EVIDENCE_BITS, or-ed together. */
  evidence: number;
}
export interface Edges {
  readonly byPerson: readonly (readonly Edge[])[];
  readonly byMember: readonly (readonly Edge[])[];
  /** Folded addresses that several people have, whether a member carries them or not. */
  readonly sharedAddresses: ReadonlySet<string>;
}

/** Who carries an address or id, on both sides. */
interface Holders {
  readonly members: number[];
  readonly people: number[];
}

/** Edges by the indexes of `people` and `members`. */
export function collectEvidence(
  people: readonly Person[],
  members: readonly Member[],
  links: readonly Link[],
  toAscii: (text: string) => string,
): Edges {
  const byPerson: Edge[][] = people.map(() => []);
  const byMember: Edge[][] = members.map(() => []);
  const note = (person: number, member: number, evidence: number): void => {
    const known = byPerson[person]?.find((edge) => edge.member === member);
    if (known !== undefined) {
      known.evidence |= evidence;
      return;
    }
    const edge: Edge = { person, member, evidence };
    byPerson[person]?.push(edge);
    byMember[member]?.push(edge);
  };

  const byAddress = groupMembers(members, (member) => foldAddresses(member.addresses));
  const byDirectoryId = groupMembers(members, (member) => member.directoryIds.map(fold));
  const seen = new Set<string>();
  const sharedAddresses = new Set<string>();
  people.forEach((person, index) => {
    for (const address of foldAddresses(person.addresses)) {
      const holders = byAddress.get(address);
      const before = seen.size;
      if (holders === undefined ? seen.add(address).size === before : holders.people.push(index) > 1)
        sharedAddresses.add(address);
    }
    if (byDirectoryId.size === 0) return;
    byDirectoryId.get(fold(person.id))?.people.push(index);
    if (person.employeeNumber !== null) byDirectoryId.get(fold(person.employeeNumber))?.people.push(index);
  });
  for (const holders of byDirectoryId.values()) noteAll(holders, EVIDENCE_BITS['directory-id'], note);
  for (const holders of byAddress.values()) {
    noteAll(holders, holders.people.length === 1 ? EVIDENCE_BITS.address : EVIDENCE_BITS.shared, note);
  }
  noteLinks({ people, members, links, byMember, note, toAscii });
  return { byPerson, byMember, sharedAddresses };
}

function noteAll(
  holders: Holders,
  evidence: number,
  note: (person: number, member: number, evidence: number) => void,
): void {
  for (const person of holders.people) for (const member of holders.members) note(person, member, evidence);
}

function hasLeft(person: Person | undefined): boolean {
  return person?.state === 'deleted' || person?.state === 'gone';
}

/**
 * A link whose person the directory has deleted gives way when a living person of the member's own name has the member's address: the account was made anew.
 * In every other case it counts, so that contradicting evidence shows.
 */
function noteLinks(input: {
  readonly people: readonly Person[];
  readonly members: readonly Member[];
  readonly links: readonly Link[];
  readonly byMember: readonly (readonly Edge[])[];
  readonly note: (person: number, member: number, evidence: number) => void;
  readonly toAscii: (text: string) => string;
}): void {
  const { people, members, links, byMember, note, toAscii } = input;
  if (links.length === 0) return;
  const personIndex = new Map<PersonId, number>(people.map((person, index) => [person.id, index]));
  const memberIndex = new Map<MemberKey, number>(members.map((member, index) => [member.key, index]));
  const remade = (linked: number, member: number): boolean | undefined => {
    const fields = members[member]?.fields;
    const name = nameKey(fields?.firstName, fields?.lastName, toAscii);
    return byMember[member]?.some((edge) => {
      const other = people[edge.person];
      const lives = edge.person !== linked && other !== undefined && !hasLeft(other);
      return lives && name !== null && nameKey(other.firstName, other.lastName, toAscii) === name;
    });
  };
  for (const link of links) {
    const person = personIndex.get(link.person);
    const member = memberIndex.get(link.member);
    if (person === undefined || member === undefined) continue;
    if (people[person]?.state !== 'deleted' || remade(person, member) !== true)
      note(person, member, EVIDENCE_BITS.link);
  }
}

function groupMembers(members: readonly Member[], keysOf: (member: Member) => readonly string[]): Map<string, Holders> {
  const groups = new Map<string, Holders>();
  members.forEach((member, index) => {
    for (const key of keysOf(member)) {
      const holders = groups.get(key);
      if (holders === undefined) groups.set(key, { members: [index], people: [] });
      else if (!holders.members.includes(index)) holders.members.push(index);
    }
  });
  return groups;
}
