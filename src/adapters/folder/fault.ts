// Turns errors of the file system into RemoteError.
import { z } from 'zod';
import type { RemoteReason } from '../../errors.ts';
import { InvariantError, RefusedError, RemoteError } from '../../errors.ts';

interface Reading {
  readonly reason: RemoteReason;
  /** A sentence without its full stop. */
  readonly what: string;
  readonly advice: string;
}

const RIGHTS = 'Give the user that Rollcall runs as the right to read and write there, or choose another folder.';
const NO_RIGHT: Reading = { reason: 'forbidden', what: 'a right is missing', advice: RIGHTS };
const FULL: Reading = { reason: 'unavailable', what: 'the disk is full', advice: 'Make room and run again.' };
const IN_THE_WAY: Reading = {
  reason: 'conflict',
  what: 'a file or folder of the same name is in the way',
  advice: 'Move it away; Rollcall did not put it there.',
};
const OTHER: Reading = {
  reason: 'unavailable',
  what: 'the file system failed',
  advice: 'Check the disk or the network drive that the folder is on.',
};

const BY_CODE: Readonly<Record<string, Reading>> = {
  ENOENT: {
    reason: 'missing',
    what: 'the folder does not exist',
    advice: 'Create it with "rollcall check --prepare", or correct its path in the configuration.',
  },
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: { reason: 'forbidden', what: 'the folder is read-only', advice: RIGHTS },
  ENOSPC: FULL,
  EDQUOT: FULL,
  ENOTDIR: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
};

const thrownShape = z.object({ code: z.string() });

/** `ENOENT`; null: not an error of the file system. */
export function codeOf(error: unknown): string | null {
  const parsed = thrownShape.safeParse(error);
  return parsed.success ? parsed.data.code : null;
}

/** `request`: "read acme/memory.json". */
export function folderFault(
  error: unknown,
  { request, root }: { readonly request: string; readonly root: string },
): RemoteError | InvariantError | RefusedError {
  if (error instanceof RemoteError || error instanceof InvariantError || error instanceof RefusedError) return error;
  const code = codeOf(error);
  if (code === null) {
    const name = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
    return new InvariantError(`Storage, folder "${root}": cannot ${request}: unexpected ${name}`);
  }
  const { reason, what, advice } = BY_CODE[code] ?? OTHER;
  return new RemoteError({
    system: 'storage',
    request,
    status: null,
    reason,
    message: `Storage, folder "${root}": cannot ${request}: ${what} (${code}). ${advice}`,
    advice,
    cause: error,
  });
}
