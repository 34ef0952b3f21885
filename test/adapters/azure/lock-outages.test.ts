// What becomes of a blob lease when the network fails: it survives short outages and is given up before its life is over.
import { once } from 'node:events';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBlobLock } from '../../../src/adapters/azure/lock.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { Lease } from '../../../src/ports/run-ports.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import type { ManualTime } from '../../contract/lock/manual-time.ts';
import { createManualTime } from '../../contract/lock/manual-time.ts';
import type { FaultyProxy } from './faulty-proxy.ts';
import { startFaultyProxy } from './faulty-proxy.ts';

const LEASE = { method: 'PUT', address: /comp=lease/ } as const;
const RENEWAL = { ...LEASE, lease: 'renew' } as const;

let azurite: Azurite;
let proxy: FaultyProxy;
let names = 0;

beforeAll(async () => {
  azurite = await startAzurite();
  proxy = await startFaultyProxy(azurite);
  await BlobServiceClient.fromConnectionString(azurite.connectionString).createContainer('outages');
});
afterAll(async () => {
  await proxy.stop();
  await azurite.stop();
});
beforeEach(() => {
  proxy.clear();
});

function openLock({ clock, delay }: ManualTime, connectionString = proxy.connectionString) {
  const service = { kind: 'connection-string', connectionString } as const;
  return createBlobLock({ service, container: 'outages', retryDelayMs: 1, clock, delay });
}

async function acquire(time: ManualTime): Promise<{ readonly lease: Lease; readonly name: string }> {
  const name = `connection-${(names += 1)}`;
  const lease = await openLock(time).acquire(name);
  if (lease === undefined) throw new Error('The lock is busy');
  return { lease, name };
}

test('a renewal that fails is tried again every three seconds, and a good one ends the matter', async () => {
  const time = createManualTime();
  const { lease, name } = await acquire(time);
  // Four attempts of one renewal.
  proxy.strike(RENEWAL, { kind: 'drop' }, 4);

  await time.waitedFor(20_000);
  time.pass(20_000);
  await time.waitedFor(3_000);
  time.pass(3_000);
  await time.waitedFor(20_000);

  expect(lease.lost.aborted).toBe(false);
  expect(await openLock(createManualTime(), azurite.connectionString).acquire(name)).toBeUndefined();
  await lease.release();
});

test('an outage that lasts makes it lost after 50 s, ten before the lease itself is over', async () => {
  const time = createManualTime();
  const { lease } = await acquire(time);
  proxy.strike(RENEWAL, { kind: 'drop' }, Infinity);

  await time.waitedFor(20_000);
  time.pass(20_000);
  for (let retry = 1; retry <= 9; retry += 1) {
    await time.waitedFor(3_000);
    expect(lease.lost.aborted).toBe(false);
    time.pass(3_000);
  }
  // After 47 s, what is left of the 50 is no longer than a pause.
  await time.waitedFor(3_000);
  const lost = once(lease.lost, 'abort');
  time.pass(3_000);
  await lost;

  expect(time.clock.elapsed()).toBe(50_000);
  expect(lease.lost.reason).toBeInstanceOf(RemoteError);
});

test('a renewal that hangs is given up when the life of the lease is over', async () => {
  const time = createManualTime();
  const { lease } = await acquire(time);
  proxy.strike(RENEWAL, { kind: 'hang' }, Infinity);

  await time.waitedFor(20_000);
  time.pass(20_000);
  await time.waitedFor(30_000);
  expect(lease.lost.aborted).toBe(false);
  const lost = once(lease.lost, 'abort');
  time.pass(30_000);
  await lost;

  expect(lease.lost.reason).toMatchObject({ reason: 'conflict' });
});

test('a renewal that is under way when the lock is released does not make it lost', async () => {
  const time = createManualTime();
  const { lease } = await acquire(time);
  const arrival = Promise.withResolvers<undefined>();
  const act = async () => {
    arrival.resolve(undefined);
  };
  proxy.strike(RENEWAL, { kind: 'meanwhile', act, then: { kind: 'hang' } });
  await time.waitedFor(20_000);
  time.pass(20_000);
  await arrival.promise;

  await lease.release();

  expect(lease.lost.aborted).toBe(false);
});

test('a timer that fails makes it lost', async () => {
  const { clock } = createManualTime();
  const delay = () => Promise.reject(new Error('no timer'));

  const lease = await openLock({ ...createManualTime(), clock, delay }).acquire('failing-timer');
  if (lease === undefined) throw new Error('The lock is busy');
  if (!lease.lost.aborted) await once(lease.lost, 'abort');

  expect(lease.lost.reason).toHaveProperty('message', expect.stringContaining('timer'));
});

test('a release that cannot be sent is a fault', async () => {
  const { lease } = await acquire(createManualTime());
  proxy.strike({ ...LEASE, lease: 'release' }, { kind: 'drop' }, Infinity);

  await expect(lease.release()).rejects.toMatchObject({ reason: 'unavailable' });
});

test('an acquisition whose answer got lost still holds it', async () => {
  const time = createManualTime();
  proxy.strike({ ...LEASE, lease: 'acquire' }, { kind: 'drop-after' }, 2);

  const { lease, name } = await acquire(time);

  expect(await openLock(time, azurite.connectionString).acquire(name)).toBeUndefined();
  await lease.release();
});

test('a container that does not exist is a fault, not a busy lock', async () => {
  const { clock, delay } = createManualTime();
  const service = { kind: 'connection-string', connectionString: azurite.connectionString } as const;
  const lock = createBlobLock({ service, container: 'never-prepared', retryDelayMs: 1, clock, delay });

  await expect(lock.acquire('acme')).rejects.toMatchObject({ reason: 'missing' });
});
