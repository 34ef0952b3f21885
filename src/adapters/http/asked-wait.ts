/** Reads how long a throttling or overloaded server asks to be left alone. */
import type { HeaderMap } from './retry.ts';

/**
 * `Retry-After` (seconds or an HTTP date) of a 429 or 503, else `X-Rate-Limit-Reset` (epoch seconds) of a 429. Instants are measured against the answer's own `Date`
 * where there is one, so that a skewed clock on this side does not matter. Milliseconds, never negative; null: nothing usable was said.
 */
export function askedWait(answer: { readonly status: number; readonly headers: HeaderMap }, now: Date): number | null {
  if (answer.status !== 429 && answer.status !== 503) return null;
  const serverNow = dateOf(answer.headers['date']) ?? now.getTime();
  const retryAfter = answer.headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return Math.round(Number(retryAfter) * 1000);
  const until = dateOf(retryAfter);
  if (until !== null) return Math.max(0, until - serverNow);
  const reset = answer.headers['x-rate-limit-reset']?.trim() ?? '';
  if (answer.status === 429 && /^\d{9,11}$/.test(reset)) return Math.max(0, Number(reset) * 1000 - serverNow);
  return null;
}

/** An HTTP date has a weekday and a zone; `Date.parse` alone would take "5" for a year. */
function dateOf(text: string | undefined): number | null {
  if (text === undefined || !/^[A-Za-z]{3,9},? .*GMT$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
