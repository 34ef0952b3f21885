/** Text to comparable keys. Every comparison of names, addresses and Member IDs goes through here, so that both sides are folded alike. */
import { fold } from '../domain/fold.ts';

export { fold };

const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/** Folded addresses, each once; what is no address ("n/a", a login without a domain) is left out. */
export function foldAddresses(addresses: readonly string[]): readonly string[] {
  const folded: string[] = [];
  for (const address of addresses) {
    const key = fold(address);
    if (key.includes('@') && !folded.includes(key)) folded.push(key);
  }
  return folded;
}

/** One line without control characters or runs of white space: what may be written into a field. null for nothing. */
export function cleanText(text: string | null): string | null {
  if (text === null) return null;
  // Plain words with single blanks are clean already.
  if (CLEAN.test(text)) return text;
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return clean === '' ? null : clean;
}

/** First `length` UTF-16 units, never half of a character pair. */
export function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : text
        .slice(0, length)
        .toWellFormed()
        .replace(/\ufffd$/u, '')
        .trim();
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** Case-folded ASCII form of a full name; null when a part is missing, since half a name proves nothing. */
export function nameKey(
  firstName: string | null | undefined,
  lastName: string | null | undefined,
  toAscii: (text: string) => string,
): string | null {
  const first = cleanText(firstName ?? null);
  const last = cleanText(lastName ?? null);
  return first === null || last === null ? null : wholeNameKey(first, last, toAscii);
}

/** The same for a clean name of which both parts are there. */
export function wholeNameKey(firstName: string, lastName: string, toAscii: (text: string) => string): string {
  return `${fold(toAscii(firstName))} ${fold(toAscii(lastName))}`;
}
