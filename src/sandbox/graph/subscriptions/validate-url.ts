/** Tries an address as Graph does before it makes a subscription: whoever listens there has to give a token back. */
import type { Quirks } from '../../context.ts';
import { guidOf } from '../../empty-world.ts';
import { refusal } from '../refusal.ts';
import { isLoopbackUrl } from './subscription-request.ts';

/** Throws a 400 unless the whole answer is the decoded token, as plain text, with 200, in time. */
export async function validateUrl(url: string, limits: Quirks['webhookLimitsMs'], seed: string): Promise<void> {
  if (!isLoopbackUrl(url)) throw failed('The sandbox reaches addresses on this machine only.');
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${guidOf(seed)}`;
  // As a form writes it: blanks are plus signs.
  const query = new URLSearchParams({ validationToken: token }).toString();
  const answer = await answerOf(`${url}${url.includes('?') ? '&' : '?'}${query}`, limits.handshake);
  if (answer === null) throw failed(`Notification endpoint gave no answer within ${limits.handshake / 1000} seconds.`);
  if (answer.status !== 200) throw failed(`Notification endpoint must respond with 200 OK, but was ${answer.status}.`);
  if (!answer.type.startsWith('text/plain')) throw failed('The response must be of content type text/plain.');
  if (answer.text !== token) throw failed('The response must exactly match the validationToken query parameter.');
}

async function answerOf(
  url: string,
  limitMs: number,
): Promise<{ readonly status: number; readonly type: string; readonly text: string } | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
  } catch (error) {
    if (error instanceof Error && ['TimeoutError', 'TypeError'].includes(error.name)) return null;
    throw error;
  }
}

function failed(why: string): Error {
  return refusal(400, 'ValidationError', `Subscription validation request failed. ${why}`);
}
