/**
 * Whether a request that decides something was sent from our own page. The browser's word on it comes first: it knows what is in the address bar, while a proxy in front
 * may have changed the host that arrives here. Pages ask for no referrer, so a browser sends `Origin: null` with their forms; only browsers of before 2023 say nothing
 * else, and they are refused rather than guessed at.
 */
import type { HttpRequest } from '@azure/functions';
import { RefusedError } from '../../errors.ts';

/** Throws RefusedError 403. */
export function requireSameOrigin(request: HttpRequest): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === null ? origin === ownOrigin(request) : site === 'same-origin') return;
  throw new RefusedError(
    403,
    'This was not sent from a page of Rollcall, so nothing was decided. Open the page "Waiting" itself and decide there.',
  );
}

/** For callers that are no browsers, which say nothing of an origin. */
export function refuseForeignOrigin(request: HttpRequest): void {
  const says = request.headers.get('sec-fetch-site') ?? request.headers.get('origin');
  if (says !== null) requireSameOrigin(request);
}

function ownOrigin(request: HttpRequest): string {
  return new URL(request.url).origin;
}
