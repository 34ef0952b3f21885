/** Okta's token endpoint for service apps: client credentials with a signed assertion, checked in form but not in signature. */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { SANDBOX_CREDENTIALS } from '../context.ts';
import type { OktaAccess } from './access.ts';
import { OKTA_SCOPES } from './access.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_ASSERTION_SECONDS = 3600;

const header = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512']) });
const claims = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.number() });

export function addTokenEndpoint(root: Hono, context: SandboxContext, access: OktaAccess): void {
  root.post('/oauth2/v1/token', async (c) => {
    if (c.req.header('Content-Type')?.startsWith('application/x-www-form-urlencoded') !== true)
      return refused(c, 400, 'invalid_request', 'The endpoint takes application/x-www-form-urlencoded.');
    const form = new URLSearchParams(await c.req.text());
    if (form.get('grant_type') !== 'client_credentials')
      return refused(c, 400, 'unsupported_grant_type', 'The grant type was not client_credentials.');
    if (form.get('client_assertion_type') !== ASSERTION_TYPE)
      return refused(c, 401, 'invalid_client', 'The client_assertion_type is missing or unknown.');
    const fault = assertionFault(form.get('client_assertion') ?? '', {
      audience: `${new URL(c.req.url).origin}/oauth2/v1/token`,
      nowSeconds: context.now().getTime() / 1000,
    });
    if (fault !== null) return refused(c, 401, 'invalid_client', fault);

    const known: readonly string[] = OKTA_SCOPES;
    const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    if (scopes.length === 0 || scopes.some((scope) => !known.includes(scope)))
      return refused(
        c,
        400,
        'invalid_scope',
        'One or more scopes are not configured for the authorization server resource.',
      );
    const { token, expiresInSeconds } = access.issue(scopes);
    c.header('Cache-Control', 'no-cache, no-store');
    return c.json({ token_type: 'Bearer', expires_in: expiresInSeconds, access_token: token, scope: scopes.join(' ') });
  });
}

/** What is wrong with a client assertion; null: nothing that can be seen without the key. */
function assertionFault(
  assertion: string,
  expected: { readonly audience: string; readonly nowSeconds: number },
): string | null {
  const parts = assertion.split('.');
  const [head, payload, signature] = parts;
  if (parts.length !== 3 || signature === undefined || signature === '')
    return 'The client_assertion is no signed token.';
  if (!header.safeParse(decodePart(head)).success) return 'The client_assertion has an unknown algorithm.';
  const read = claims.safeParse(decodePart(payload));
  if (!read.success) return 'The client_assertion lacks one of iss, sub, aud and exp.';
  const { iss, sub, aud, exp } = read.data;
  if (iss !== SANDBOX_CREDENTIALS.oktaClientId || sub !== iss)
    return 'The iss and sub of the client_assertion must both be the client id.';
  if (aud !== expected.audience) return `The audience of the client_assertion must be the token endpoint.`;
  if (exp <= expected.nowSeconds) return 'The client_assertion token is expired.';
  if (exp > expected.nowSeconds + LONGEST_ASSERTION_SECONDS)
    return 'The client_assertion must not expire later than in one hour.';
  return null;
}

/** undefined when the part is no JSON. */
function decodePart(part: string | undefined): unknown {
  const text = Buffer.from(part ?? '', 'base64url').toString('utf8');
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refused(c: Context, status: 400 | 401, error: string, description: string): Response {
  return c.json({ error, error_description: description }, status);
}
