// Time that passes only when a test says so, for what waits.
import type { HostClock } from '../../src/host/host-clock.ts';

export interface ManualClock extends HostClock {
  /** Lets so many milliseconds pass: every wait that ends in them ends in its order, and what follows from it happens. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that waits for nothing. */
  settle(): Promise<void>;
  /** Milliseconds until each wait ends, shortest first. */
  waits(): readonly number[];
}

export function createManualClock(start = '2026-11-23T10:00:00.000Z'): ManualClock {
  let now = Date.parse(start);
  if (Number.isNaN(now)) throw new RangeError(`"${start}" is no instant`);
  const waiters = new Set<{ readonly at: number; readonly end: () => void }>();
  const earliest = () => [...waiters].toSorted((left, right) => left.at - right.at)[0];
  const settle = async (): Promise<void> => {
    // Each turn of the loop empties the queue of promises; what waits for nothing is done after a few.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => new Date(now),
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        const give = (): void => {
          waiters.delete(waiter);
          reject(new DOMException('The wait was broken off', 'AbortError'));
        };
        const waiter = {
          at: now + ms,
          end: (): void => {
            waiters.delete(waiter);
            signal?.removeEventListener('abort', give);
            resolve();
          },
        };
        if (signal?.aborted === true) {
          give();
          return;
        }
        waiters.add(waiter);
        signal?.addEventListener('abort', give, { once: true });
      }),
    async advance(ms) {
      if (ms < 0) throw new RangeError('Time does not go back');
      const until = now + ms;
      await settle();
      for (let next = earliest(); next !== undefined && next.at <= until; next = earliest()) {
        now = Math.max(now, next.at);
        next.end();
        await settle();
      }
      now = until;
    },
    settle,
    waits: () => [...waiters].map(({ at }) => at - now).toSorted((left, right) => left - right),
  };
}
