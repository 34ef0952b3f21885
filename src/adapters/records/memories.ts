// What is remembered of each connection, one file each, replaced only by whoever read its latest version.
import { EMPTY_MEMORY } from '../../domain/memory.ts';
import type { Memories, Store } from '../../ports.ts';
import { memoryShape } from './shapes/memory-shape.ts';
import { memoryPath } from './paths.ts';
import { parseStored, renderStored } from './stored-json.ts';

const ADVICE =
  'Restore an earlier version of the file. Without it Rollcall no longer knows whom it deactivated and which absences it has seen, so it does not start over by itself; if the file says it is of a later version, update Rollcall.';

/** Etags of the store serve as versions. */
export function createMemories(store: Store): Memories {
  return {
    async read(connection) {
      const path = memoryPath(connection);
      const stored = await store.read(path);
      if (stored === undefined) return { memory: EMPTY_MEMORY, version: null };
      return { memory: parseStored(memoryShape, { path, text: stored.text, advice: ADVICE }), version: stored.etag };
    },
    async write(connection, memory, version) {
      const path = memoryPath(connection);
      return store.write(path, renderStored(memoryShape, path, memory), {
        contentType: 'application/json',
        expect: version === null ? 'absent' : { etag: version },
      });
    },
  };
}
