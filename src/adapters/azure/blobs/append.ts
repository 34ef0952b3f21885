// Appends lines to append blobs so that each stands there exactly once, although requests get lost and other writers get in between.
import { setTimeout as delay } from 'node:timers/promises';
import type { AppendBlobClient, ContainerClient } from '@azure/storage-blob';
import { InvariantError, RemoteError } from '../../../errors.ts';
import { bytesOf, readBytes } from './bytes.ts';
import { TRIES } from './container.ts';
import { contentTypeOf } from './content-type.ts';
import { readThrown } from '../fault.ts';

/** Every lost race means that another writer got its line in, so this many in a row are a fault. */
const MOST_RACES = 100;

const MOST_KNOWN = 100;

export type Append = (
  container: ContainerClient,
  path: string,
  line: string,
  abortSignal: AbortSignal,
) => Promise<void>;

/**
 * Each block is sent for one position only, the end of the blob as last seen: the service refuses it anywhere else. So a repetition after a lost answer cannot
 * double the line; when it is refused, the bytes at that position tell whether the first one had arrived. The client must not repeat by itself.
 * Lines of one path are sent one after the other, in the order of the calls. An append blob takes 50,000 of them; then the service's refusal is passed on.
 */
export function createAppend(retryDelayMs: number): Append {
  const busy = new Map<string, Promise<void>>();
  /** Ends of the files that were last appended to: what grows by many lines in a row is spared a request for each. */
  const known = new Map<string, number>();

  async function appendNow(blob: AppendBlobClient, path: string, bytes: Uint8Array, abortSignal: AbortSignal) {
    let end = known.get(path);
    known.delete(path);
    let doubtful: number | undefined;
    for (let failures = 0, races = 0; races < MOST_RACES;) {
      try {
        end ??= await readEnd(blob, path, abortSignal);
        await blob.appendBlock(bytes, bytes.byteLength, { conditions: { appendPosition: end }, abortSignal });
        known.set(path, end + bytes.byteLength);
        const [oldest] = known.keys();
        if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
        return;
      } catch (error) {
        const { code, status } = readThrown(error);
        if (code === 'AppendPositionConditionNotMet') {
          if (end !== undefined && end === doubtful && (await holds(blob, end, bytes, abortSignal))) return;
          end = undefined;
          races += 1;
          continue;
        }
        failures += 1;
        if (failures >= TRIES || abortSignal.aborted || !passes(status, code)) throw error;
        doubtful = end;
        await delay(retryDelayMs * 2 ** (failures - 1), undefined, { signal: abortSignal });
      }
    }
    throw new RemoteError({
      system: 'storage',
      request: `append to ${path}`,
      status: 412,
      reason: 'conflict',
      message: `Another writer got in between ${MOST_RACES} times in a row while a line was being appended to ${path}; it was not appended.`,
      advice: 'Look for a second installation that writes to the same container.',
    });
  }

  return async (container, path, line, abortSignal) => {
    if (/[\r\n]/.test(line))
      throw new InvariantError(`Only whole lines are appended to ${path}, not a text with a break`);
    const blob = container.getAppendBlobClient(path);
    const bytes = new TextEncoder().encode(`${line}\n`);
    const turn = (busy.get(path) ?? Promise.resolve()).then(() => appendNow(blob, path, bytes, abortSignal));
    // Whoever comes next waits for the end of this one, good or bad; only its own caller hears of the fault.
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    busy.set(path, settled);
    try {
      await turn;
    } finally {
      if (busy.get(path) === settled) busy.delete(path);
    }
  };
}

/** Length in bytes; creates the blob when it is not there. */
async function readEnd(blob: AppendBlobClient, path: string, abortSignal: AbortSignal): Promise<number> {
  try {
    return (await blob.getProperties({ abortSignal })).contentLength ?? 0;
  } catch (error) {
    if (readThrown(error).code !== 'BlobNotFound') throw error;
  }
  await blob.createIfNotExists({ blobHTTPHeaders: { blobContentType: contentTypeOf(path) }, abortSignal });
  // Another writer may have created it first and appended already; the condition on the position sorts that out.
  return 0;
}

/** Whether these very bytes stand at that position. */
async function holds(blob: AppendBlobClient, position: number, bytes: Uint8Array, abortSignal: AbortSignal) {
  try {
    const there = await blob.download(position, bytes.byteLength, { abortSignal });
    const read = await readBytes(bytesOf(there.readableStreamBody));
    return read.equals(bytes);
  } catch (error) {
    // The blob ends before that position: it was replaced.
    if (readThrown(error).code === 'InvalidRange') return false;
    throw error;
  }
}

/** Whether another attempt may go better: no answer at all, or one that blames the moment. */
function passes(status: number | null, code: string | null): boolean {
  if (status === null) return code !== null;
  return status === 408 || status === 429 || status >= 500;
}
