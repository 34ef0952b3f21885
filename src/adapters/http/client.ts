/** Sends requests to one system: gated, metered, repeated where that is safe. What came of them is a value; no system is known here. */
import type { Clock, RequestMeter } from '../../ports/run-ports.ts';
import type { HttpReply, HttpRequest } from './attempt.ts';
import { createAttempt } from './attempt.ts';
import { createGate } from './concurrency.ts';
import type { RetryRules } from './retry.ts';
import { failureOf, planRetry, RETRY_RULES } from './retry.ts';

interface HttpClientOptions {
  /** The name under which requests are counted. */
  readonly system: string;
  /** Per attempt. */
  readonly timeoutMs: number;
  /** Largest answer, in bytes. */
  readonly maxBytes: number;
  /** Requests at once, at the start and at most. */
  readonly concurrency: { readonly start: number; readonly most: number };
  readonly retry?: RetryRules;
  readonly meter: RequestMeter;
  readonly clock: Clock;
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
}

export interface MeteredRequest extends HttpRequest {
  readonly purpose: Parameters<RequestMeter['count']>[1];
}

export interface HttpClient {
  /** The last attempt's reply, whatever it is: every status and every transport fault is a value. */
  send(request: MeteredRequest): Promise<HttpReply>;
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { system, meter, clock, delay, random } = options;
  const attemptOnce = createAttempt({ timeoutMs: options.timeoutMs, maxBytes: options.maxBytes });
  const gate = createGate({ ...options.concurrency, delay });

  return {
    async send(request) {
      meter.count(system, request.purpose);
      for (let attempt = 1; ; attempt += 1) {
        const place = await gate.enter();
        let how: Parameters<typeof place.leave>[0] = 'failed';
        try {
          const reply = await attemptOnce(request);
          const throttled = reply.kind === 'answer' && reply.status === 429;
          if (reply.kind === 'answer' && reply.status < 500) how = throttled ? 'throttled' : 'answered';
          const plan = planRetry(
            {
              method: request.method,
              attempt,
              failure: failureOf(reply),
              now: clock.now(),
              random: random(),
            },
            options.retry ?? RETRY_RULES,
          );
          if (!plan.retry) return reply;
          meter.retried(system, throttled ? 'throttled' : 'failed');
          // A throttled system wants peace from everyone; after any other failure only this request waits.
          if (throttled) {
            gate.pause(plan.afterMs);
            continue;
          }
          place.leave(how);
          await delay(plan.afterMs);
        } finally {
          place.leave(how);
        }
      }
    },
  };
}
