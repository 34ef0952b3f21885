// The Store in an Azure blob container: block blobs for what is written whole, append blobs for lines.
import { randomUUID } from 'node:crypto';
import { InvariantError } from '../../../errors.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { createAppend } from './append.ts';
import { bytesOf, readBytes } from './bytes.ts';
import type { ContainerOptions } from './container.ts';
import { createContainer, REQUEST_MS } from './container.ts';
import { readThrown, storageFault } from '../fault.ts';
import { checkedBlobPath } from './path.ts';
import { probeContainer } from './probe.ts';

export type BlobStoreOptions = ContainerOptions;

/** The most paths that one listing request answers. */
const PAGE = 5000;

/**
 * Etags are the service's. A container that does not exist is a RemoteError `missing` in every method but `prepare`; only a missing blob is `undefined`.
 * A path is either written or appended to, never both.
 */
export function createBlobStore(options: BlobStoreOptions): Store {
  const container = createContainer(options);
  const unrepeated = createContainer(options, 1);
  const append = createAppend(options.retryDelayMs ?? 500);

  const store: Store = {
    async read(path) {
      const request = `read ${path}`;
      return container.request(request, 'data', async (client, abortSignal) =>
        unlessMissing(async () => {
          const blob = await client.getBlobClient(checkedBlobPath(path)).download(0, undefined, {
            abortSignal,
            maxRetryRequests: 3,
          });
          if (blob.etag === undefined) throw new InvariantError(`The download of ${path} came without an etag`);
          const bytes = await readBytes(bytesOf(blob.readableStreamBody));
          return { text: bytes.toString('utf8'), etag: blob.etag };
        }),
      );
    },

    async write(path, text, { contentType, expect }) {
      return container.request(`write ${path}`, 'write', async (client, abortSignal) => {
        const blob = client.getBlockBlobClient(checkedBlobPath(path));
        const bytes = new TextEncoder().encode(text);
        const write = randomUUID();
        const conditions =
          expect === 'any' ? {} : expect === 'absent' ? { ifNoneMatch: '*' } : { ifMatch: expect.etag };
        const blobHTTPHeaders = { blobContentType: contentType };
        try {
          await blob.upload(bytes, bytes.byteLength, { conditions, blobHTTPHeaders, metadata: { write }, abortSignal });
          return true;
        } catch (error) {
          const { code } = readThrown(error);
          if (code !== 'BlobAlreadyExists' && code !== 'ConditionNotMet' && code !== 'BlobNotFound') throw error;
          // When the answer to the first attempt was lost, the repetition runs into what that attempt wrote: the mark tells.
          const there = await unlessMissing(() => blob.getProperties({ abortSignal }));
          return there?.metadata?.['write'] === write;
        }
      });
    },

    async append(path, line) {
      await unrepeated.request(`append to ${path}`, 'write', (client, abortSignal) =>
        append(client, checkedBlobPath(path), line, abortSignal),
      );
    },

    async list(prefix, { after, limit }) {
      if (!Number.isInteger(limit) || limit < 1) throw new InvariantError(`A list's limit is 1 or more, not ${limit}`);
      // The service's own start includes `after`, and an older service ignores it: both are seen to below.
      const inside = after?.startsWith(prefix) === true ? { startFrom: after } : {};
      return container.request(`list ${prefix}*`, 'data', async (client, abortSignal) => {
        const paths: string[] = [];
        const pages = client.listBlobsFlat({ prefix, ...inside, abortSignal }).byPage({
          maxPageSize: Math.min(limit + 1, PAGE),
        });
        for await (const page of pages) {
          const names = page.segment.blobItems.map((blob) => blob.name);
          paths.push(...names.filter((name) => after === undefined || name > after));
          if (paths.length >= limit) break;
        }
        return paths.slice(0, limit);
      });
    },

    async open(path) {
      const request = `read ${path}`;
      return container.request(request, 'data', async (client) =>
        unlessMissing(async () => {
          // The time limit is for the beginning of the answer: a large file on a slow line may take as long as it takes.
          const begun = new AbortController();
          const limit = setTimeout(() => {
            begun.abort();
          }, REQUEST_MS);
          try {
            const blob = await client.getBlobClient(checkedBlobPath(path)).download(0, undefined, {
              abortSignal: begun.signal,
              maxRetryRequests: 3,
            });
            return {
              stream: bytesOf(blob.readableStreamBody, (error) => faultIn(request, error)),
              size: blob.contentLength ?? 0,
              contentType: blob.contentType ?? 'application/octet-stream',
            };
          } finally {
            clearTimeout(limit);
          }
        }),
      );
    },

    async prepare() {
      await container.request('create the container', 'write', async (client, abortSignal) => {
        // Looking first needs fewer rights than creating, and is all that is ever needed but once.
        if (!(await client.exists({ abortSignal }))) await client.createIfNotExists({ abortSignal });
      });
    },

    check: () => probeContainer(store, container),
  };
  return store;

  function faultIn(request: string, error: unknown): Error {
    return storageFault(error, { request, place: container.place });
  }
}

async function unlessMissing<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (readThrown(error).code === 'BlobNotFound') return undefined;
    throw error;
  }
}
