/** Says what an unusable reply of Okta's means and what to do about it, for either kind of credential. Pure. */
import type { z } from 'zod';
import type { RemoteReason } from '../../../errors.ts';
import { RemoteError } from '../../../errors.ts';
import type { FaultReading } from '../../http/remote-fault.ts';
import { remoteFault } from '../../http/remote-fault.ts';
import type { OktaCredential } from './settings.ts';
import type { UnusableReply } from './unusable-reply.ts';

/** What an access token is asked for. The log has a token of its own: an app without that grant would otherwise get no token at all. */
export const SCOPES = {
  people: ['okta.groups.read', 'okta.users.read'],
  log: ['okta.logs.read'],
} as const;
export type Reach = keyof typeof SCOPES;

const ROLE = 'an admin role that may view users and groups (Read-only Administrator, or a custom role)';
const LOG_ROLE = 'an admin role that may view the System Log (Read-only Administrator, for one)';

/** How to get in at all. */
const ENTRANCE = {
  'api-token':
    'Make a new API token (Security > API > Tokens). A token lapses 30 days after its last use, and with the admin who made it; it may be bound to network zones.',
  'private-key':
    'Check that the client id is this app’s, that the app is active and knows the public half of this very key under the configured key id, and that this machine’s clock is right.',
} as const satisfies Record<OktaCredential['kind'], string>;

/** How to get the right to read. */
const RIGHTS = {
  people: {
    'api-token': `The token has the rights of the admin who made it: have it made by an account with ${ROLE}.`,
    'private-key': `Grant the app the scopes ${SCOPES.people.join(' and ')} (Okta API Scopes tab), and give it ${ROLE} (Admin roles tab).`,
  },
  log: {
    'api-token': `The token has the rights of the admin who made it (what okta.logs.read is to an app): have it made by an account with ${LOG_ROLE}.`,
    'private-key': `Grant the app the scope ${SCOPES.log.join(' and ')} (Okta API Scopes tab), and give it ${LOG_ROLE} (Admin roles tab).`,
  },
} as const satisfies Record<Reach, Record<OktaCredential['kind'], string>>;

/** Errors of the token endpoint, whose status is 400 or 401 for all of them alike (RFC 6749, 5.2). */
const TOKEN_ERRORS: ReadonlyMap<string, RemoteReason> = new Map([
  ['invalid_client', 'credentials'],
  ['unauthorized_client', 'credentials'],
  ['invalid_scope', 'forbidden'],
  ['access_denied', 'forbidden'],
]);

export function faultOf(failed: UnusableReply, credential: OktaCredential['kind'], reach: Reach): RemoteError {
  return remoteFault('Okta', failed.request, failed.reply, readingOf(failed, credential, reach));
}

function readingOf(failed: UnusableReply, credential: OktaCredential['kind'], reach: Reach): FaultReading {
  const said = failed.said;
  const reason = TOKEN_ERRORS.get(failed.code ?? '') ?? reasonOfStatus(failed.status);
  if (reason === 'credentials') return { reason, said, advice: ENTRANCE[credential] };
  if (reason === 'forbidden') return { reason, said, advice: RIGHTS[reach][credential] };
  return { said };
}

function reasonOfStatus(status: number | null): RemoteReason | null {
  if (status === 401) return 'credentials';
  return status === 403 ? 'forbidden' : null;
}

/** An answer that contradicts the documentation in the way that `seen` says. `request` is a label made by `requestLabel`. */
export function unusable(request: string, seen: string, status: 200 | 404 = 200): RemoteError {
  const advice = 'Try again later; if it stays so, check that the address is the right one.';
  return new RemoteError({
    system: 'Okta',
    request,
    status,
    reason: 'malformed',
    message: `Okta answered ${status} with ${seen} (${request}). ${advice}`,
    advice,
  });
}

/** The value in the documented shape, or RemoteError `malformed`, which names what is not, without its value. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown, request: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unusable(request, `a record of another shape than documented: ${complaint(parsed.error)}`);
}

/** `profile.login: must not be blank`: where and what, without the value, which may be anything. */
export function complaint(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the record'}: ${issue.message}`).join('; ');
}
