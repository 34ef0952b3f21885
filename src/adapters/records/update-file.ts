// Changes one stored JSON file although others may do the same at the same time: read, change, write if unchanged, else again.
import type { z } from 'zod';
import { RemoteError } from '../../errors.ts';
import type { Store } from '../../ports.ts';
import { parseStored, renderStored } from './stored-json.ts';

/** Every loser of a race means that somebody else got through, so this many losses in a row are a fault, not bad luck. */
const ATTEMPTS = 50;

export interface StoredFileKind<Read, Written> {
  readonly shape: z.ZodType<Read, Written>;
  /** What to do when the file does not parse. */
  readonly advice: string;
}

/**
 * `change` gets what is stored now (undefined: no file) and answers what is to be stored, or undefined to leave all as it is. It may be called several
 * times. Throws RemoteError `malformed` on a file that does not parse and `conflict` when others keep getting in between.
 */
export async function updateFile<Read, Written>(
  store: Store,
  path: string,
  kind: StoredFileKind<Read, Written>,
  change: (current: Read | undefined) => Written | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await store.read(path);
    const current =
      stored === undefined ? undefined : parseStored(kind.shape, { path, text: stored.text, advice: kind.advice });
    const next = change(current);
    if (next === undefined) return;
    const written = await store.write(path, renderStored(kind.shape, path, next), {
      contentType: 'application/json',
      expect: stored === undefined ? 'absent' : { etag: stored.etag },
    });
    if (written) return;
  }
  throw new RemoteError({
    system: 'storage',
    request: `write ${path}`,
    status: null,
    reason: 'conflict',
    message: `${path} was changed by somebody else ${ATTEMPTS} times in a row while it was being updated; nothing was written.`,
    advice: 'Try again. If it happens again, look for a second installation that writes to the same container.',
  });
}
