import { describe, expect, test } from 'vitest';
import { askedWait } from '../../../src/adapters/http/asked-wait.ts';
import type { FailedAttempt } from '../../../src/adapters/http/retry.ts';
import { planRetry, RETRY_RULES } from '../../../src/adapters/http/retry.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const RULES = { attempts: 4, baseMs: 1000, mostMs: 3000, longestAskedMs: 60_000, longestWriteWaitMs: 5_000 };

function failed(
  method: FailedAttempt['method'],
  failure: number | 'unreachable' | 'tls' | 'timeout' | 'dropped' | 'too-large',
  changes: Partial<FailedAttempt> = {},
): FailedAttempt {
  return {
    method,
    attempt: 1,
    failure:
      typeof failure === 'number'
        ? { kind: 'status', status: failure, headers: {} }
        : { kind: 'transport', fault: failure },
    now: NOW,
    random: 0.5,
    ...changes,
  };
}

describe('what is repeated', () => {
  test.each([
    ['GET', 429, true],
    ['GET', 408, true],
    ['GET', 500, true],
    ['GET', 503, true],
    ['GET', 'unreachable', true],
    ['GET', 'timeout', true],
    ['GET', 'dropped', true],
    ['GET', 200, false],
    ['GET', 302, false],
    ['GET', 400, false],
    ['GET', 401, false],
    ['GET', 403, false],
    ['GET', 404, false],
    ['GET', 'tls', false],
    ['GET', 'too-large', false],
    ['POST', 429, true],
    ['POST', 'unreachable', true],
    ['POST', 408, false],
    ['POST', 500, false],
    ['POST', 503, false],
    ['POST', 'timeout', false],
    ['POST', 'dropped', false],
    ['POST', 'tls', false],
    ['PATCH', 429, true],
    ['PATCH', 502, false],
    ['PATCH', 'dropped', false],
    ['PUT', 500, false],
    ['DELETE', 'timeout', false],
  ] as const)('%s after %s: repeated %s', (method, failure, repeated) => {
    expect(planRetry(failed(method, failure), RULES).retry).toBe(repeated);
  });

  test('the last allowed attempt is the last', () => {
    expect(planRetry(failed('GET', 503, { attempt: 3 }), RULES).retry).toBe(true);
    expect(planRetry(failed('GET', 503, { attempt: 4 }), RULES).retry).toBe(false);
    expect(planRetry(failed('GET', 429, { attempt: 4 }), RULES).retry).toBe(false);
  });
});

describe('how long it waits', () => {
  test.each([
    [1, 0, 0],
    [1, 0.5, 500],
    [2, 0.5, 1000],
    [3, 0.5, 1500],
    [3, 0.999, 2997],
  ])('attempt %d with dice at %d waits %d ms: full jitter under a doubling, capped ceiling', (attempt, random, ms) => {
    expect(planRetry(failed('GET', 503, { attempt, random }), RULES)).toEqual({ retry: true, afterMs: ms });
  });

  test('a wait that is asked for is kept in full, with jitter on top', () => {
    const failure = { kind: 'status', status: 429, headers: { 'retry-after': '7' } } as const;

    expect(planRetry(failed('GET', 429, { failure, random: 0 }), RULES)).toEqual({ retry: true, afterMs: 7000 });
    expect(planRetry(failed('GET', 429, { failure, random: 0.5 }), RULES)).toEqual({ retry: true, afterMs: 7500 });
  });

  test('a wait beyond all patience is not waited for, and not cut short either', () => {
    const failure = { kind: 'status', status: 429, headers: { 'retry-after': '61' } } as const;

    expect(planRetry(failed('GET', 429, { failure }), RULES)).toEqual({ retry: false });
  });
});

/** Whoever holds the lock for a write must still hold it when the write leaves. */
describe('a write', () => {
  const asked = (seconds: string) => ({ kind: 'status', status: 429, headers: { 'retry-after': seconds } }) as const;

  test.each(['POST', 'PATCH', 'PUT', 'DELETE'] as const)('%s is repeated once, and no second time', (method) => {
    expect(planRetry(failed(method, 429), RULES).retry).toBe(true);
    expect(planRetry(failed(method, 429, { attempt: 2 }), RULES)).toEqual({ retry: false });
    expect(planRetry(failed(method, 'unreachable', { attempt: 2 }), RULES)).toEqual({ retry: false });
    expect(planRetry(failed('GET', 429, { attempt: 2 }), RULES).retry).toBe(true);
  });

  test.each([
    ['5', true],
    ['5.001', false],
    ['110', false],
  ])('that is asked to wait %s s is repeated: %s', (seconds, repeated) => {
    const failure = asked(seconds);

    expect(planRetry(failed('POST', 429, { failure, random: 0 }), RETRY_RULES).retry).toBe(repeated);
    expect(planRetry(failed('GET', 429, { failure, random: 0 }), RETRY_RULES).retry).toBe(true);
  });

  test('waits out what it was asked for, with jitter on top', () => {
    const failure = asked('4');

    expect(planRetry(failed('PATCH', 429, { failure }), RULES)).toEqual({ retry: true, afterMs: 4500 });
  });
});

describe('what a server asks for', () => {
  test.each([
    ['seconds', 429, { 'retry-after': '12' }, 12_000],
    ['fractions of seconds', 429, { 'retry-after': '0.25' }, 250],
    ['nothing to wait', 429, { 'retry-after': '0' }, 0],
    ['an HTTP date against this clock', 429, { 'retry-after': 'Mon, 23 Nov 2026 10:00:09 GMT' }, 9000],
    [
      'an HTTP date against the server’s own clock',
      503,
      { 'retry-after': 'Mon, 23 Nov 2026 11:00:09 GMT', date: 'Mon, 23 Nov 2026 11:00:00 GMT' },
      9000,
    ],
    ['a date in the past', 429, { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, 0],
    ['the reset of a rate limit', 429, { 'x-rate-limit-reset': '1795428030' }, 30_000],
    [
      'the reset of a rate limit against the server’s own clock',
      429,
      { 'x-rate-limit-reset': '1795428030', date: 'Mon, 23 Nov 2026 10:00:20 GMT' },
      10_000,
    ],
    ['Retry-After before a reset', 429, { 'retry-after': '3', 'x-rate-limit-reset': '1795428030' }, 3000],
    ['a reset on an answer that is no 429', 503, { 'x-rate-limit-reset': '1795428030' }, null],
    ['Retry-After on an answer that is neither', 500, { 'retry-after': '3' }, null],
    ['nonsense', 429, { 'retry-after': 'soon' }, null],
    ['a negative number', 429, { 'retry-after': '-5' }, null],
    ['an endless number', 429, { 'x-rate-limit-reset': '99999999999999999' }, null],
    ['nothing', 429, {}, null],
  ])('%s', (_, status, headers, expected) => {
    expect(askedWait({ status, headers }, NOW)).toBe(expected);
  });
});
