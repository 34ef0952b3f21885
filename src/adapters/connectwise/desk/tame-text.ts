const LOOK_ALIKES: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '`': 'ˋ', '[': '［', ']': '］' };

/** The PSA shows notes in pages and mails, some of them with markup: what could be read as such is replaced by what looks like it. As long as before. */
export function tame(text: string): string {
  return text.replace(/[<>`[\]]/g, (mark) => LOOK_ALIKES[mark] ?? mark);
}
