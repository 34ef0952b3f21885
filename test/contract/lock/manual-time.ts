// Time that passes only when a test says so, for code that waits by a delay that is passed in.
import type { Clock } from '../../../src/ports/run-ports.ts';

export interface ManualTime {
  readonly clock: Clock;
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Moves the clocks and ends the delays that are over. */
  pass(ms: number): void;
  /** Resolves once somebody waits for exactly so many milliseconds. */
  waitedFor(ms: number): Promise<void>;
}

interface Waiting {
  readonly ms: number;
  readonly until: number;
  readonly end: () => void;
}

export function createManualTime(start = '2026-11-23T10:00:00.000Z'): ManualTime {
  const beginning = Date.parse(start);
  if (Number.isNaN(beginning)) throw new RangeError(`"${start}" is no instant`);
  let passed = 0;
  const waiting = new Set<Waiting>();
  const watchers = new Set<() => void>();

  return {
    clock: { now: () => new Date(beginning + passed), elapsed: () => passed },
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(new Error('The delay was ended before it began'));
          return;
        }
        const entry: Waiting = {
          ms,
          until: passed + ms,
          end: () => {
            waiting.delete(entry);
            resolve();
          },
        };
        if (ms <= 0) {
          resolve();
          return;
        }
        waiting.add(entry);
        signal?.addEventListener('abort', () => {
          if (waiting.delete(entry)) reject(new Error('The delay was ended'));
        });
        for (const watch of watchers) watch();
      }),
    pass(ms) {
      if (!(ms > 0)) throw new RangeError(`Time passes forward, not by ${ms} ms`);
      passed += ms;
      for (const entry of [...waiting].sort((a, b) => a.until - b.until)) if (entry.until <= passed) entry.end();
    },
    waitedFor: (ms) =>
      new Promise((resolve) => {
        const watch = () => {
          if (![...waiting].some((entry) => entry.ms === ms)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
  };
}
