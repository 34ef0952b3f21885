// Lets what is handed over at the same time share one write: while one is under way, everything that comes waits together for the next.

/** So that a write stays small, however long the one before it took. */
const MOST_ITEMS = 1000;

interface Group<Item> {
  readonly items: Item[];
  readonly written: Promise<void>;
}

/**
 * The answer takes items and resolves when they are written; `write` gets them in the order of the calls, and is never called before it has ended. A write that
 * fails fails those whose items it held, and nobody else.
 */
export function createGroupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (items: readonly Item[]) => Promise<void> {
  /** Where the next items go. */
  let waiting: Group<Item> | undefined;
  let last: Promise<void> = Promise.resolve();

  function begin(): Group<Item> {
    const items: Item[] = [];
    const written = last.then(async () => {
      if (waiting === group) waiting = undefined;
      await write(items);
    });
    const group = { items, written };
    // Whoever comes next waits for the end of this one, good or bad; only its own callers hear of the fault.
    last = written.then(
      () => undefined,
      () => undefined,
    );
    return group;
  }

  return (items) => {
    if (waiting === undefined || waiting.items.length + items.length > MOST_ITEMS) waiting = begin();
    waiting.items.push(...items);
    return waiting.written;
  };
}
