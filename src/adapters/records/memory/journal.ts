// Every write, noted before it is sent and after it is settled: one file of lines per run, in the folder of the day it began.
import { sentAt, type JournalEntry, type JournaledWrite } from '../../../domain/memory/journal.ts';
import type { RunId } from '../../../domain/ids.ts';
import type { Journal, Store } from '../../../ports/run-ports.ts';
import { listAll } from '../store/list-all.ts';
import { journalEntryShape } from './journal-shape.ts';
import { journalFolder, journalPath } from '../store/paths.ts';
import { parseJournal } from './parse-journal.ts';
import { renderStoredLine } from '../store/stored-json.ts';

const DAY = 86_400_000;
/** Files read at the same time. */
const AT_ONCE = 8;

export function createJournal(store: Store): Journal {
  return {
    async note(connection, run: RunId, entry: JournalEntry) {
      const path = journalPath(connection, run);
      await store.append(path, renderStoredLine(journalEntryShape, path, entry));
    },
    async readSince(connection, since) {
      const from = instantOf(since);
      const folder = journalFolder(connection);
      // A run that began before midnight notes its later writes in the folder of the day before.
      const firstDay = new Date(from - DAY).toISOString().slice(0, 10);
      const writes: JournaledWrite[] = [];
      let batch: string[] = [];
      for await (const path of listAll(store, folder, `${folder}${firstDay}`)) {
        batch.push(path);
        if (batch.length < AT_ONCE) continue;
        writes.push(...(await readFiles(store, batch)));
        batch = [];
      }
      writes.push(...(await readFiles(store, batch)));
      return writes
        .filter((write) => Date.parse(sentAt(write)) >= from)
        .sort((left, right) => Date.parse(sentAt(left)) - Date.parse(sentAt(right)));
    },
  };
}

async function readFiles(store: Store, paths: readonly string[]): Promise<readonly JournaledWrite[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const stored = await store.read(path);
      return stored === undefined ? [] : parseJournal(path, stored.text);
    }),
  );
  return files.flat();
}

function instantOf(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError(`"${text}" is not an instant from which the journal could be read`);
  return instant;
}
