/** Whom something is about, in as few words as tell it: display name and Member ID, a few of many. */
import type { Subject } from '../../domain/messages/matter.ts';
import { prose } from '../words/safe-text.ts';

/** Lines of one part; whoever wants all of them follows the link. */
export const MOST_LINES = 5;
const LONGEST_NAME = 60;

export interface SubjectLines {
  readonly lines: readonly string[];
  readonly more: number;
}

/** Without `names` a Member ID stands alone, and whoever has none is only counted. */
export function subjectLines(subjects: readonly Subject[], names: boolean): SubjectLines {
  const said = [...new Set(subjects.map((subject) => lineOf(subject, names)))];
  const lines = said.filter((line) => line !== null).slice(0, MOST_LINES);
  return { lines, more: subjects.length - lines.length };
}

function lineOf({ memberId, name }: Subject, names: boolean): string | null {
  const id = memberId === null ? null : cut(prose(memberId));
  const shown = names && name !== null ? cut(prose(name)) : '';
  if (shown === '') return id;
  return id === null ? shown : `${shown} (${id})`;
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_NAME ? text : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}
