// Turns what the storage SDKs throw into RemoteError. Their errors carry the request with its address, signature and headers, so nothing of them is kept but codes.
import { z } from 'zod';
import { InvariantError, RefusedError, RemoteError } from '../../errors.ts';
import { readingOf } from './readings.ts';

const thrownShape = z.object({
  name: z.string().catch(''),
  /** Filled from the body; an answer to HEAD has none, so the header's copy is in `details`. */
  code: z.string().nullish().catch(null),
  statusCode: z.number().int().nullish().catch(null),
  details: z.object({ errorCode: z.string().nullish() }).nullish().catch(null),
});

export interface Thrown {
  readonly name: string;
  /** `BlobNotFound`, `ECONNREFUSED`; null: none. */
  readonly code: string | null;
  /** null: no answer came. */
  readonly status: number | null;
}

/** The codes of whatever was thrown. */
export function readThrown(error: unknown): Thrown {
  const parsed = thrownShape.safeParse(error);
  if (!parsed.success) return { name: typeof error, code: null, status: null };
  const { name, code, statusCode, details } = parsed.data;
  return { name, code: details?.errorCode ?? code ?? null, status: statusCode ?? null };
}

/** Something answered in the place of Azure Storage: a sign-in page, a proxy, another server. Read as the SDK's own complaint about such an answer. */
export function foreignAnswer(): Error {
  return Object.assign(new Error('The answer lacks the headers of Azure Storage'), { code: 'PARSE_ERROR' });
}

/** `request`: "read acme/memory.json"; `place`: 'container "rollcall"'. */
export function storageFault(
  error: unknown,
  { request, place }: { readonly request: string; readonly place: string },
): RemoteError | InvariantError | RefusedError {
  if (error instanceof RemoteError || error instanceof InvariantError || error instanceof RefusedError) return error;
  const { name, code, status } = readThrown(error);
  const reading = readingOf({ name, code, status });
  if (reading === undefined) return new InvariantError(`Storage, ${place}: cannot ${request}: unexpected ${name}`);
  const codes = [status, code].filter((part) => part !== null).join(' ');
  return new RemoteError({
    system: 'storage',
    request,
    status,
    reason: reading.reason,
    message: [
      `Storage, ${place}: cannot ${request}: ${reading.what}${codes === '' ? '' : ` (${codes})`}.`,
      ...(reading.advice === null ? [] : [reading.advice]),
    ].join(' '),
    advice: reading.advice,
  });
}
