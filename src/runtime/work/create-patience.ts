import type { Patience } from '../../app/run/patience.ts';

/** Over after so many milliseconds; keeps no process alive. */
export function createPatience(ms: number): Patience {
  const ending = new AbortController();
  const timer = setTimeout(() => {
    ending.abort();
  }, ms);
  timer.unref();
  return {
    over: ending.signal,
    suffices: () => {
      clearTimeout(timer);
    },
  };
}
