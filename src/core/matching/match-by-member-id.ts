/** The weakest evidence: a Member ID that is just what the person's data would give. It counts only with the same name, and only where nothing stronger speaks. */
import type { Doubt, Pair } from '../../domain/planning/decision.ts';
import type { Member } from '../../domain/people/member.ts';
import type { MemberIdRule } from '../../domain/planning/policy.ts';
import type { Person } from '../../domain/people/person.ts';
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
  const byIdentifier = Map.groupBy(free.members, (member) => fold(member.identifier));
  const claims = new Map<readonly Member[], Person[]>();
  const people: Person[] = [];
  for (const person of free.people) {
    const expected = expectedIdentifier(person, free.rule, free.toAscii);
    const members = expected === null ? undefined : byIdentifier.get(fold(expected));
    const speaks = members?.some((member) => nameAgreement(person, member, free.toAscii) !== 'none') ?? false;
    if (members === undefined || !speaks) people.push(person);
    else claims.set(members, [...(claims.get(members) ?? []), person]);
  }

  const pairs: Pair[] = [];
  const doubts: Doubt[] = [];
  for (const [members, claimants] of claims) {
    const why = whyDoubtful(claimants, members, free.toAscii);
    if (why !== null) doubts.push({ kind: 'ambiguous', people: claimants, members, why });
    else
      for (const person of claimants)
        for (const member of members) pairs.push({ person, member, evidence: ['member-id'] });
  }
  const claimed = new Set([...claims.keys()].flat());
  return { pairs, doubts, people, members: free.members.filter((member) => !claimed.has(member)) };
}

/** null: one person, one member, one name. */
function whyDoubtful(
  people: readonly Person[],
  members: readonly Member[],
  toAscii: (text: string) => string,
): string | null {
  if (people.length > 1) return `${people.length} people fit the same Member ID`;
  if (members.length > 1) return `${members.length} members have the same Member ID but for its case`;
  const agrees = people.every((person) => members.every((member) => nameAgreement(person, member, toAscii) === 'full'));
  return agrees ? null : 'the Member ID fits, but only half of the name does';
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
