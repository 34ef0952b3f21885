// Decides which paths may become files, and where they lie. The same paths are refused on every platform, so that a folder can move from one to another.
import { join } from 'node:path';
import { InvariantError } from '../../errors.ts';

const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * Absolute path under the root. Throws InvariantError on one that could leave the root, or that some platform would refuse or change. Names that begin with a dot
 * are the adapter's own (and `.` and `..` are among them).
 */
export function fileIn(root: string, path: string): string {
  const segments = path.split('/');
  for (const segment of segments) {
    if (segment === '') throw refused(path, 'a segment is empty');
    if (segment.startsWith('.')) throw refused(path, 'a segment begins with a dot');
    if (/[. ]$/.test(segment)) throw refused(path, 'a segment ends with a dot or a space');
    if (/[\p{Cc}\p{Cs}<>:"|?*\\]/u.test(segment))
      throw refused(path, 'it holds a character that no file name may have');
    if (RESERVED.test(segment)) throw refused(path, `"${segment}" is a device on Windows`);
  }
  return join(root, ...segments);
}

function refused(path: string, why: string): InvariantError {
  return new InvariantError(`${JSON.stringify(path.slice(0, 200))} cannot be a path in storage: ${why}`);
}
