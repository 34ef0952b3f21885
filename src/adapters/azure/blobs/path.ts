// Decides which paths may become names of blobs. The SDK encodes odd characters; what an address would resolve away has to be refused here.
import { InvariantError } from '../../../errors.ts';

const MOST_CHARACTERS = 1024;
const MOST_SEGMENTS = 254;

/** The path itself. Throws InvariantError on one that could leave the container, or that the service would refuse or change. */
export function checkedBlobPath(path: string): string {
  const segments = path.split('/');
  if (path.length > MOST_CHARACTERS || segments.length > MOST_SEGMENTS)
    throw refused(path, `longer than ${MOST_CHARACTERS} characters or ${MOST_SEGMENTS} segments`);
  // A trailing dot covers `.` and `..`, which would be resolved as soon as the path is part of an address.
  if (segments.some((segment) => segment === '' || segment.endsWith('.')))
    throw refused(path, 'a segment is empty or ends with a dot');
  if (/[\p{Cc}\p{Cs}\\]/u.test(path)) throw refused(path, 'it holds a control character or a backslash');
  return path;
}

function refused(path: string, why: string): InvariantError {
  return new InvariantError(`${JSON.stringify(path.slice(0, 200))} cannot be a path in storage: ${why}`);
}
