/** Reads the body of a delivery: so much and no more, strictly UTF-8, strictly JSON. */
import type { HttpRequest } from '@azure/functions';
import type { ReadableStream } from 'node:stream/web';

/** Bytes. A batch of events is a few dozen kilobytes. */
export const BODY_LIMIT = 1024 * 1024;

/** It keeps nothing between two texts, and takes longer to make than to use. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  /** Longer than the limit, or neither UTF-8 nor JSON. */
  | { readonly kind: 'refused'; readonly status: 413 | 400 };

export async function readJsonBody(request: Pick<HttpRequest, 'body'>): Promise<JsonBody> {
  const bytes = await readBytes(request.body, BODY_LIMIT);
  if (bytes === undefined) return { kind: 'refused', status: 413 };
  try {
    return { kind: 'json', value: JSON.parse(UTF8.decode(bytes)) };
  } catch (error) {
    // SyntaxError: no JSON; TypeError: no UTF-8.
    if (error instanceof SyntaxError || error instanceof TypeError) return { kind: 'refused', status: 400 };
    throw error;
  }
}

/** undefined: longer than `limit` bytes. The rest is left unread; the server throws it away once the answer is out. */
export async function readBytes(body: ReadableStream<unknown> | null, limit: number): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks);
      if (!(value instanceof Uint8Array)) throw new TypeError('A body consists of bytes');
      size += value.byteLength;
      if (size > limit) return undefined;
      chunks.push(value);
    }
  } finally {
    reader.releaseLock();
  }
}
