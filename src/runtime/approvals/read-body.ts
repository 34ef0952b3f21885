/** The body of a request that decides something: of the type that is expected, and not longer than a decision can be. */
import type { HttpRequest } from '@azure/functions';
import { RefusedError } from '../../errors.ts';
import { readBytes } from '../webhooks/read-json-body.ts';

/** Two thousand digests and a note take less. */
const LONGEST = 256 * 1024;

/** Throws RefusedError 400. A form cannot send `application/json` to another site unasked, nor a script a form as JSON. */
export async function readBody(
  request: HttpRequest,
  type: 'application/json' | 'application/x-www-form-urlencoded',
): Promise<string> {
  const given = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (given !== type) throw new RefusedError(400, `The content type is "${given.slice(0, 60)}"; expected ${type}.`);
  const bytes = await readBytes(request.body, LONGEST);
  if (bytes === undefined)
    throw new RefusedError(
      400,
      `The body is too long; expected at most ${LONGEST / 1024} KiB. Decide on fewer steps at once.`,
    );
  return Buffer.from(bytes).toString('utf8');
}
