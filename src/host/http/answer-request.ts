/** Every request to the host: which function, may the caller, and then to the function. Refusals have no body, as in Azure. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { runByHand, type Admin } from './admin.ts';
import { forwardRequest, type Forwarding } from './forward-request.ts';
import { givenKey, type AuthLevel } from './keys.ts';
import type { HttpFunction } from '../functions/hosted-functions.ts';
import type { Router } from './routes.ts';

export interface AnswerOptions {
  readonly router: Router<HttpFunction>;
  readonly mayCall: (level: AuthLevel, key: string | undefined) => boolean;
  /** undefined: there is no HTTP function. */
  readonly forwarding: Forwarding | undefined;
  readonly admin: Admin;
}

const BY_HAND = /^\/admin\/functions\/(?<name>[^/]+)$/i;

export async function answerRequest(
  { router, mayCall, forwarding, admin }: AnswerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const refuse = (status: number, headers: Readonly<Record<string, string>> = {}): void => {
    outgoing.writeHead(status, headers).end();
    // What is still being sent is not wanted.
    incoming.resume();
  };
  const url = URL.parse(`http://localhost${incoming.url ?? ''}`);
  if (url === null) {
    refuse(400);
    return;
  }
  const key = givenKey(incoming.headers, url.searchParams);
  const { name } = BY_HAND.exec(url.pathname)?.groups ?? {};
  if (name !== undefined) {
    if (!mayCall('admin', key)) refuse(401);
    else if (incoming.method !== 'POST') refuse(405, { Allow: 'POST' });
    else await runByHand(admin, name, incoming, outgoing);
    return;
  }
  const match = router.match(incoming.method ?? '', url.pathname);
  if (match.kind === 'malformed') refuse(400);
  else if (match.kind === 'unknown' || forwarding === undefined) refuse(404);
  else if (match.kind === 'method') refuse(405, { Allow: match.allow.join(', ') });
  else if (!mayCall(match.target.authLevel, key)) refuse(401);
  else await forwardRequest(forwarding, match.target, match.params, incoming, outgoing);
}
