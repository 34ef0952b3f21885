/** Who has to be looked up one by one before anything can be said: active members with nobody in scope. */
import type { DirectoryRoster, MemberRoster } from '../../domain/people/roster.ts';
import type { Lookup, LookupAnswer, World } from '../../domain/planning/world.ts';
import type { Matching } from '../../domain/planning/decision.ts';
import type { Memory } from '../../domain/memory/memory.ts';
import type { Person } from '../../domain/people/person.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/planning/policy.ts';
import { foldAddresses } from '../normalize.ts';
import { isOutsider } from '../planning/scope.ts';
import { match } from './match.ts';

export interface LookupInput {
  readonly policy: Policy;
  readonly directory: DirectoryRoster;
  readonly psa: MemberRoster;
  readonly memory: Memory;
  readonly toAscii: (text: string) => string;
}

/** Direct checks cost one request each; beyond this many a second run has to agree instead. */
const MOST_MEMBERSHIP_CHECKS = 20;

/** By remembered link where there is one, else by the member's addresses; a member without either cannot be looked up. */
export function lookupsFor(input: LookupInput): readonly Lookup[] {
  const matching = matchRosters(input, []);
  const inRoster = new Set<PersonId>(input.directory.people.map((person) => person.id));
  const linked = new Map(input.memory.links.map((link) => [link.member, link.person]));
  const unclaimed = new Set(matching.members);
  const leaving = new Map(
    matching.pairs
      .filter(({ person }) => person.state === 'disabled' || person.state === 'suspended')
      .map(({ person, member }) => [member.key, person.id]),
  );
  return input.psa.members.flatMap((member): readonly Lookup[] => {
    if (!member.active || member.licenseClass === 'A') return [];
    const person = linked.get(member.key);
    if (person !== undefined && !inRoster.has(person)) return [{ member: member.key, by: { kind: 'id', id: person } }];
    // What a group's list says of an account may lag; before anybody is switched off for it, it is read by id.
    const leaver = leaving.get(member.key);
    if (leaver !== undefined) return [{ member: member.key, by: { kind: 'id', id: leaver } }];
    const addresses = foldAddresses(member.addresses);
    return unclaimed.has(member) && addresses.length > 0
      ? [{ member: member.key, by: { kind: 'addresses', addresses } }]
      : [];
  });
}

/** Enabled people outside every mapped group whose member is active: a direct check can prove that they really are outside. */
export function membershipChecksFor(
  input: LookupInput & { readonly lookups: readonly LookupAnswer[] },
): readonly PersonId[] {
  return matchRosters(input, input.lookups)
    .pairs.filter((pair) => isOutsider(pair, input))
    .map(({ person }) => person.id)
    .sort()
    .slice(0, MOST_MEMBERSHIP_CHECKS);
}

/** The matching of a whole world. */
export function matchWorld(world: World): Matching {
  return matchRosters(world, world.lookups);
}

function matchRosters(input: LookupInput, lookups: readonly LookupAnswer[]): Matching {
  return match({
    people: everyone(input.directory, lookups),
    members: input.psa.members,
    links: input.memory.links,
    rule: input.policy.memberId,
    toAscii: input.toAscii,
  });
}

/** The roster, and those found one by one, each once. Of somebody in both, the groups come from the lists and the state from the direct read. */
function everyone(directory: DirectoryRoster, lookups: readonly LookupAnswer[]): readonly Person[] {
  if (lookups.length === 0) return directory.people;
  const found = new Map<PersonId, Person>();
  for (const answer of lookups) for (const person of answer.people) found.set(person.id, person);
  const listed = directory.people.map((person) => ({ ...person, state: found.get(person.id)?.state ?? person.state }));
  for (const person of directory.people) found.delete(person.id);
  return [...listed, ...found.values()];
}
