// Turns between processes: what is read of half-written files, and why a number from long ago gives no turn.
import { writeFileSync } from 'node:fs';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { thisProcess } from '../../../src/adapters/folder/owner.ts';
import { createTurns } from '../../../src/adapters/folder/turns.ts';
import { temporaryFolder } from './temporary-folder.ts';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const base = temporaryFolder();
let folders = 0;
let folder: string;
beforeEach(async () => {
  folder = join(base, String((folders += 1)));
  await mkdir(folder);
});

const openTurns = () => createTurns({ folder, staleMs: 30_000, now: () => NOW, owner: thisProcess() });

async function place(number: number, text: string, ageMs = 0): Promise<void> {
  const path = join(folder, String(number).padStart(12, '0'));
  const at = new Date(NOW.getTime() - ageMs);
  await writeFile(path, text);
  await utimes(path, at, at);
}

test.each([
  ['empty, as it is for a moment after its creation', '', 0, false],
  ['empty since more than the limit', '', 30_001, true],
  ['cut in the middle', '{"version":1,"sta', 0, false],
  ['of a later version', '{"version":2,"state":"free"}', 0, false],
  ['free', '{"version":1,"state":"free"}', 0, true],
])('a state that is %s, gives a turn: %4$s', async (_, text, ageMs, given) => {
  await place(7, text, ageMs);

  const turn = await openTurns().take();

  expect(turn !== undefined).toBe(given);
});

test('the highest number counts, whatever the lower ones say', async () => {
  await place(7, '{"version":1,"state":"free"}');
  await place(8, JSON.stringify({ version: 1, state: 'held', owner: thisProcess() }));

  expect(await openTurns().take()).toBeUndefined();
});

test('files that are no turns do not count', async () => {
  await writeFile(join(folder, 'desktop.ini'), '');
  await writeFile(join(folder, '999'), '');

  expect(await openTurns().take()).toBeDefined();
});

test('a turn stands and beats until somebody has a higher number, and ends without freeing that', async () => {
  const turn = await openTurns().take();
  expect([await turn?.stands(), await turn?.beat()]).toEqual([true, true]);

  await place(2, JSON.stringify({ version: 1, state: 'held', owner: thisProcess() }));

  expect([await turn?.stands(), await turn?.beat()]).toEqual([false, false]);
  await turn?.end();
  expect(await readdir(folder)).toEqual(['000000000001', '000000000002']);
  expect(await openTurns().take()).toBeUndefined();
});

test('whoever creates a number from long ago sees the highest one and has no turn', async () => {
  // Everything happens between looking for the highest number and creating the next: others took turns, and cleared the past away.
  const meanwhile = () => {
    writeFileSync(join(folder, '000000000040'), JSON.stringify({ version: 1, state: 'held', owner: thisProcess() }));
    return NOW;
  };
  const slow = createTurns({ folder, staleMs: 30_000, now: meanwhile, owner: thisProcess() });

  expect(await slow.take()).toBeUndefined();

  expect(await readdir(folder)).toEqual(['000000000040']);
});

test('turns go on from a high number when lower files were removed by hand', async () => {
  await place(41, '{"version":1,"state":"free"}');

  const turn = await openTurns().take();
  await turn?.end();

  expect(await readdir(folder)).toEqual(['000000000041', '000000000042', '000000000043']);
});

test('a folder that was emptied by hand begins anew', async () => {
  await openTurns().take();
  await rm(folder, { recursive: true });

  expect(await openTurns().take()).toBeDefined();
});
