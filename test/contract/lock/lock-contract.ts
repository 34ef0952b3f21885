// What every Lock must do, whatever it stands on.
import { once } from 'node:events';
import { beforeAll, describe, expect, test } from 'vitest';
import { RemoteError } from '../../../src/errors.ts';
import type { Lease, Lock } from '../../../src/ports/run-ports.ts';
import type { ManualTime } from './manual-time.ts';
import { createManualTime } from './manual-time.ts';

export interface LockUnderTest {
  /** Opens a lock on one and the same place each time, as another process would. */
  readonly open: (time: ManualTime) => Lock;
  /** Takes the lock away from whoever holds it, as others may after an outage. */
  readonly takeAway: (name: string) => Promise<void>;
  /** Milliseconds between renewals. */
  readonly renewEvery: number;
}

/** Milliseconds for which a holder may believe in its lock without a renewal that went well. */
const LIFE = 50_000;

export function lockContract(name: string, start: () => Promise<LockUnderTest>): void {
  describe(`${name} as a Lock`, () => {
    let subject: LockUnderTest;
    let names = 0;
    const freshName = () => `connection-${(names += 1)}`;

    beforeAll(async () => {
      subject = await start();
    });

    async function acquire(lock: Lock, wanted: string): Promise<Lease> {
      const lease = await lock.acquire(wanted);
      if (lease === undefined) throw new Error(`The lock ${wanted} is busy`);
      return lease;
    }

    async function lossOf(lease: Lease): Promise<unknown> {
      if (!lease.lost.aborted) await once(lease.lost, 'abort');
      return lease.lost.reason;
    }

    test('whoever comes second finds it busy, in the same process and in another', async () => {
      const time = createManualTime();
      const lock = subject.open(time);
      const wanted = freshName();
      const lease = await acquire(lock, wanted);

      expect(await lock.acquire(wanted)).toBeUndefined();
      expect(await subject.open(time).acquire(wanted)).toBeUndefined();

      expect(lease.lost.aborted).toBe(false);
      await lease.release();
    });

    test('is free again after its release, as often as you like', async () => {
      const time = createManualTime();
      const wanted = freshName();

      for (const lock of [subject.open(time), subject.open(time), subject.open(time)]) {
        const lease = await acquire(lock, wanted);
        await lease.release();
        expect(lease.lost.aborted).toBe(false);
      }
    });

    test('releasing twice, also at once, does no harm to whoever came after', async () => {
      const time = createManualTime();
      const wanted = freshName();
      const first = await acquire(subject.open(time), wanted);

      await Promise.all([first.release(), first.release()]);
      const second = await acquire(subject.open(time), wanted);
      await first.release();

      expect(await subject.open(time).acquire(wanted)).toBeUndefined();
      await second.release();
    });

    test('names do not get in each other’s way', async () => {
      const lock = subject.open(createManualTime());

      const leases = await Promise.all([acquire(lock, freshName()), acquire(lock, freshName())]);

      for (const lease of leases) await lease.release();
    });

    test('of 20 who want it at once, exactly one gets it, in every round', async () => {
      const time = createManualTime();
      const wanted = freshName();
      const contenders = Array.from({ length: 20 }, () => subject.open(time));

      for (let round = 1; round <= 5; round += 1) {
        const leases = await Promise.all(contenders.map((contender) => contender.acquire(wanted)));

        const winners = leases.filter((lease) => lease !== undefined);
        expect(winners).toHaveLength(1);
        for (const lease of winners) await lease.release();
      }
    });

    test('renews itself for as long as it is held', async () => {
      const time = createManualTime();
      const wanted = freshName();
      const lease = await acquire(subject.open(time), wanted);

      for (let renewal = 1; renewal <= 10; renewal += 1) {
        await time.waitedFor(subject.renewEvery);
        time.pass(subject.renewEvery);
      }
      await time.waitedFor(subject.renewEvery);

      expect(time.clock.elapsed()).toBeGreaterThan(2 * LIFE);
      expect(lease.lost.aborted).toBe(false);
      expect(await subject.open(time).acquire(wanted)).toBeUndefined();
      await lease.release();
    });

    test('a holder from whom it was taken learns so at its next renewal', async () => {
      const time = createManualTime();
      const wanted = freshName();
      const lease = await acquire(subject.open(time), wanted);

      await subject.takeAway(wanted);
      await time.waitedFor(subject.renewEvery);
      time.pass(subject.renewEvery);
      const loss = await lossOf(lease);

      expect(loss).toBeInstanceOf(RemoteError);
      expect(loss).toMatchObject({ system: 'storage', reason: 'conflict' });
      expect(loss).toHaveProperty('message', expect.stringContaining(wanted));
    });

    test('a holder that lost it takes nothing from whoever has it now when it releases', async () => {
      const time = createManualTime();
      const wanted = freshName();
      const lease = await acquire(subject.open(time), wanted);
      await subject.takeAway(wanted);
      await time.waitedFor(subject.renewEvery);
      time.pass(subject.renewEvery);
      await lossOf(lease);

      await lease.release();

      expect(await subject.open(time).acquire(wanted)).toBeUndefined();
    });

    test('a holder whose renewals came too late counts as having lost it, whatever the storage thinks', async () => {
      const time = createManualTime();
      const lease = await acquire(subject.open(time), freshName());

      await time.waitedFor(subject.renewEvery);
      time.pass(LIFE);
      const loss = await lossOf(lease);

      expect(loss).toHaveProperty('message', expect.stringContaining('in time'));
    });
  });
}
