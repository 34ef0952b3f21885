// Puts bytes on the disk so that they are there whole or not at all, and still there after a power cut.
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { platform } from 'node:process';

/** Writes a file of its own in `folder` and flushes it; answers its path. It has to be on the same file system as what it becomes. */
export async function writeAside(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, randomUUID());
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return path;
}

/** Readers see the old file or the new one, never a part. */
export async function moveInto(aside: string, path: string): Promise<void> {
  await rename(aside, path);
  await flushFolder(dirname(path));
}

/**
 * Appends and flushes. What an interrupted append has left behind the last line break is cut off first: nothing had been promised for it, and it would spoil the new line.
 * Only one process at a time may do this to a file.
 */
export async function appendLine(path: string, line: string): Promise<void> {
  const handle = await open(path, 'a+');
  try {
    const { size } = await handle.stat();
    const whole = await endOfLastLine(handle, size);
    if (whole < size) await handle.truncate(whole);
    await handle.writeFile(`${line}\n`);
    await handle.sync();
    if (size === 0) await flushFolder(dirname(path));
  } finally {
    await handle.close();
  }
}

const BLOCK = 4096;

async function endOfLastLine(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  for (let end = size; end > 0; end -= BLOCK) {
    const start = Math.max(0, end - BLOCK);
    const block = Buffer.alloc(end - start);
    await handle.read(block, 0, block.length, start);
    const at = block.lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
  }
  return 0;
}

/** A new name is durable only when its folder is. Windows neither needs nor allows it. */
async function flushFolder(path: string): Promise<void> {
  if (platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
