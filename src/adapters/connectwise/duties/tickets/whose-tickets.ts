/** Asks for the open tickets of some members, in pieces that fit into an address, and tells theirs from those that only look so. */
import { fold } from '../../../../domain/fold.ts';
import type { OpenTicket } from '../../../../domain/offboarding/duty.ts';
import type { MemberRef } from '../../../../domain/people/member.ts';
import { fieldContains, idIn } from '../../api/conditions.ts';

/** Characters of the encoded clauses; the other parts of an address take less than 1,000. */
const LONGEST = 6_000;

export const OPEN = 'closedFlag=false';

/** Conditions that together find every open ticket that one of them owns or is a resource of, and some more: `resources` is compared as text. */
export function conditionsFor(members: readonly MemberRef[]): readonly string[] {
  const askable = members.map((member) => ({ member, clause: fieldContains('resources', member.identifier) }));
  // A Member ID without a letter or digit can only be looked for among all open tickets.
  if (askable.some(({ clause }) => clause === null)) return [OPEN];
  const parts: { ids: number[]; clauses: string[]; length: number }[] = [];
  for (const { member, clause } of askable) {
    if (clause === null) continue;
    const length = encodeURIComponent(` or ${clause}`).length + String(member.key).length + '%2C'.length;
    const last = parts.at(-1);
    if (last === undefined || last.length + length > LONGEST)
      parts.push({ ids: [member.key], clauses: [clause], length });
    else {
      last.ids.push(member.key);
      last.clauses.push(clause);
      last.length += length;
    }
  }
  return parts.map(({ ids, clauses }) => `${OPEN} and (${[idIn('owner/id', ids), ...clauses].join(' or ')})`);
}

/** By the owner's record id and by whole Member IDs, case-folded. */
export function isTheirs(members: readonly MemberRef[]): (ticket: OpenTicket) => boolean {
  const keys = new Set<number>(members.map(({ key }) => key));
  const names = new Set(members.map(({ identifier }) => fold(identifier)));
  return ({ owner, resources }) =>
    (owner !== null && keys.has(owner.key)) || resources.some((name) => names.has(fold(name)));
}
