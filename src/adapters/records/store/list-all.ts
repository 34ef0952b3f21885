// Walks a folder of any size, page by page.
import type { Store } from '../../../ports/run-ports.ts';

const PAGE = 1000;

/** Paths under the prefix in ascending order, those after `after` only. */
export async function* listAll(store: Store, prefix: string, after?: string): AsyncGenerator<string, void> {
  let last = after;
  for (;;) {
    const page = await store.list(prefix, last === undefined ? { limit: PAGE } : { limit: PAGE, after: last });
    yield* page;
    last = page.at(-1);
    if (page.length < PAGE) return;
  }
}
