/** Who may call the Okta double: the SSWS token with every right, or an access token with the scopes that it was issued for. */
import type { Context } from 'hono';
import type { SandboxContext } from '../context.ts';
import { SANDBOX_CREDENTIALS } from '../context.ts';
import type { SandboxWorld } from '../world.ts';
import { denied, refusal } from './refusal.ts';

export const OKTA_SCOPES = ['okta.groups.read', 'okta.users.read', 'okta.logs.read'] as const;
export type OktaScope = (typeof OKTA_SCOPES)[number];

const PERMISSION = {
  'okta.groups.read': 'readGroups',
  'okta.users.read': 'readUsers',
  'okta.logs.read': 'readLog',
} as const satisfies Record<OktaScope, keyof SandboxWorld['permissions']>;

export interface OktaAccess {
  /** Makes an access token for the scopes. */
  issue(scopes: readonly string[]): { readonly token: string; readonly expiresInSeconds: number };
  /** Throws 401 unless the request carries a token that is known and not expired. */
  identify(c: Context): ReadonlySet<string>;
  /** Throws 403 unless the token and the world grant the scope. */
  demand(c: Context, scope: OktaScope): void;
}

const LIFETIME_SECONDS = 3600;

export function createOktaAccess(context: SandboxContext): OktaAccess {
  const issued = new Map<string, { readonly scopes: ReadonlySet<string>; readonly expires: number }>();

  const identify = (c: Context): ReadonlySet<string> => {
    const sent = c.req.header('Authorization') ?? '';
    if (sent === `SSWS ${SANDBOX_CREDENTIALS.oktaToken}`) return new Set(OKTA_SCOPES);
    const token = issued.get(sent.replace(/^Bearer /, ''));
    if (!sent.startsWith('Bearer ') || token === undefined || token.expires <= context.now().getTime())
      throw refusal(401, 'E0000011', 'Invalid token provided');
    return token.scopes;
  };

  return {
    identify,
    issue(scopes) {
      const token = `sandbox-okta-access-${issued.size + 1}`;
      issued.set(token, { scopes: new Set(scopes), expires: context.now().getTime() + LIFETIME_SECONDS * 1000 });
      return { token, expiresInSeconds: LIFETIME_SECONDS };
    },
    demand(c, scope) {
      if (context.world.permissions[PERMISSION[scope]] && identify(c).has(scope)) return;
      c.header('WWW-Authenticate', `Bearer error="insufficient_scope", error_description="The request needs ${scope}"`);
      throw denied();
    },
  };
}
