// A clock that stands still until a test moves it.
import type { Clock } from '../../src/ports/run-ports.ts';

export interface FixedClock extends Clock {
  advance(ms: number): void;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export function createFixedClock(start = '2026-11-23T10:00:00.000Z'): FixedClock {
  const beginning = Date.parse(start);
  if (Number.isNaN(beginning)) throw new RangeError(`"${start}" is no instant`);
  let passed = 0;
  return {
    now: () => new Date(beginning + passed),
    elapsed: () => passed,
    advance: (ms) => {
      if (ms < 0) throw new RangeError('Time does not go back');
      passed += ms;
    },
  };
}
