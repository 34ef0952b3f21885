/** Decides whether a failed attempt is repeated, and when. Pure: what happened, the time and the dice are passed in. */
import type { HttpReply } from './attempt.ts';
import type { TransportFaultKind } from './transport-fault.ts';
import { askedWait } from './asked-wait.ts';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
/** Header names in lower case. */
export type HeaderMap = Readonly<Record<string, string | undefined>>;

export interface FailedAttempt {
  readonly method: HttpMethod;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly failure:
    | { readonly kind: 'status'; readonly status: number; readonly headers: HeaderMap }
    | { readonly kind: 'transport'; readonly fault: TransportFaultKind };
  readonly now: Date;
  /** From 0 up to, but not including, 1. */
  readonly random: number;
}

/** An answer counts as a failure here too: whether it may pass is the plan's to say. */
export function failureOf(reply: HttpReply): FailedAttempt['failure'] {
  return reply.kind === 'answer'
    ? { kind: 'status', status: reply.status, headers: reply.headers }
    : { kind: 'transport', fault: reply.fault.kind };
}

export interface RetryRules {
  /** The first attempt included. */
  readonly attempts: number;
  /** Upper end of the first wait; it doubles with every further attempt. Milliseconds. */
  readonly baseMs: number;
  /** Upper end of any wait that the other side did not ask for. Milliseconds. */
  readonly mostMs: number;
  /** A server that asks to wait longer than this is not waited for: coming back too early would only prolong the penalty. Milliseconds. */
  readonly longestAskedMs: number;
  /** A write is repeated once, and only after so short a wait: whoever holds the lock for it must still hold it then. Milliseconds. */
  readonly longestWriteWaitMs: number;
}
export const RETRY_RULES: RetryRules = {
  attempts: 5,
  baseMs: 500,
  mostMs: 20_000,
  longestAskedMs: 120_000,
  longestWriteWaitMs: 5_000,
};

type RetryPlan = { readonly retry: false } | { readonly retry: true; readonly afterMs: number };

/**
 * A read is repeated after 429, 408, 5xx and every transport fault that may pass. A write is repeated only where it was surely not carried out: after 429, and when
 * no connection came about. The wait is what the other side asks for (plus jitter, so that callers who were throttled together do not return together), else full
 * jitter under a doubling ceiling.
 */
export function planRetry(failed: FailedAttempt, rules: RetryRules = RETRY_RULES): RetryPlan {
  const write = failed.method !== 'GET';
  if (failed.attempt >= (write ? 2 : rules.attempts) || !mayRepeat(failed)) return { retry: false };
  const ceiling = Math.min(rules.mostMs, rules.baseMs * 2 ** (failed.attempt - 1));
  const asked = failed.failure.kind === 'status' ? askedWait(failed.failure, failed.now) : null;
  if (asked === null) return { retry: true, afterMs: Math.round(failed.random * ceiling) };
  if (asked > (write ? rules.longestWriteWaitMs : rules.longestAskedMs)) return { retry: false };
  return { retry: true, afterMs: Math.round(asked + failed.random * rules.baseMs) };
}

function mayRepeat({ method, failure }: FailedAttempt): boolean {
  const read = method === 'GET';
  if (failure.kind === 'status')
    return failure.status === 429 || (read && (failure.status === 408 || failure.status >= 500));
  switch (failure.fault) {
    case 'unreachable':
      return true;
    case 'timeout':
    case 'dropped':
      return read;
    case 'tls':
    case 'too-large':
      return false;
  }
}
