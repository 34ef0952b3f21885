import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { thisProcess } from '../../../src/adapters/folder/owner.ts';
import { InvariantError, RemoteError } from '../../../src/errors.ts';
import type { Store } from '../../../src/ports/run-ports.ts';
import { openFolder } from './open-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const TEXT = { contentType: 'text/plain; charset=utf-8', expect: 'any' } as const;

const folder = temporaryFolder();
let roots = 0;
let root: string;
let store: Store;
beforeEach(async () => {
  root = join(folder, String((roots += 1)));
  store = openFolder(root);
  await store.prepare();
});

describe('processes that share a folder', () => {
  async function countUp(name: string, times: number): Promise<number | null> {
    const script = fileURLToPath(new URL('./count-up.ts', import.meta.url));
    const child = spawn(process.execPath, [script, root, name, String(times)], { stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  }

  test('lose no update and no line', async () => {
    const names = ['a', 'b', 'c'];

    expect(await Promise.all(names.map((name) => countUp(name, 25)))).toEqual([0, 0, 0]);

    expect((await store.read('count.txt'))?.text).toBe('75');
    const lines = ((await store.read('count.jsonl'))?.text ?? '').trimEnd().split('\n');
    for (const name of names)
      expect(lines.filter((line) => line.startsWith(name))).toEqual(
        Array.from({ length: 25 }, (_, i) => `${name} ${i + 1}`),
      );
  });

  test('are not held up by one that died in the middle of a write', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'close');
    const owner = { ...thisProcess(), pid: child.pid };
    await mkdir(join(root, '.turns'));
    await writeFile(join(root, '.turns', '000000000001'), JSON.stringify({ version: 1, state: 'held', owner }));

    expect(await store.write('after.txt', 'text', TEXT)).toBe(true);
  });
});

describe('what an interruption leaves behind', () => {
  test.each([
    ['after whole lines', 'one\ntwo\n{"torn', 'one\ntwo\n'],
    ['at the very beginning', '{"torn', ''],
    ['after a line that is longer than a block', `${'x'.repeat(9000)}\n${'y'.repeat(9000)}`, `${'x'.repeat(9000)}\n`],
  ])('a torn line %s is cut off before the next is appended', async (_, left, kept) => {
    await writeFile(join(root, 'lines.jsonl'), left);

    await store.append('lines.jsonl', 'next');

    expect((await store.read('lines.jsonl'))?.text).toBe(`${kept}next\n`);
  });

  test('files that were never moved into place are not listed, and go when a day is over', async () => {
    const abandoned = join(root, '.aside', 'abandoned');
    const recent = join(root, '.aside', 'recent');
    await writeFile(abandoned, 'x');
    await writeFile(recent, 'x');
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    await utimes(abandoned, longAgo, longAgo);

    await store.prepare();

    expect(await readdir(join(root, '.aside'))).toEqual(['recent']);
    expect(await store.list('', { limit: 10 })).toEqual([]);
  });

  test('a write that is refused leaves nothing', async () => {
    await store.write('a.txt', 'kept', TEXT);

    expect(await store.write('a.txt', 'refused', { ...TEXT, expect: 'absent' })).toBe(false);

    expect(await readdir(join(root, '.aside'))).toEqual([]);
  });

  test('past turns are cleared away', async () => {
    for (let write = 1; write <= 30; write += 1) await store.write('a.txt', String(write), TEXT);

    expect((await readdir(join(root, '.turns'))).length).toBeLessThan(25);
  });
});

test('what is appended while a file streams is left out of it, so that its size holds', async () => {
  await store.append('lines.jsonl', 'first');
  const file = await store.open('lines.jsonl');

  await appendFile(join(root, 'lines.jsonl'), 'second\n');
  const chunks: Uint8Array[] = [];
  for await (const chunk of file?.stream ?? []) chunks.push(chunk);

  expect(file?.size).toBe(6);
  expect(Buffer.concat(chunks).toString()).toBe('first\n');
});

test.each([
  'con',
  'NUL.txt',
  'a/aux.json',
  'com1.txt',
  'lpt9',
  'a:b.txt',
  'a*.txt',
  'what?.txt',
  'a"b',
  '<a>',
  'a|b',
  'space ',
  '.hidden',
  '.turns/1',
])('refuses %j, which some platform would refuse or which is its own', async (path) => {
  await expect(store.write(path, '', TEXT)).rejects.toThrow(InvariantError);
  await expect(store.read(path)).rejects.toThrow(InvariantError);
  expect(await readdir(root)).toEqual(['.aside']);
});

test('files lie under their own names, as whoever looks into the folder expects', async () => {
  await store.write('acme/runs/1/report.json', '{}', { contentType: 'application/json', expect: 'absent' });

  expect(await readFile(join(root, 'acme', 'runs', '1', 'report.json'), 'utf8')).toBe('{}');
});

test('a root that is a file is a fault, for prepare too', async () => {
  const path = join(root, 'file');
  await writeFile(path, 'x');
  const wrong = openFolder(path);

  await expect(wrong.prepare()).rejects.toMatchObject({ system: 'storage', reason: 'conflict' });
  await expect(wrong.read('a.txt')).rejects.toThrow(RemoteError);
  expect(await wrong.check()).toMatchObject([{ result: 'fail' }]);
  expect((await stat(path)).size).toBe(1);
});

test('a folder where a file should go is a fault with what to do', async () => {
  await mkdir(join(root, 'a.txt', 'b'), { recursive: true });

  const attempt = store.write('a.txt', 'text', TEXT);

  await expect(attempt).rejects.toMatchObject({
    reason: 'conflict',
    advice: expect.stringContaining('Move it away') as string,
  });
});
