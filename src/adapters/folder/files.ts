// The Store in a plain folder, for a single machine or a shared drive: whole files by rename, lines by append, both flushed to the disk.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InvariantError, RemoteError } from '../../errors.ts';
import type { Clock, Store } from '../../ports/run-ports.ts';
import { assertFolder } from './assert-folder.ts';
import { contentTypeOf } from './content-type.ts';
import { appendLine, moveInto, writeAside } from './durable.ts';
import { codeOf, folderFault } from './fault.ts';
import { fileIn } from './path.ts';
import { probeFolder } from './probe.ts';
import { walk } from './walk.ts';
import { createTakeTurn } from './write-turns.ts';

export interface FolderStoreOptions {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly clock: Clock;
  /** Resolves after so many milliseconds; paces the waiting for other processes. */
  readonly delay: (ms: number) => Promise<void>;
}

/** An aside file this old was left by a process that died. Milliseconds. */
const ABANDONED_MS = 86_400_000;

/**
 * Etags are hashes of the content: a file that came back to an earlier content is that version again. The content type follows from the extension. Everything that
 * changes the folder takes a turn in `.turns`, one writer at a time over all processes, because no file system offers "replace if unchanged"; new content is
 * written to `.aside` before that, so that a turn is short.
 */
export function createFolderStore({ root, clock, delay }: FolderStoreOptions): Store {
  const aside = join(root, '.aside');
  const takeTurn = createTakeTurn({ folder: join(root, '.turns'), ready: () => assertFolder(root), clock, delay });

  async function translated<Value>(request: string, act: () => Promise<Value>): Promise<Value> {
    try {
      return await act();
    } catch (error) {
      throw folderFault(error, { request, root });
    }
  }

  const attempt = <Value>(request: string, act: () => Promise<Value>): Promise<Value> =>
    translated(request, async () => {
      await assertFolder(root);
      return act();
    });

  const store: Store = {
    read: (path) =>
      attempt(`read ${path}`, async () => {
        const bytes = await unlessMissing(() => readFile(fileIn(root, path)));
        return bytes === undefined ? undefined : { text: bytes.toString('utf8'), etag: etagOf(bytes) };
      }),

    write: (path, text, { expect }) =>
      attempt(`write ${path}`, async () => {
        const file = fileIn(root, path);
        await Promise.all([mkdir(dirname(file), { recursive: true }), mkdir(aside, { recursive: true })]);
        const written = await writeAside(aside, Buffer.from(text, 'utf8'));
        try {
          return await takeTurn(async (stands) => {
            if (expect !== 'any') {
              const there = await unlessMissing(() => readFile(file));
              const wanted = expect === 'absent' ? undefined : expect.etag;
              if ((there === undefined ? undefined : etagOf(there)) !== wanted) return false;
            }
            if (!(await stands())) throw overtaken(path);
            await moveInto(written, file);
            return true;
          });
        } finally {
          await rm(written, { force: true });
        }
      }),

    append: (path, line) =>
      // Queued before anything else is awaited, so that lines keep the order of the calls.
      translated(`append to ${path}`, async () => {
        if (/[\r\n]/.test(line))
          throw new InvariantError(`Only whole lines are appended to ${path}, not a text with a break`);
        const file = fileIn(root, path);
        await takeTurn(async (stands) => {
          await mkdir(dirname(file), { recursive: true });
          if (!(await stands())) throw overtaken(path);
          await appendLine(file, line);
        });
      }),

    list: (prefix, { after, limit }) =>
      attempt(`list ${prefix}*`, async () => {
        if (!Number.isInteger(limit) || limit < 1)
          throw new InvariantError(`A list's limit is 1 or more, not ${limit}`);
        const paths: string[] = [];
        for await (const path of walk(root, { prefix, after })) {
          paths.push(path);
          if (paths.length === limit) break;
        }
        return paths;
      }),

    open: (path) =>
      attempt(`read ${path}`, async () => {
        const handle = await unlessMissing(() => open(fileIn(root, path)));
        if (handle === undefined) return undefined;
        const { size } = await handle.stat();
        return { stream: streamOf(handle, size), size, contentType: contentTypeOf(path) };
      }),

    prepare: () =>
      translated('create the folder', async () => {
        await mkdir(aside, { recursive: true });
        for (const name of await readdir(aside)) {
          const left = await unlessMissing(() => stat(join(aside, name)));
          if (left !== undefined && clock.now().getTime() - left.mtimeMs > ABANDONED_MS)
            await rm(join(aside, name), { force: true });
        }
      }),

    check: () => probeFolder(store, root),
  };
  return store;
}

/** The first `size` bytes: what is appended meanwhile is left out, so that the announced size holds. */
async function* streamOf(handle: Awaited<ReturnType<typeof open>>, size: number): AsyncGenerator<Uint8Array, void> {
  try {
    if (size === 0) return;
    for await (const chunk of handle.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
      if (!(chunk instanceof Uint8Array))
        throw new InvariantError('A file without an encoding yields something but bytes');
      yield chunk;
    }
  } finally {
    await handle.close();
  }
}

async function unlessMissing<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('hex')}"`;
}

function overtaken(path: string): RemoteError {
  return new RemoteError({
    system: 'storage',
    request: `write ${path}`,
    status: null,
    reason: 'conflict',
    message: `This process was stopped for so long in the middle of writing ${path} that others went on; nothing was written.`,
    advice: 'Run again.',
  });
}
