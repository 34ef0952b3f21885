/** Delivers notifications as Graph does: any 2xx in time is taken for delivered, everything else is tried again. Without the waits in between. */
import type { Quirks } from '../../context.ts';
import { isLoopbackUrl } from './subscription-request.ts';

export interface Delivery {
  readonly url: string;
  /** Whose notifications were in it. */
  readonly subscriptionIds: readonly string[];
  /** Status of each attempt; null: no answer in time, or no connection. */
  readonly attempts: readonly (number | null)[];
  readonly delivered: boolean;
}

/** Graph tries for four hours; the sandbox so many times. */
const ATTEMPTS = 4;

export async function deliver(
  url: string,
  items: readonly { readonly subscriptionId: string; readonly notification: object }[],
  limits: Quirks['webhookLimitsMs'],
): Promise<Delivery> {
  if (!isLoopbackUrl(url)) throw new RangeError('The sandbox delivers to addresses on this machine only');
  const body = JSON.stringify({ value: items.map((item) => item.notification) });
  const attempts: (number | null)[] = [];
  let delivered = false;
  while (!delivered && attempts.length < ATTEMPTS) {
    const status = await post(url, body, limits.delivery);
    attempts.push(status);
    delivered = status !== null && status >= 200 && status < 300;
  }
  return { url, subscriptionIds: items.map((item) => item.subscriptionId), attempts, delivered };
}

async function post(url: string, body: string, limitMs: number): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    if (error instanceof Error && ['TimeoutError', 'TypeError'].includes(error.name)) return null;
    throw error;
  }
}
