/** Who may call the Okta double: API tokens, service apps with their scopes, and nobody else. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { addGroup, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { OktaCaller } from './okta-caller.ts';
import { oktaCaller, refusalOf } from './okta-caller.ts';

let now = new Date('2026-11-23T10:00:00Z');
let sandbox: Sandbox;
let okta: OktaCaller;

beforeEach(async () => {
  now = new Date('2026-11-23T10:00:00Z');
  const world = createEmptyWorld();
  addGroup(world, { name: 'PSA Technicians' });
  sandbox = await startSandbox({ world, now: () => now });
  okta = oktaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const client = SANDBOX_CREDENTIALS.oktaClientId;

function assertion(claims: Record<string, unknown> = {}, alg = 'RS256'): string {
  const usual = {
    iss: client,
    sub: client,
    aud: `${sandbox.urls.okta}/oauth2/v1/token`,
    exp: now.getTime() / 1000 + 300,
  };
  return `${part({ alg, kid: 'k' })}.${part({ ...usual, ...claims })}.c2lnbmF0dXJl`;
}

async function askToken(fields: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${sandbox.urls.okta}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'okta.groups.read okta.users.read',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(),
      ...fields,
    }),
  });
  return { status: answer.status, body: await answer.json() };
}

const tokenSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.literal(3600),
});
const errorOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${z.object({ error: z.string(), error_description: z.string() }).parse(body).error}`;

test('a signed assertion buys a token that reads what its scopes allow', async () => {
  const both = tokenSchema.parse((await askToken()).body);
  const groupsOnly = tokenSchema.parse((await askToken({ scope: 'okta.groups.read' })).body);

  const users = await okta('/users', `Bearer ${both.access_token}`);
  const groups = await okta('/groups', `Bearer ${groupsOnly.access_token}`);
  const beyond = await okta('/users', `Bearer ${groupsOnly.access_token}`);

  expect([users.status, groups.status]).toEqual([200, 200]);
  expect(refusalOf(beyond)).toBe('403 E0000006');
  expect(beyond.headers.get('www-authenticate')).toContain('insufficient_scope');
});

test('the System Log has a scope of its own', async () => {
  const people = tokenSchema.parse((await askToken()).body);
  const log = tokenSchema.parse((await askToken({ scope: 'okta.logs.read' })).body);

  const read = await okta('/logs', `Bearer ${log.access_token}`);
  const unread = await okta('/logs', `Bearer ${people.access_token}`);
  const beyond = await okta('/users', `Bearer ${log.access_token}`);

  expect(read.status).toBe(200);
  expect([refusalOf(unread), refusalOf(beyond)]).toEqual(['403 E0000006', '403 E0000006']);
});

test('a token ends after an hour', async () => {
  const { access_token: token } = tokenSchema.parse((await askToken()).body);
  now = new Date(now.getTime() + 3600 * 1000);

  const answer = await okta('/groups', `Bearer ${token}`);

  expect(refusalOf(answer)).toBe('401 E0000011');
});

test.each([
  { what: 'another grant', fields: { grant_type: 'password' }, error: '400 unsupported_grant_type' },
  { what: 'no assertion type', fields: { client_assertion_type: '' }, error: '401 invalid_client' },
  { what: 'no scope', fields: { scope: '' }, error: '400 invalid_scope' },
  { what: 'a scope to write', fields: { scope: 'okta.groups.read okta.users.manage' }, error: '400 invalid_scope' },
  { what: 'no assertion', fields: { client_assertion: '' }, error: '401 invalid_client' },
  { what: 'an assertion that is no token', fields: { client_assertion: 'a.b.c' }, error: '401 invalid_client' },
])('the token endpoint refuses $what: $error', async ({ fields, error }) => {
  const answer = await askToken(fields);

  expect(errorOf(answer)).toBe(error);
});

test.each([
  { what: 'of another client', claims: { iss: '0oaother' } },
  { what: 'about another subject', claims: { sub: '0oaother' } },
  { what: 'for another audience', claims: { aud: 'https://example.okta.com/oauth2/v1/token' } },
  { what: 'that is expired', claims: { exp: Date.parse('2026-11-23T10:00:00Z') / 1000 } },
  { what: 'that lasts over an hour', claims: { exp: Date.parse('2026-11-23T11:00:01Z') / 1000 } },
  { what: 'without an end', claims: { exp: undefined } },
])('the token endpoint refuses an assertion $what', async ({ claims }) => {
  const answer = await askToken({ client_assertion: assertion(claims) });

  expect(errorOf(answer)).toBe('401 invalid_client');
});

test('the token endpoint refuses an assertion without a signature algorithm, or without a signature', async () => {
  const unsigned = await askToken({ client_assertion: assertion({}, 'none') });
  const cut = await askToken({ client_assertion: assertion().replace(/[^.]+$/, '') });

  expect([errorOf(unsigned), errorOf(cut)]).toEqual(['401 invalid_client', '401 invalid_client']);
});

test('the token endpoint takes a form, not JSON', async () => {
  const answer = await fetch(`${sandbox.urls.okta}/oauth2/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials' }),
  });

  expect(errorOf({ status: answer.status, body: await answer.json() })).toBe('400 invalid_request');
});

test.each(['', 'SSWS other', 'Bearer other', `Bearer ${SANDBOX_CREDENTIALS.oktaToken}`, 'Bearer undefined'])(
  'the authorization "%s" opens nothing',
  async (authorization) => {
    const answer = await okta('/groups', authorization);

    expect(refusalOf(answer)).toBe('401 E0000011');
  },
);

test.each([
  { right: 'readUsers', paths: ['/users', '/users/x', '/users/x/groups'] },
  { right: 'readGroups', paths: ['/groups', '/groups/x', '/groups/x/users'] },
  { right: 'readLog', paths: ['/logs', '/logs?since=2026-11-23T09:00:00Z'] },
] as const)('an API token without $right gets 403 there', async ({ right, paths }) => {
  sandbox.world.permissions[right] = false;

  const answers = await Promise.all(paths.map((path) => okta(path)));

  expect(answers.map(refusalOf)).toEqual(paths.map(() => '403 E0000006'));
});

test('an unknown endpoint answers 404', async () => {
  const answer = await okta('/apps');

  expect(refusalOf(answer)).toBe('404 E0000007');
});
