// Text from outside, made harmless to look at: nothing in it can move the cursor, reverse the line or hide.

/** C0, DEL and C1 controls, line and paragraph separators. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;
/**
 * Marks that reorder or hide text: bidi controls, zero-width spaces, soft hyphens, tags, blank letters. Joiners stay (emoji and Persian need them), and so do
 * Arabic and Syriac signs that can be seen.
 */
const HIDDEN =
  /[\p{Cf}--[\p{Join_Control}\u0600-\u0605\u06dd\u070f\u08e2]]|[\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gv;

/** Shows control characters as pictures (`␊`) and hidden marks by their number (`[U+202E]`); always one line. */
export function visible(text: string): string {
  return text.toWellFormed().replace(CONTROLS, picture).replace(HIDDEN, numbered);
}

/** The same for sentences: breaks and runs of spaces become one space. */
export function prose(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : numbered(character);
}

function numbered(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
