// Does something for every item, a few at a time.

/** Results in the order of the items, never more than `limit` under way. After the first fault, which is thrown, no new item is taken. */
export async function atMost<Item, Result>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  let failed = false;

  async function drain(): Promise<void> {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results.set(index, await work(item));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, drain));

  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}
