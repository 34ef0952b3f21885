// The self-test of a folder: one small file is written, read, replaced and removed.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { InvariantError, RemoteError } from '../../errors.ts';
import type { Check, Store } from '../../ports/run-ports.ts';
import { folderFault } from './fault.ts';
import { fileIn } from './path.ts';

/** Never throws. */
export async function probeFolder(store: Store, root: string): Promise<readonly Check[]> {
  const name = `Storage: folder "${root}"`;
  const path = `probe/${randomUUID()}.txt`;
  try {
    const contentType = 'text/plain; charset=utf-8';
    expectThat(await store.write(path, 'first', { contentType, expect: 'absent' }), 'a new file could not be created');
    const first = await store.read(path);
    expectThat(first?.text === 'first', 'a file that was written does not read as it was written');
    const expect = { etag: first?.etag ?? '' };
    expectThat(await store.write(path, 'second', { contentType, expect }), 'a file could not be replaced');
    expectThat(!(await store.write(path, 'third', { contentType, expect })), 'a stale version could be replaced');
    await remove(path, root);
    return [{ name, result: 'ok', detail: 'written, read, replaced and removed a probe', fix: null }];
  } catch (error) {
    if (error instanceof RemoteError) return [{ name, result: 'fail', detail: error.message, fix: error.advice }];
    const detail = error instanceof Error ? error.message : `unexpected ${typeof error}`;
    return [{ name, result: 'fail', detail, fix: 'This should not happen: report it as a bug of Rollcall.' }];
  }
}

async function remove(path: string, root: string): Promise<void> {
  try {
    await rm(fileIn(root, path));
  } catch (error) {
    throw folderFault(error, { request: `remove ${path}`, root });
  }
}

function expectThat(holds: boolean, problem: string): void {
  if (!holds) throw new InvariantError(`The folder does not keep its word: ${problem}`);
}
