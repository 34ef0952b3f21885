/** Chance that is the same every time, and what is made of it. */

export interface Random {
  /** From 0 up to, but not including, `end`. */
  below(end: number): number;
  /** One of these. Throws when there is none. */
  of<T>(these: readonly T[]): T;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    of(these) {
      const picked = these[below(these.length)];
      if (picked === undefined) throw new RangeError('There is nothing to choose from');
      return picked;
    },
  };
}
