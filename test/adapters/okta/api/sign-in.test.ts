/** Signing in with a private key: one token for everybody, renewed in time, and errors of the token endpoint told as they are. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OktaCredential } from '../../../../src/adapters/okta/api/settings.ts';
import { SANDBOX_CREDENTIALS } from '../../../../src/sandbox/context.ts';
import { addGroup, addPerson } from '../../../../src/sandbox/empty-world.ts';
import { oktaGroupId } from '../../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import type { Org } from '../start-org.ts';
import { directoryAt, faultOf, html, json, startOrg } from '../start-org.ts';
import { bodyOf, startServer } from '../start-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const credential: OktaCredential = {
  kind: 'private-key',
  clientId: SANDBOX_CREDENTIALS.oktaClientId,
  privateKeyPem,
  keyId: 'key-1',
};
const TOKEN = /\/oauth2\/v1\/token/;

function fill(world: SandboxWorld): void {
  for (const name of ['A', 'B', 'C']) addGroup(world, { name, people: [addPerson(world)] });
}

function idsIn(org: Org): readonly string[] {
  return [...org.world.groups.keys()].map(oktaGroupId);
}

function tokenRequests(org: Org): number {
  return org.requests().filter((request) => request.includes('/oauth2/v1/token')).length;
}

describe('token', () => {
  test('one is asked for however many requests wait for it', async () => {
    const org = await startOrg(fill, { credential });

    const roster = await org.directory.readRoster(idsIn(org));

    expect(roster).toMatchObject({ complete: true });
    expect(roster.people).toHaveLength(3);
    expect(org.requests()).toHaveLength(4);
    expect(org.meter.read()).toMatchObject([{ token: 1, data: 3, retries: 0 }]);
  });

  test('one that is about to lapse is replaced before it does', async () => {
    let elapsed = 0;
    const org = await startOrg(fill, { credential, clock: { now: () => new Date(), elapsed: () => elapsed } });

    await org.directory.readRoster(idsIn(org));
    elapsed = 3_539_000;
    await org.directory.readRoster(idsIn(org));
    const before = tokenRequests(org);
    elapsed = 3_541_000;
    await org.directory.readRoster(idsIn(org));

    expect([before, tokenRequests(org)]).toEqual([1, 2]);
  });

  test('one that Okta withdrew is replaced, and the request is sent again', async () => {
    const org = await startOrg(fill, { credential });
    org.fail(/\/groups\//, json(401, { errorCode: 'E0000011', errorSummary: 'Invalid token provided' }), 1);

    const roster = await org.directory.readRoster(idsIn(org).slice(0, 1));

    expect(roster).toMatchObject({ complete: true });
    expect(org.meter.read()).toMatchObject([{ token: 2, data: 1, retries: 1 }]);
  });

  test('a failed attempt leaves none behind: the next read asks again', async () => {
    const org = await startOrg(fill, { credential });
    org.fail(TOKEN, json(401, { error: 'invalid_client' }), 1);

    const fault = await faultOf(org.directory.readRoster(idsIn(org)));
    const roster = await org.directory.readRoster(idsIn(org));

    expect(fault).toMatchObject({ name: 'RemoteError' });
    expect(roster).toMatchObject({ complete: true });
  });

  test('a token endpoint that is throttled or down for a moment is waited for', async () => {
    const org = await startOrg(fill, { credential });
    org.fail(TOKEN, json(503, {}), 1);
    org.fail(TOKEN, json(429, { errorCode: 'E0000047' }), 1);

    const roster = await org.directory.readRoster(idsIn(org));

    expect(roster).toMatchObject({ complete: true });
    expect(tokenRequests(org)).toBe(3);
  });
});

describe('errors', () => {
  test.each([
    ['invalid_scope', 400, 'forbidden', 'okta.groups.read and okta.users.read'],
    ['invalid_client', 401, 'credentials', 'client id'],
    ['invalid_dpop_proof', 400, 'invalid', 'invalid_dpop_proof'],
  ])('%s is told with its own words and the next step', async (error, status, reason, named) => {
    const org = await startOrg(fill, { credential });
    org.fail(TOKEN, json(status, { error, error_description: 'The words of Okta.' }));

    const fault = await faultOf(org.directory.readRoster(idsIn(org)));

    expect(fault).toMatchObject({ name: 'RemoteError', status, reason, request: 'POST /oauth2/v1/token' });
    expect(String(fault)).toContain(error);
    expect(String(fault)).toContain('The words of Okta.');
    expect(String(fault)).toContain(named);
    expect(tokenRequests(org)).toBe(1);
    expect(org.requests()).toHaveLength(1);
  });

  test('an assertion that comes back is never repeated', async () => {
    const url = await startServer((request, response) => {
      void bodyOf(request).then((body) => {
        const assertion = new URLSearchParams(body).get('client_assertion') ?? '';
        response.writeHead(401, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: 'invalid_client', error_description: `Not valid: ${assertion}` }));
      });
    });
    const { directory } = directoryAt(url, { credential });

    const fault = await faultOf(directory.readRoster(['Team']));

    expect(String(fault)).toContain('Not valid: [secret]');
    expect(String(fault)).not.toContain('eyJ');
  });

  test.each([
    ['a web page', html('<html>Sign in</html>')],
    ['no access token', json(200, { token_type: 'Bearer', expires_in: 3600 })],
    ['an access token that no header can carry', json(200, { access_token: 'a\nb', expires_in: 3600 })],
    ['an access token without an end', json(200, { access_token: 'abc' })],
    ['nothing', { kind: 'answer', status: 200 } as const],
    ['a redirect', { kind: 'answer', status: 302, headers: { location: '/elsewhere' } } as const],
    ['a nonce asked for without one', json(400, { error: 'use_dpop_nonce' })],
  ])('%s instead of a token ends the read before anything else is asked', async (_case, effect) => {
    const org = await startOrg(fill, { credential });
    org.fail(TOKEN, effect);

    const fault = await faultOf(org.directory.readRoster(idsIn(org)));

    expect(fault).toMatchObject({ name: 'RemoteError', request: 'POST /oauth2/v1/token' });
    expect(tokenRequests(org)).toBe(org.requests().length);
  });

  test('a server that asks for nonce after nonce is given up', async () => {
    const org = await startOrg(fill, { credential });
    org.fail(TOKEN, json(400, { error: 'use_dpop_nonce' }, { 'dpop-nonce': 'n' }));

    const fault = await faultOf(org.directory.readRoster(idsIn(org)));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'invalid' });
    expect(tokenRequests(org)).toBe(3);
  });
});
