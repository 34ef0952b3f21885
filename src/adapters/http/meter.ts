/** Counts requests by system and purpose, for the report of a run. It knows no system: whoever sends names itself. */
import type { RequestCounts } from '../../domain/runs/run.ts';
import type { RequestMeter } from '../../ports/run-ports.ts';

/**
 * `count` is called once per wanted request, `retried` once per repetition of it: everything that was sent is the four purposes plus `retries`. `throttled` tells
 * how many of the repetitions came after a 429. `read` answers the systems in the order in which they were first heard of.
 */
export function createRequestMeter(): RequestMeter {
  const counts = new Map<string, { -readonly [Key in keyof RequestCounts]: RequestCounts[Key] }>();

  const of = (system: string) => {
    const known = counts.get(system);
    if (known !== undefined) return known;
    const fresh = { system, token: 0, reference: 0, data: 0, write: 0, retries: 0, throttled: 0 };
    counts.set(system, fresh);
    return fresh;
  };

  return {
    count(system, purpose) {
      of(system)[purpose] += 1;
    },
    retried(system, because) {
      const entry = of(system);
      entry.retries += 1;
      if (because === 'throttled') entry.throttled += 1;
    },
    read: () => [...counts.values()].map((entry) => ({ ...entry })),
  };
}
