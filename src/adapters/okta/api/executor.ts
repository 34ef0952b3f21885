/** The one gate through which the SDK's API and token requests leave. It decides where a request may go and what counts as an answer; it repeats nothing. */
import type { RequestExecutor } from '@okta/okta-sdk-nodejs';
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { parseBody } from '../../http/body.ts';
import { quoted, requestLabel } from '../../http/redact.ts';
import type { HeaderMap } from '../../http/retry.ts';
import { transportFault } from '../../http/transport-fault.ts';
import { apiErrorSchema, tokenErrorSchema, tokenSchema } from '../schema.ts';
import { UnusableReply } from './unusable-reply.ts';

/** What the SDK hands over; the very same object again when it tries once more after a 401. */
interface OutgoingRequest {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ApiAnswer {
  readonly headers: HeaderMap;
  readonly value: unknown;
}

export interface Executor {
  readonly executor: RequestExecutor;
  /** The answer behind what the SDK returned, which passes it on untouched. */
  readonly answerTo: (returned: unknown) => ApiAnswer | undefined;
}

export interface ExecutorRules {
  readonly org: URL;
  readonly timeoutMs: number;
  /** A token is about to be asked for. */
  readonly onToken: () => void;
  /** The SDK is about to send an API request again by itself. */
  readonly onSecondTry: () => void;
}

const TOKEN_PATH = '/oauth2/v1/token';
/** A server that answers every proof with another nonce would be asked forever. */
const MOST_NONCES = 2;
const CHECK_ADDRESS = 'Check that the address is the right one; a proxy or a sign-in page may answer in its place.';

export function createExecutor(Base: typeof RequestExecutor, rules: ExecutorRules): Executor {
  const answers = new WeakMap<object, ApiAnswer>();
  const seen = new WeakSet<object>();
  let nonces = 0;

  class GuardedExecutor extends Base {
    override async fetch(request: OutgoingRequest): Promise<Response> {
      const url = new URL(request.url ?? '', rules.org);
      const method = (request.method ?? 'GET').toUpperCase();
      if (url.origin !== rules.org.origin) throw foreign(method, url);
      const label = requestLabel(method, url.href);
      const isToken = url.pathname === TOKEN_PATH;
      if (isToken) rules.onToken();
      else if (seen.has(request)) rules.onSecondTry();
      seen.add(request);

      const { reply, text } = await attempt(url, method, request, rules.timeoutMs);
      if (reply.kind === 'answer' && reply.body.kind === 'json') {
        if (isToken && asksForNonce(reply) && nonces < MOST_NONCES) {
          nonces += 1;
          return new Response(text, {
            status: reply.status,
            headers: { 'dpop-nonce': reply.headers['dpop-nonce'] ?? '' },
          });
        }
        if (reply.status >= 200 && reply.status < 300) {
          if (isToken) {
            if (!tokenSchema.safeParse(reply.body.value).success) throw unusable(label, reply, request);
            nonces = 0;
            return new Response(text, { status: reply.status });
          }
          const returned = new Response(null, { status: reply.status });
          answers.set(returned, { headers: reply.headers, value: reply.body.value });
          return returned;
        }
      }
      nonces = 0;
      throw unusable(label, reply, request);
    }
  }

  return {
    executor: new GuardedExecutor(),
    answerTo: (returned) => (returned instanceof Response ? answers.get(returned) : undefined),
  };
}

async function attempt(
  url: URL,
  method: string,
  request: OutgoingRequest,
  timeoutMs: number,
): Promise<{ reply: HttpReply; text: string }> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    const headers: HeaderMap = Object.fromEntries(response.headers);
    return {
      reply: { kind: 'answer', status: response.status, headers, body: parseBody(headers['content-type'], text) },
      text,
    };
  } catch (error) {
    const fault = signal.aborted
      ? {
          kind: 'timeout' as const,
          detail: `gave no whole answer within ${timeoutMs} ms`,
          advice: 'Try again later; if it stays so, raise the time-out.',
        }
      : transportFault(error, { timeoutMs, maxBytes: Infinity });
    return { reply: { kind: 'fault', fault }, text: '' };
  }
}

function foreign(method: string, url: URL): RemoteError {
  const host = quoted(url.host, [], 100);
  return new RemoteError({
    system: 'Okta',
    request: requestLabel(method, url.href),
    status: null,
    reason: 'malformed',
    message: `Okta names ${url.protocol}//${host} as the place to go on reading. That is not the configured org, so nothing was sent there. ${CHECK_ADDRESS}`,
    advice: CHECK_ADDRESS,
  });
}

function asksForNonce(reply: Extract<HttpReply, { kind: 'answer' }>): boolean {
  if (reply.body.kind !== 'json' || (reply.headers['dpop-nonce'] ?? '') === '') return false;
  const told = tokenErrorSchema.safeParse(reply.body.value);
  return told.success && told.data.error === 'use_dpop_nonce';
}

/** Whatever the request carried to prove itself is blotted out of what came back. */
function unusable(label: string, reply: HttpReply, request: OutgoingRequest): UnusableReply {
  if (reply.kind === 'fault' || reply.body.kind !== 'json') return new UnusableReply(label, reply);
  const proofs = [request.headers?.['Authorization']?.replace(/^\S+ /, ''), request.headers?.['DPoP']];
  const secrets = [...proofs, new URLSearchParams(request.body ?? '').get('client_assertion')].filter(
    (secret) => typeof secret === 'string',
  );
  const token = tokenErrorSchema.safeParse(reply.body.value);
  const api = apiErrorSchema.safeParse(reply.body.value);
  const code = token.success ? token.data.error : api.success ? (api.data.errorCode ?? null) : null;
  const words = token.success
    ? [token.data.error_description]
    : api.success
      ? [api.data.errorSummary, ...(api.data.errorCauses ?? []).map((cause) => cause.errorSummary)]
      : [];
  const said = [code, ...words].filter((word) => typeof word === 'string' && word !== '').join(' · ');
  return new UnusableReply(label, reply, { code, said: said === '' ? null : quoted(said, secrets) });
}
