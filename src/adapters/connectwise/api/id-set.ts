/** A set of record ids that takes about a bit for each where they lie close together: lists may be a million long. */

export interface IdSet {
  /** false: it was in already. */
  add(id: number): boolean;
  size(): number;
}

const BITS = 32;
const WORDS = 32;

export function createIdSet(): IdSet {
  const blocks = new Map<number, Uint32Array>();
  let size = 0;
  return {
    add(id) {
      const block = Math.floor(id / (BITS * WORDS));
      const words = blocks.get(block) ?? new Uint32Array(WORDS);
      blocks.set(block, words);
      const place = id - block * BITS * WORDS;
      const at = Math.floor(place / BITS);
      const word = words[at] ?? 0;
      const bit = 1 << (place % BITS);
      if ((word & bit) !== 0) return false;
      words[at] = word | bit;
      size += 1;
      return true;
    },
    size: () => size,
  };
}
