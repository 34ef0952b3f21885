/** As many parts as a receiver takes, and a word on the others. */
import type { Matter } from '../../domain/messages/matter.ts';
import type { MessagePart } from '../../domain/messages/message.ts';
import { matterPart, type Teller } from './matter-part.ts';

export const MOST_PARTS = 8;

/** Findings of one kind are one part; everything else is one part for each matter. In the order in which they come. */
export function matterParts(matters: readonly Matter[], teller: Teller): readonly MessagePart[] {
  const joined = new Map<string, Matter>();
  for (const matter of matters) {
    const place = matter.kind === 'finding' ? matter.finding : matter.key;
    const before = joined.get(place);
    joined.set(place, before === undefined ? matter : { ...before, items: [...before.items, ...matter.items] });
  }
  return [...joined.values()].map((matter) => matterPart(matter, teller));
}

export function atMostParts(parts: readonly MessagePart[]): readonly MessagePart[] {
  if (parts.length <= MOST_PARTS) return parts;
  const left = parts.length - (MOST_PARTS - 1);
  return [
    ...parts.slice(0, MOST_PARTS - 1),
    { heading: `And ${left} further matters`, advice: null, owner: null, lines: [], more: 0, link: null },
  ];
}
