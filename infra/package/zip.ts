/** Packs files so that the same files make the same bytes, on any machine and at any time. */
import { zipSync } from 'fflate';
import type { Contents } from './contents.ts';

/** A zip holds local time without a zone: built from local parts it says the same everywhere. */
const NO_TIME = new Date(2000, 0, 1);
/** -rw-r--r-- of a plain file, as Unix writes it. */
const ATTRIBUTES = 0o100644 << 16;

export function zipOf(contents: Contents): Uint8Array {
  const files = [...contents].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return zipSync(
    Object.fromEntries(files.map(([path, bytes]) => [path, [bytes, { mtime: NO_TIME, os: 3, attrs: ATTRIBUTES }]])),
    { level: 6 },
  );
}
