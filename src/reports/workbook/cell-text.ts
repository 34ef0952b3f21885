// Text from outside as the text of a cell: nothing that XML, the sheet or its reader could take for something else, and nothing left out unsaid.
import { grouped } from '../words/amounts.ts';
import { visible } from '../words/safe-text.ts';

/** The most that a cell holds, in UTF-16 code units. */
const MOST_CHARACTERS = 32_767;
const ROOM_FOR_REMARK = 40;
/** What XML advises against, or what is dropped on the way: shown by their numbers. */
const NO_CHARACTERS = /\p{Noncharacter_Code_Point}|\ufffd/gu;
/** A spreadsheet reads `_x000A_` in a cell as the character of that number. */
const ESCAPES = /_(?=x[0-9a-f]{4}_)/giu;

/** As it is to be read: one line, well formed, short enough. */
export function cellText(text: string): string {
  const shown = visible(text).replace(NO_CHARACTERS, numbered);
  if (shown.length <= MOST_CHARACTERS) return shown;
  // A pair must not be cut in its middle.
  const kept = shown.slice(0, MOST_CHARACTERS - ROOM_FOR_REMARK).replace(/[\ud800-\udbff]$/, '');
  return `${kept} … (cut: ${grouped(shown.length)} characters)`;
}

/** The same as it has to be written, so that it is read so. */
export function escapedText(text: string): string {
  const escaped = text.replace(ESCAPES, '_x005F_');
  // Whoever looks texts up in an object finds those that every object has: `constructor`.
  return escaped in Object.prototype ? `${escapedCharacter(escaped)}${escaped.slice(1)}` : escaped;
}

function escapedCharacter(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

function numbered(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
