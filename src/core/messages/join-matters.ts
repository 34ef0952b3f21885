import type { Digest } from '../../domain/ids.ts';
import type { Matter, MatterItem } from '../../domain/messages/matter.ts';

/** Each matter once, with all items that were said of it; of what is said twice the last is kept. In the order in which they first come. */
export function joinMatters(matters: readonly Matter[]): readonly Matter[] {
  const joined = new Map<Digest, { readonly matter: Matter; readonly items: Map<Digest, MatterItem> }>();
  for (const matter of matters) {
    const items = joined.get(matter.key)?.items ?? new Map<Digest, MatterItem>();
    for (const item of matter.items) items.set(item.key, item);
    joined.set(matter.key, { matter, items });
  }
  return [...joined.values()].map(({ matter, items }) => ({ ...matter, items: [...items.values()] }));
}
