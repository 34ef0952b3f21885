// Changes one stored JSON file although others may do the same at the same time: read, change, write if unchanged, else again.
import { RemoteError } from '../../../errors.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { readStored, writeStored, type StoredFileKind } from './stored-file.ts';

/** Every loser of a race means that somebody else got through, so this many losses in a row are a fault, not bad luck. */
const ATTEMPTS = 50;

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
    const stored = await readStored(store, path, kind);
    const next = change(stored?.value);
    if (next === undefined) return;
    if (await writeStored(store, path, kind, { value: next, version: stored?.version ?? null })) return;
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
