// A Lock in memory. A test can take a lease away, as an expired one would be, or let a dead holder's run out.
import type { Lock } from '../../../src/ports/run-ports.ts';

export interface MemoryLock extends Lock {
  isHeld(name: string): boolean;
  /** Ends the holder's lease behind its back, as when it could not be renewed: its `lost` is aborted, the lock is free. */
  take(name: string): void;
  /** When set, thrown by every release. */
  releaseFault: Error | null;
}

export function createMemoryLock(): MemoryLock {
  const held = new Map<string, AbortController>();
  const lock: MemoryLock = {
    releaseFault: null,
    isHeld: (name) => held.has(name),
    take: (name) => {
      const holder = held.get(name);
      if (holder === undefined) throw new RangeError(`Nobody holds the lock ${name}`);
      holder.abort();
      held.delete(name);
    },
    acquire: async (name) => {
      if (held.has(name)) return undefined;
      const mine = new AbortController();
      held.set(name, mine);
      return {
        lost: mine.signal,
        release: async () => {
          if (lock.releaseFault !== null) throw lock.releaseFault;
          if (held.get(name) === mine) held.delete(name);
        },
      };
    },
  };
  return lock;
}
