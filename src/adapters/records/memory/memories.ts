// What is remembered of each connection, one file each, replaced only by whoever read its latest version.
import { EMPTY_MEMORY } from '../../../domain/memory/memory.ts';
import type { Memories, Store } from '../../../ports/run-ports.ts';
import { memoryShape } from './memory-shape.ts';
import { memoryPath } from '../store/paths.ts';
import { readStored, writeStored } from '../store/stored-file.ts';

const KIND = {
  shape: memoryShape,
  advice:
    'Restore an earlier version of the file. Without it Rollcall no longer knows whom it deactivated and which absences it has seen, so it does not start over by itself; if the file says it is of a later version, update Rollcall.',
};

export function createMemories(store: Store): Memories {
  return {
    async read(connection) {
      const stored = await readStored(store, memoryPath(connection), KIND);
      return { memory: stored?.value ?? EMPTY_MEMORY, version: stored?.version ?? null };
    },
    async write(connection, memory, version) {
      return writeStored(store, memoryPath(connection), KIND, { value: memory, version });
    },
  };
}
