// A stored JSON file of a known kind: read as what it should be, written only over the version that was read.
import type { z } from 'zod';
import type { Store } from '../../../ports/run-ports.ts';
import { parseStored, renderStored } from './stored-json.ts';

export interface StoredFileKind<Read, Written> {
  readonly shape: z.ZodType<Read, Written>;
  /** What to do when the file does not parse. */
  readonly advice: string;
}

/** undefined: no file. Etags of the store serve as versions. Throws RemoteError `malformed` on a file that does not parse. */
export async function readStored<Read, Written>(
  store: Store,
  path: string,
  { shape, advice }: StoredFileKind<Read, Written>,
): Promise<{ readonly value: Read; readonly version: string } | undefined> {
  const stored = await store.read(path);
  if (stored === undefined) return undefined;
  return { value: parseStored(shape, { path, text: stored.text, advice }), version: stored.etag };
}

/** `version`: what was read; null: there was no file. false: somebody else has written in between, and nothing was. */
export async function writeStored<Read, Written>(
  store: Store,
  path: string,
  kind: StoredFileKind<Read, Written>,
  { value, version }: { readonly value: Written; readonly version: string | null },
): Promise<boolean> {
  return store.write(path, renderStored(kind.shape, path, value), {
    contentType: 'application/json',
    expect: version === null ? 'absent' : { etag: version },
  });
}
