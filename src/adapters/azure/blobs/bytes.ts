// Reads a download of the SDK as bytes.
import { InvariantError } from '../../../errors.ts';

/** `toFault` translates what breaks the stream in the middle. Ending early closes the connection. */
export async function* bytesOf(
  body: NodeJS.ReadableStream | undefined,
  toFault?: (error: unknown) => Error,
): AsyncGenerator<Uint8Array, void> {
  if (body === undefined) throw new InvariantError('A download of a blob came without a stream');
  try {
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) throw new InvariantError('A download of a blob yields something but bytes');
      yield chunk;
    }
  } catch (error) {
    throw toFault === undefined ? error : toFault(error);
  }
}

export async function readBytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
}
