// A store whose appends wait until a test lets each of them end, well or badly.
import type { Store } from '../../../src/ports/run-ports.ts';

export type Ending =
  | 'written'
  /** Nothing was written, and so it is said. */
  | 'failed'
  /** It was written, but its answer was lost. */
  | 'written-but-failed';

export interface HeldStore extends Store {
  /** Appends under way, in order: path and line. */
  readonly held: readonly { readonly path: string; readonly line: string }[];
  /** Ends the latest append under way, so that what should have waited for an earlier one is found out, and resolves when whoever waits for it has had their turn. */
  end(ending: Ending): Promise<void>;
}

export function createHeldStore(store: Store): HeldStore {
  const held: { readonly path: string; readonly line: string; readonly end: (ending: Ending) => Promise<void> }[] = [];
  return {
    ...store,
    held,
    append: (path, line) =>
      new Promise((resolve, reject) => {
        held.push({
          path,
          line,
          end: async (ending) => {
            if (ending !== 'failed') await store.append(path, line);
            if (ending === 'written') resolve();
            else reject(new Error(`The append to ${path} failed`));
          },
        });
      }),
    async end(ending) {
      const latest = held.pop();
      if (latest === undefined) throw new RangeError('No append is under way');
      await latest.end(ending);
      await settled();
    },
  };
}

/** Resolves when everything that can go on without the outside has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
