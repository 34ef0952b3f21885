// What is remembered of each connection's messages, one file each, replaced only by whoever read its latest version.
import type { MessageRecords } from '../../message-ports.ts';
import type { Store } from '../../ports.ts';
import { messagesShape } from './shapes/messages-shape.ts';
import { messagesPath } from './paths.ts';
import { parseStored, renderStored } from './stored-json.ts';

const ADVICE =
  'Restore an earlier version of the file, or remove it: what stands is then told once more, and tickets are found again by their marker.';

/** Etags of the store serve as versions. */
export function createMessageRecords(store: Store): MessageRecords {
  return {
    async read(connection) {
      const path = messagesPath(connection);
      const stored = await store.read(path);
      if (stored === undefined) return { record: null, version: null };
      return { record: parseStored(messagesShape, { path, text: stored.text, advice: ADVICE }), version: stored.etag };
    },
    async write(connection, record, version) {
      const path = messagesPath(connection);
      return store.write(path, renderStored(messagesShape, path, record), {
        contentType: 'application/json',
        expect: version === null ? 'absent' : { etag: version },
      });
    },
  };
}
