// Who may take over a lock in a folder, and when.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFolderLock } from '../../../src/adapters/folder/lock.ts';
import type { Owner } from '../../../src/adapters/folder/owner.ts';
import { thisProcess } from '../../../src/adapters/folder/owner.ts';
import type { Lease } from '../../../src/ports/run-ports.ts';
import type { ManualTime } from '../../contract/lock/manual-time.ts';
import { createManualTime } from '../../contract/lock/manual-time.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const ELSEWHERE: Owner = { host: 'another-machine pid:[4026531836]', pid: 1 };

let roots = 0;
let root: string;
let gone: Owner;
beforeAll(async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'close');
  if (child.pid === undefined) throw new Error('The process did not start');
  gone = { ...thisProcess(), pid: child.pid };
});
beforeEach(() => {
  root = join(folder, String((roots += 1)));
  mkdirSync(root);
});

function openLock({ clock, delay }: Pick<ManualTime, 'clock' | 'delay'>, owner?: Owner) {
  return createFolderLock({ root, clock, delay, ...(owner === undefined ? {} : { owner }) });
}

/** A holder that is never heard of again: its time stands still. */
async function holdSilently(owner: Owner): Promise<Lease> {
  const lease = await openLock(createManualTime(), owner).acquire('acme');
  if (lease === undefined) throw new Error('The lock is busy');
  return lease;
}

function later(ms: number): ManualTime {
  const time = createManualTime();
  time.pass(ms);
  return time;
}

describe('a holder that is silent', () => {
  test.each([
    ['on another machine, after a minute', ELSEWHERE, 60_000, false],
    ['on another machine, after 90 s', ELSEWHERE, 90_000, false],
    ['on another machine, after more than 90 s', ELSEWHERE, 90_001, true],
    ['on another machine whose clock is ahead', ELSEWHERE, 1, false],
    ['a living process of this machine, after 90 s', thisProcess(), 90_000, false],
    ['a living process of this machine that hangs, after more than 90 s', thisProcess(), 90_001, true],
  ])('%s, may be taken over: %4$s', async (_, owner, ms, free) => {
    await holdSilently(owner);

    const lease = await openLock(later(ms)).acquire('acme');

    expect(lease !== undefined).toBe(free);
  });

  test('that is a process of this machine which is gone may be taken over at once', async () => {
    await holdSilently(gone);

    expect(await openLock(later(1)).acquire('acme')).toBeDefined();
  });

  test('is taken over by exactly one of 20 who come at once', async () => {
    await holdSilently(gone);
    const time = later(1);

    const leases = await Promise.all(Array.from({ length: 20 }, () => openLock(time).acquire('acme')));

    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });
});

test('a holder that was taken over while it was suspended neither renews nor frees what is not its own', async () => {
  const suspended = createManualTime();
  const lease = await openLock(suspended, ELSEWHERE).acquire('acme');
  const newcomer = await openLock(later(100_000)).acquire('acme');
  await suspended.waitedFor(15_000);

  suspended.pass(15_000);
  if (lease?.lost.aborted === false) await once(lease.lost, 'abort');
  await lease?.release();

  expect(newcomer?.lost.aborted).toBe(false);
  expect(await openLock(later(100_001)).acquire('acme')).toBeUndefined();
});

test('a release before the loss was noticed frees nothing that is not its own', async () => {
  const lease = await holdSilently(ELSEWHERE);
  await openLock(later(100_000)).acquire('acme');

  await lease.release();

  expect(await openLock(later(100_001)).acquire('acme')).toBeUndefined();
});

test('a timer that fails makes it lost', async () => {
  const failing = await openLock({
    clock: createManualTime().clock,
    delay: () => Promise.reject(new Error('no timer')),
  }).acquire('acme');

  if (failing?.lost.aborted === false) await once(failing.lost, 'abort');

  expect(failing?.lost.reason).toHaveProperty('message', expect.stringContaining('timer'));
});

test('a name that could leave the folder is refused', async () => {
  await expect(openLock(createManualTime()).acquire('../acme')).rejects.toThrow('cannot be a path');
});

test('a folder that is not there is not made: a mistyped path is no empty store', async () => {
  root = join(folder, 'mistyped');

  await expect(openLock(createManualTime()).acquire('acme')).rejects.toThrow('rollcall check --prepare');

  expect(existsSync(root)).toBe(false);
});
