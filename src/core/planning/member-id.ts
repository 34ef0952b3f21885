/** The Member ID that a person's data gives, and whether an existing one fits it. A Member ID can never be changed in the PSA. */
import type { MemberIdRule } from '../../domain/planning/policy.ts';
import type { Person } from '../../domain/people/person.ts';
import { cleanText, fold } from '../normalize.ts';

const MEMBER_ID_LENGTH = 15;
const HIGHEST_NUMBER = 999;

/** null: a placeholder has no value for this person, or nothing printable in ASCII is left. */
export function expectedIdentifier(
  person: Person,
  rule: MemberIdRule,
  toAscii: (text: string) => string,
): string | null {
  let filled = '';
  for (const part of partsOf(rule)) {
    const value = part.name === null ? part.text : placeholder(person, part.name);
    if (value === null) return null;
    filled += value;
  }
  const ascii = toAscii(filled).replace(/[^A-Za-z0-9._-]/g, '');
  const cased = rule.case === 'keep' ? ascii : rule.case === 'lower' ? ascii.toLowerCase() : ascii.toUpperCase();
  const identifier = cased.slice(0, MEMBER_ID_LENGTH);
  return identifier === '' ? null : identifier;
}

interface TemplatePart {
  readonly text: string;
  /** null: the text stands for itself. */
  readonly name: string | null;
}
const parsed = new WeakMap<MemberIdRule, readonly TemplatePart[]>();

/** The template taken apart once for everybody. */
function partsOf(rule: MemberIdRule): readonly TemplatePart[] {
  const known = parsed.get(rule);
  if (known !== undefined) return known;
  const parts = rule.template.split(/(\{\w+\})/).map((text) => ({ text, name: /^\{(\w+)\}$/.exec(text)?.[1] ?? null }));
  parsed.set(rule, parts);
  return parts;
}

/** One case for each of MEMBER_ID_PLACEHOLDERS. */
function placeholder(person: Person, name: string): string | null {
  switch (name) {
    case 'login':
      return localPart(person.login);
    case 'mail':
      return localPart(person.mail);
    case 'first':
      return cleanText(person.firstName);
    case 'last':
      return cleanText(person.lastName);
    case 'f':
      return initial(person.firstName);
    case 'l':
      return initial(person.lastName);
    case 'employeeNumber':
      return cleanText(person.employeeNumber);
    case 'accountName':
      return cleanText(person.accountName);
    default:
      return null;
  }
}

function localPart(address: string | null): string | null {
  return cleanText(address?.split('@')[0] ?? null);
}

function initial(text: string | null): string | null {
  return /^./su.exec(cleanText(text) ?? '')?.[0] ?? null;
}

/** `jdoe` and 2 give `jdoe2`; the number always fits into the 15 characters. */
export function numbered(identifier: string, number: number): string {
  const suffix = String(number);
  return identifier.slice(0, MEMBER_ID_LENGTH - suffix.length) + suffix;
}

/** The first numbered form that is not taken; null when even the last one is. `taken` holds folded Member IDs. */
export function firstFree(identifier: string, taken: ReadonlySet<string>): string | null {
  for (let number = 2; number <= HIGHEST_NUMBER; number += 1) {
    const candidate = numbered(identifier, number);
    if (!taken.has(fold(candidate))) return candidate;
  }
  return null;
}

/** Equal but for case, or a numbered form of what is expected. */
export function fits(identifier: string, expected: string): boolean {
  const have = fold(identifier);
  const want = fold(expected);
  if (have === want) return true;
  const tail = /\d{1,3}$/.exec(have)?.[0];
  if (tail === undefined) return false;
  // "jdoe12" may be jdoe + 12 or jdoe1 + 2.
  return Array.from(tail, (_digit, index) => tail.slice(index)).some(
    (number) => have === numbered(want, Number(number)),
  );
}
