// Without the root nothing is read, written or locked: a mistyped path is not an empty store.
import { stat } from 'node:fs/promises';
import { RemoteError } from '../../errors.ts';

/** Throws the file system's own error when there is nothing at `root`. */
export async function assertFolder(root: string): Promise<void> {
  if ((await stat(root)).isDirectory()) return;
  const advice = 'Name a folder in the configuration.';
  throw new RemoteError({
    system: 'storage',
    request: 'look at the folder',
    status: null,
    reason: 'invalid',
    message: `Storage: "${root}" is a file, not a folder. ${advice}`,
    advice,
  });
}
