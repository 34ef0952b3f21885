/** What Rollcall needs in Okta: a service app that may read, and an event hook. Both can be asked for again: what is there already is kept. */
import { z } from 'zod';
import { EVENT_TYPES } from '../../src/adapters/okta/events/event-types.ts';
import { ask, type OktaAdmin } from './okta-api.ts';

/** With the last one each run compares the System Log with what the event hook brought. */
export const SCOPES = ['okta.groups.read', 'okta.users.read', 'okta.logs.read'] as const;

const clientShape = z.object({
  id: z.string(),
  credentials: z.object({ oauthClient: z.object({ client_id: z.string() }) }),
});
const hookShape = z.object({ id: z.string(), name: z.string() });
const anything = z.unknown();

/** `publicKey`: a JWK with its `kid`. Answers the client id. */
export async function createServiceApp(
  admin: OktaAdmin,
  { label, publicKey }: { readonly label: string; readonly publicKey: object },
): Promise<string> {
  const app = await ask(admin, 'POST', '/api/v1/apps', {
    shape: clientShape,
    body: {
      name: 'oidc_client',
      label,
      signOnMode: 'OPENID_CONNECT',
      credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
      settings: {
        oauthClient: {
          application_type: 'service',
          grant_types: ['client_credentials'],
          response_types: ['token'],
          dpop_bound_access_tokens: false,
          jwks: { keys: [publicKey] },
        },
      },
    },
  });
  const clientId = app.credentials.oauthClient.client_id;
  for (const scopeId of SCOPES)
    await ask(admin, 'POST', `/api/v1/apps/${encodeURIComponent(app.id)}/grants`, {
      shape: anything,
      body: { scopeId, issuer: admin.org.origin },
    });
  // A scope says what the app may ask for; the role says what it then sees.
  await ask(admin, 'POST', `/oauth2/v1/clients/${encodeURIComponent(clientId)}/roles`, {
    shape: anything,
    body: { type: 'READ_ONLY_ADMIN' },
  });
  return clientId;
}

/** Creates the hook, or gives the one of that name today's address, secret and events; then has Okta verify it. Answers its id. */
export async function putEventHook(
  admin: OktaAdmin,
  { name, address, secret }: { readonly name: string; readonly address: string; readonly secret: string },
): Promise<string> {
  const body = {
    name,
    events: { type: 'EVENT_TYPE', items: [...EVENT_TYPES] },
    channel: {
      type: 'HTTP',
      version: '1.0.0',
      config: { uri: address, headers: [], authScheme: { type: 'HEADER', key: 'Authorization', value: secret } },
    },
  };
  const hooks = await ask(admin, 'GET', '/api/v1/eventHooks', { shape: z.array(hookShape) });
  const known = hooks.find((hook) => hook.name === name);
  const { id } = await (known === undefined
    ? ask(admin, 'POST', '/api/v1/eventHooks', { shape: hookShape, body })
    : ask(admin, 'PUT', `/api/v1/eventHooks/${encodeURIComponent(known.id)}`, { shape: hookShape, body }));
  await ask(admin, 'POST', `/api/v1/eventHooks/${encodeURIComponent(id)}/lifecycle/verify`, { shape: anything });
  return id;
}
