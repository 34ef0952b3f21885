/** Whom to ask the directory for when a run is about one person: the person, and everybody who may have a claim on the same member. */
import type { Catalogue, CatalogueKind, Lookup, LookupAnswer } from '../../domain/planning/world.ts';
import type { Memory } from '../../domain/memory/memory.ts';
import type { Member } from '../../domain/people/member.ts';
import { memberKey, type MemberKey, type PersonId } from '../../domain/ids.ts';
import type { MemberRoster } from '../../domain/people/roster.ts';
import type { Person } from '../../domain/people/person.ts';
import { foldAddresses } from '../normalize.ts';

/** Stands in a look-up for the member that somebody does not have. */
export const NO_MEMBER: MemberKey = memberKey(Number.MAX_SAFE_INTEGER);

interface Known {
  readonly person: PersonId;
  readonly psa: MemberRoster;
  readonly memory: Memory;
}

/** The person by id and, where they are linked with a member, whoever else carries one of its addresses: an account that was made anew speaks against an old link. */
export function firstPersonLookups({ person, psa, memory }: Known): readonly Lookup[] {
  const linked = linkedMember(person, psa, memory);
  const byId: Lookup = { member: linked?.key ?? NO_MEMBER, by: { kind: 'id', id: person } };
  return linked === undefined ? [byId] : [byId, ...rivalsOf(linked.key, linked.addresses)];
}

/**
 * For somebody who may get a member: whoever else has one of their addresses. Empty for a linked person, about whom everything was asked already: a pair without a
 * link is never written to in such a run, so nobody's claim on its member has to be weighed here.
 */
export function furtherPersonLookups({ psa, memory }: Known, found: Person | undefined): readonly Lookup[] {
  if (found?.state !== 'enabled' || linkedMember(found.id, psa, memory) !== undefined) return [];
  return rivalsOf(NO_MEMBER, found.addresses);
}

/** The one person among what the look-ups answered; undefined: the directory said nothing of them. */
export function lookedUp(person: PersonId, answers: readonly LookupAnswer[]): Person | undefined {
  return answers.flatMap((answer) => answer.people).find((one) => one.id === person);
}

/** The security roles tell who administers. They are not needed for a departure while somebody else administers by their own record. */
export function rolesFor({ person, psa, memory }: Known): readonly CatalogueKind[] {
  const own = linkedMember(person, psa, memory);
  const another = psa.members.some(
    (member) => member.active && member.licenseClass !== 'A' && member.admin && member !== own,
  );
  return own === undefined || another ? [] : ['securityRole'];
}

/** A catalogue of which no list was read. */
export const NO_CATALOGUE: Catalogue = {};

function linkedMember(person: PersonId, psa: MemberRoster, memory: Memory): Member | undefined {
  const link = memory.links.find((known) => known.person === person);
  return psa.members.find((member) => member.key === link?.member && member.licenseClass !== 'A');
}

function rivalsOf(member: MemberKey, addresses: readonly string[]): readonly Lookup[] {
  const folded = [...new Set(foldAddresses(addresses))].sort();
  return folded.length === 0 ? [] : [{ member, by: { kind: 'rivals', addresses: folded } }];
}
