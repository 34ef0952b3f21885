/** Repeats an attempt while that may help, through one gate for all requests. Which failures may pass is the shared retry plan's to say. */
import { createGate } from '../../http/concurrency.ts';
import { failureOf, planRetry } from '../../http/retry.ts';
import type { OktaOptions } from './settings.ts';
import { UnusableReply } from './unusable-reply.ts';

/** Calls `once` until it succeeds or its failure is final, and `onRepeat` before each further call. Throws the last UnusableReply, any other error at once. */
export type Repeat = <T>(once: () => Promise<T>, onRepeat: (because: 'throttled' | 'failed') => void) => Promise<T>;

/** Requests at once: at most a third of what Okta allows an org on its smallest plan. */
const CONCURRENCY = { start: 8, most: 12 };
/** Added to the wait that Okta asks for: its reset is a whole second, by another clock than its Date. */
const RESET_MARGIN_MS = 1_000;

export function createRepeat({ clock, delay, random }: Pick<OktaOptions, 'clock' | 'delay' | 'random'>): Repeat {
  const gate = createGate({ ...CONCURRENCY, delay });

  return async (once, onRepeat) => {
    for (let attempt = 1; ; attempt += 1) {
      const place = await gate.enter();
      let how: Parameters<typeof place.leave>[0] = 'failed';
      try {
        const result = await once();
        how = 'answered';
        return result;
      } catch (error) {
        if (!(error instanceof UnusableReply)) throw error;
        const { reply } = error;
        const throttled = reply.kind === 'answer' && reply.status === 429;
        how = throttled ? 'throttled' : reply.kind === 'answer' ? 'answered' : 'failed';
        const failure = failureOf(reply);
        // Asking for a token changes nothing at Okta, so it is repeated like a read.
        const plan = planRetry({ method: 'GET', attempt, failure, now: clock.now(), random: random() });
        if (!plan.retry) throw error;
        onRepeat(throttled ? 'throttled' : 'failed');
        // A throttled org wants peace from everyone; after any other failure only this request waits, and out of everybody's way.
        if (throttled) gate.pause(plan.afterMs + RESET_MARGIN_MS);
        else {
          place.leave(how);
          await delay(plan.afterMs);
        }
      } finally {
        place.leave(how);
      }
    }
  };
}
