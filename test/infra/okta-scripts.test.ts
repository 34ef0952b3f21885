/** The scripts for Okta, as Okta sees them. */
import { afterEach, describe, expect, test } from 'vitest';
import { createServer, type Server } from 'node:http';
import { createServiceApp, putEventHook, SCOPES } from '../../infra/scripts/okta-set-up.ts';
import { adminFrom } from '../../infra/scripts/okta-api.ts';
import { EVENT_TYPES } from '../../src/adapters/okta/events/event-types.ts';
import { text } from 'node:stream/consumers';
import { listen } from '../support/served/listen.ts';

interface Asked {
  readonly what: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

const TOKEN = 'an-administrators-token';
const SECRET = 'a-hook-secret-of-some-length';
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An Okta that answers these; whatever it is asked is written down. Absent: 204. */
async function openOkta(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>) {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      const content: unknown = body === '' ? null : JSON.parse(body);
      asked.push({ what, authorization: request.headers.authorization, body: content });
      const [status, answer] = answers[what] ?? [204, null];
      response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(status === 204 ? '' : JSON.stringify(answer));
    });
  });
  const port = await listen(server);
  return { asked, admin: adminFrom({ OKTA_ORG_URL: `http://127.0.0.1:${port}`, OKTA_ADMIN_TOKEN: TOKEN }) };
}

describe('the service app', () => {
  const APP = { id: '0oa/1', credentials: { oauthClient: { client_id: '0oaclient' } } };

  test('signs with its key, may read three things, and sees what a read-only administrator sees', async () => {
    const { asked, admin } = await openOkta({ 'POST /api/v1/apps': [200, APP] });

    const clientId = await createServiceApp(admin, { label: 'Rollcall', publicKey: { kty: 'RSA', kid: 'one' } });

    expect(clientId).toBe('0oaclient');
    expect(asked.map(({ what }) => what)).toEqual([
      'POST /api/v1/apps',
      ...SCOPES.map(() => 'POST /api/v1/apps/0oa%2F1/grants'),
      'POST /oauth2/v1/clients/0oaclient/roles',
    ]);
    expect(asked[0]?.body).toMatchObject({
      credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
      settings: { oauthClient: { grant_types: ['client_credentials'], jwks: { keys: [{ kid: 'one' }] } } },
    });
    expect(asked.slice(1, -1).map(({ body }) => body)).toEqual(
      SCOPES.map((scopeId) => ({ scopeId, issuer: admin.org.origin })),
    );
    expect(asked.at(-1)?.body).toEqual({ type: 'READ_ONLY_ADMIN' });
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set([`SSWS ${TOKEN}`]));
  });

  test('may read and nothing else', () => {
    expect(SCOPES.filter((scope) => !scope.endsWith('.read'))).toEqual([]);
  });
});

describe('the event hook', () => {
  const hook = { name: 'Rollcall', address: 'https://app.example/api/webhooks/okta/pinecrest', secret: SECRET };
  const HOOK = { id: 'who1', name: 'Rollcall' };

  test.each([
    ['is made where there is none', [{ id: 'who0', name: 'Other' }], 'POST /api/v1/eventHooks'],
    ['is changed where there is one of its name', [HOOK], 'PUT /api/v1/eventHooks/who1'],
  ])('%s, and verified', async (_what, hooks, written) => {
    const { asked, admin } = await openOkta({
      'GET /api/v1/eventHooks': [200, hooks],
      'POST /api/v1/eventHooks': [200, HOOK],
      'PUT /api/v1/eventHooks/who1': [200, HOOK],
    });

    expect(await putEventHook(admin, hook)).toBe('who1');
    expect(asked.map(({ what }) => what)).toEqual([
      'GET /api/v1/eventHooks',
      written,
      'POST /api/v1/eventHooks/who1/lifecycle/verify',
    ]);
    expect(asked[1]?.body).toMatchObject({
      events: { type: 'EVENT_TYPE', items: [...EVENT_TYPES] },
      channel: { config: { uri: hook.address, authScheme: { type: 'HEADER', key: 'Authorization', value: SECRET } } },
    });
  });

  test('that is refused says Okta’s reason, and neither the token nor the secret', async () => {
    const { admin } = await openOkta({
      'GET /api/v1/eventHooks': [200, []],
      'POST /api/v1/eventHooks': [
        400,
        { errorSummary: 'Api validation failed', errorCauses: [{ errorSummary: 'uri: must be https' }] },
      ],
    });

    const fault: unknown = await putEventHook(admin, hook).catch((error: unknown) => error);

    expect(String(fault)).toBe('RangeError: POST /api/v1/eventHooks: 400 Api validation failed uri: must be https');
  });

  test('that cannot be verified is a fault', async () => {
    const { admin } = await openOkta({
      'GET /api/v1/eventHooks': [200, [HOOK]],
      'PUT /api/v1/eventHooks/who1': [200, HOOK],
      'POST /api/v1/eventHooks/who1/lifecycle/verify': [400, { errorSummary: 'The endpoint did not answer' }],
    });

    await expect(putEventHook(admin, hook)).rejects.toThrow('The endpoint did not answer');
  });
});

test.each([
  ['no address', { OKTA_ADMIN_TOKEN: TOKEN }],
  ['no token', { OKTA_ORG_URL: 'https://pinecrest.okta.com' }],
  ['an address without https', { OKTA_ORG_URL: 'http://pinecrest.okta.com', OKTA_ADMIN_TOKEN: TOKEN }],
])('%s: nothing is asked', (_what, env) => {
  expect(() => adminFrom(env)).toThrow(RangeError);
});
