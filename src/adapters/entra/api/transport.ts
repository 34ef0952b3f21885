/**
 * The last link in the chain of Graph's client: one attempt over fetch, to the configured endpoint and nowhere else. Its answers pass through the client by
 * reference, because the client would read an HTML page as a stream, follow redirects and wrap every fault beyond recognition.
 */
import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { InvariantError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { parseBody } from '../../http/body.ts';
import { transportFault } from '../../http/transport-fault.ts';

/** Graph's client sends credentials to hosts that it knows and mangles plain http; so it always sees this one, and the endpoint is put in its place here. */
export const CLIENT_ORIGIN = 'https://graph.microsoft.com';

/** What Graph's client passes on of a request; its own type for it is that of a browser. */
const sentSchema = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
});
type Sent = z.infer<typeof sentSchema>;

export interface Transport extends Middleware {
  /** What came of the attempt whose response the client handed out. */
  replyOf(response: unknown): HttpReply;
}

/** `endpoint`: address without a trailing slash. `timeoutMs`: for a whole attempt, body included. */
export function createTransport(endpoint: string, timeoutMs: number): Transport {
  const replies = new WeakMap<object, HttpReply>();
  const limits = { timeoutMs, maxBytes: Number.MAX_SAFE_INTEGER };

  async function attempt(url: string, { method, headers, body }: Sent): Promise<HttpReply> {
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body ?? null,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      // A missing content type is not taken for JSON here: Graph always names it.
      const parsed = parseBody(response.headers.get('content-type') ?? 'none', text);
      return { kind: 'answer', status: response.status, headers: Object.fromEntries(response.headers), body: parsed };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return {
        kind: 'fault',
        fault: transportFault(timedOut ? Object.assign(new Error(), { code: 'ERR_CANCELED' }) : error, limits),
      };
    }
  }

  return {
    async execute(context: Context) {
      const request: unknown = context.request;
      if (typeof request !== 'string' || !request.startsWith(`${CLIENT_ORIGIN}/`))
        throw new InvariantError('A request to another host than the directory was about to be sent');
      const response = new Response(null);
      replies.set(
        response,
        await attempt(`${endpoint}${request.slice(CLIENT_ORIGIN.length)}`, sentSchema.parse(context.options)),
      );
      context.response = response;
    },
    replyOf(response) {
      const reply = typeof response === 'object' && response !== null ? replies.get(response) : undefined;
      if (reply === undefined)
        throw new InvariantError('The Graph client handed out a response that was never sent for');
      return reply;
    },
  };
}
