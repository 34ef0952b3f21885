/** What every API request passes first: credentials, client id, accepted and sent media types. Marks every answer with the API's version. */
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { SandboxContext } from '../context.ts';
import { SANDBOX_CREDENTIALS } from '../context.ts';
import { sayNo } from './lists/answer-list.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';

export const API_VERSION = '2025.16';
const VERSIONED = /^application\/vnd\.connectwise\.com\+json;\s*version=\d{4}\.\d{1,2}$/i;
/** Longer ones do not reach the API. */
const LONGEST_URL = 10_000;
const PLAIN: readonly string[] = ['application/json', 'application/*', '*/*'];

export function requestGate(context: SandboxContext): MiddlewareHandler {
  return async (c, next) => {
    const refusal = refusalAtTheGate(c, context);
    if (refusal !== null) c.res = sayNo(c, refusal);
    else await next();
    c.header('api-current-version', API_VERSION);
    if (acceptsVersioned(c) && c.res.headers.get('content-type')?.startsWith('application/json') === true)
      c.header('content-type', `application/vnd.connectwise.com+json; version=${API_VERSION}; charset=utf-8`);
  };
}

function refusalAtTheGate(c: Context, context: SandboxContext): Refusal | null {
  if (c.req.url.length > LONGEST_URL)
    return refuse(414, 'UriTooLong', `The address holds ${c.req.url.length} characters; at most ${LONGEST_URL} pass`);
  const { psa } = SANDBOX_CREDENTIALS;
  const expected = `Basic ${btoa(`${psa.companyId}+${psa.publicKey}:${psa.privateKey}`)}`;
  if (!same(c.req.header('authorization') ?? '', expected)) {
    return context.quirks.badCredentials === 401
      ? refuse(401, 'Unauthorized', 'The credentials are not accepted')
      : refuse(404, 'NotFound', 'There is nothing here');
  }
  if (c.req.header('clientid') !== psa.clientId)
    return refuse(403, 'Forbidden', 'The clientId header is missing or holds no registered client id');
  if (!acceptsVersioned(c) && !acceptsPlain(c))
    return refuse(406, 'NotAcceptable', `Accept must be application/json, or versioned like version=${API_VERSION}`);
  const sent = c.req.header('content-type');
  if (sent !== undefined && !/^application\/json\s*(;|$)/i.test(sent))
    return refuse(415, 'UnsupportedMediaType', 'A body must be application/json');
  return null;
}

function acceptsVersioned(c: Context): boolean {
  return acceptedTypes(c).some((type) => VERSIONED.test(type));
}

function acceptsPlain(c: Context): boolean {
  return acceptedTypes(c).some((type) => PLAIN.includes(type.split(';')[0]?.trim().toLowerCase() ?? ''));
}

function acceptedTypes(c: Context): readonly string[] {
  return (c.req.header('accept') ?? '*/*').split(',').map((type) => type.trim());
}

function same(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
