// What is remembered of each connection's messages, one file each, replaced only by whoever read its latest version.
import type { MessageRecords } from '../../../ports/message-ports.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { messagesShape } from './messages-shape.ts';
import { messagesPath } from '../store/paths.ts';
import { readStored, writeStored } from '../store/stored-file.ts';

const KIND = {
  shape: messagesShape,
  advice:
    'Restore an earlier version of the file, or remove it: what stands is then told once more, and tickets are found again by their marker.',
};

export function createMessageRecords(store: Store): MessageRecords {
  return {
    async read(connection) {
      const stored = await readStored(store, messagesPath(connection), KIND);
      return { record: stored?.value ?? null, version: stored?.version ?? null };
    },
    async write(connection, record, version) {
      return writeStored(store, messagesPath(connection), KIND, { value: record, version });
    },
  };
}
