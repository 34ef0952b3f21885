/** The weakest evidence: a Member ID that is just what the person's data would give. It counts only with the same name, and only where nothing stronger speaks. */
import type { Doubt, Pair } from '../../domain/decision.ts';
import type { Member } from '../../domain/member.ts';
import type { MemberIdRule } from '../../domain/policy.ts';
import type { Person } from '../../domain/person.ts';
import { cleanText, fold, nameKey } from '../normalize.ts';
import { expectedIdentifier } from '../planning/member-id.ts';

/** Those for whom nothing stronger speaks. */
interface Free {
  readonly people: readonly Person[];
  readonly members: readonly Member[];
  readonly rule: MemberIdRule;
  readonly toAscii: (text: string) => string;
}

/**
 * Same Member ID and same full name: a pair. Same Member ID and half the name (married, or a relative): a doubt. Another name altogether: no evidence, the person
 * is someone else and will need a number. Two people who would get the same Member ID are a doubt as soon as one of them fits.
 */
export function matchByMemberId(free: Free): {
  pairs: readonly Pair[];
  doubts: readonly Doubt[];
  people: readonly Person[];
  members: readonly Member[];
} {
  const byIdentifier = new Map(free.members.map((member) => [fold(member.identifier), member]));
  const claims = new Map<Member, Person[]>();
  const people: Person[] = [];
  for (const person of free.people) {
    const expected = expectedIdentifier(person, free.rule, free.toAscii);
    const member = expected === null ? undefined : byIdentifier.get(fold(expected));
    if (member === undefined || nameAgreement(person, member, free.toAscii) === 'none') people.push(person);
    else claims.set(member, [...(claims.get(member) ?? []), person]);
  }

  const pairs: Pair[] = [];
  const doubts: Doubt[] = [];
  for (const [member, claimants] of claims) {
    const [person, rival] = claimants;
    if (person !== undefined && rival === undefined && nameAgreement(person, member, free.toAscii) === 'full') {
      pairs.push({ person, member, evidence: ['member-id'] });
    } else {
      const why =
        rival === undefined
          ? 'the Member ID fits, but only half of the name does'
          : `${claimants.length} people fit the same Member ID`;
      doubts.push({ kind: 'ambiguous', people: claimants, members: [member], why });
    }
  }
  return { pairs, doubts, people, members: free.members.filter((member) => !claims.has(member)) };
}

/** How much of the full name both sides share, in ASCII and without case. */
export function nameAgreement(
  person: Person,
  member: Member,
  toAscii: (text: string) => string,
): 'full' | 'half' | 'none' {
  const { firstName, lastName } = member.fields;
  const whole = nameKey(person.firstName, person.lastName, toAscii);
  if (whole !== null && whole === nameKey(firstName, lastName, toAscii)) return 'full';
  const half = sameName(person.firstName, firstName, toAscii) || sameName(person.lastName, lastName, toAscii);
  return half ? 'half' : 'none';
}

function sameName(a: string | null, b: string | undefined, toAscii: (text: string) => string): boolean {
  const [left, right] = [cleanText(a), cleanText(b ?? null)];
  return left !== null && right !== null && fold(toAscii(left)) === fold(toAscii(right));
}
