// What was asked for and let go without a run, one file for each connection.
import type { Store } from '../../../ports/run-ports.ts';
import type { DroppedRecords } from '../../../ports/event-ports.ts';
import { droppedPath } from '../store/paths.ts';
import { droppedListShape } from './dropped-shape.ts';
import { readStored } from '../store/stored-file.ts';
import { updateFile } from '../store/update-file.ts';

const KIND = {
  shape: droppedListShape,
  advice: 'Restore an earlier version of the file, or remove it: only the answers to a few tickets are lost with it.',
};

/** The latest ones are kept. Whoever asked looks within minutes, and each of them was let through before a pause began. */
const MOST_KEPT = 500;

export function createDroppedRecords(store: Store): DroppedRecords {
  return {
    async find(connection, ticket) {
      const stored = await readStored(store, droppedPath(connection), KIND);
      return stored?.value.dropped.find((one) => one.ticket === ticket);
    },
    async note(connection, one) {
      await updateFile(store, droppedPath(connection), KIND, (current) => {
        const others = (current?.dropped ?? []).filter(({ ticket }) => ticket !== one.ticket);
        return { version: 1 as const, dropped: [...others, one].slice(-MOST_KEPT) };
      });
    },
  };
}
