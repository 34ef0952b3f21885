/** Nothing but the settings decides where a request goes and what it carries, and no secret comes back out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addGroup, addPerson } from '../../../../src/sandbox/empty-world.ts';
import { oktaGroupId } from '../../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { BY_KEY, BY_TOKEN } from '../credentials.ts';
import type { Org } from '../start-org.ts';
import { directoryAt, faultOf, json, startOrg } from '../start-org.ts';
import { startServer } from '../start-server.ts';

function fill(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world)] });
}
function teamOf(org: Org): string {
  return oktaGroupId([...org.world.groups.keys()][0] ?? '');
}

/** A server that must never hear anything. */
async function startTrap(): Promise<{ readonly url: string; readonly heard: readonly string[] }> {
  const heard: string[] = [];
  const url = await startServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  return { url, heard };
}

describe('environment', () => {
  test.each([
    ['an API token', BY_TOKEN],
    ['a private key', BY_KEY],
  ])('variables for the SDK fill nothing in where %s is set', async (_case, credential) => {
    const trap = await startTrap();
    const hostile = {
      ORGURL: trap.url,
      TOKEN: 'hostile-token',
      CLIENTID: '0oahostile',
      SCOPES: 'okta.users.manage',
      PRIVATEKEY: 'hostile-key',
      KEYID: 'hostile-kid',
      AUTHORIZATIONMODE: credential.kind === 'api-token' ? 'PrivateKey' : 'SSWS',
    };
    for (const [name, value] of Object.entries(hostile)) vi.stubEnv(`OKTA_CLIENT_${name}`, value);
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY']) vi.stubEnv(name, trap.url);
    onTestFinished(() => void vi.unstubAllEnvs());
    const sent: string[] = [];
    const url = await startServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        sent.push(JSON.stringify(request.headers), decodeURIComponent(text), headOf(text));
        const isToken = request.url === '/oauth2/v1/token';
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(isToken ? '{"access_token":"access-1","expires_in":3600}' : '[]');
      });
    });

    const roster = await directoryAt(url, { credential }).directory.readRoster(['00g00000000000000001']);

    expect(roster).toMatchObject({ complete: true });
    expect(trap.heard).toEqual([]);
    expect(sent.join('\n')).not.toMatch(/hostile|manage/);
    expect(sent.join('\n')).toContain(credential.kind === 'api-token' ? BY_TOKEN.token : 'Bearer access-1');
  });

  test('an okta.yaml in the working directory fills nothing in', async () => {
    const trap = await startTrap();
    await workIn(`okta:\n  client:\n    orgUrl: ${trap.url}\n    token: hostile\n    userAgent: hostile\n`);
    const org = await startOrg(fill);

    const roster = await org.directory.readRoster([teamOf(org)]);

    expect(roster).toMatchObject({ complete: true });
    expect(trap.heard).toEqual([]);
  });

  test('an okta.yaml that breaks the SDK is named, without its content', async () => {
    await workIn('okta: [\n  token: 00secret');
    const org = await startOrg(fill);

    const fault = await faultOf(org.directory.readRoster([teamOf(org)]));
    const checks = await org.directory.check(['Team']);

    expect(fault).toMatchObject({ name: 'ConfigError', problems: [{ path: 'okta.yaml' }] });
    expect(checks).toMatchObject([{ name: 'Okta: token', result: 'fail' }]);
    expect(`${String(fault)}${JSON.stringify(checks)}`).not.toContain('00secret');
  });
});

describe('other hosts', () => {
  test.each([
    ['another host', (url: string) => url],
    ['another scheme', (_url: string, org: Org) => org.sandbox.urls.okta.replace('http:', 'https:')],
    ['another port of the same host', (_url: string, org: Org) => org.sandbox.urls.psa],
    ['an address that hides the host', (url: string) => url.replace('http:', '')],
  ])('a next link to %s is not followed', async (_case, origin) => {
    const trap = await startTrap();
    const org = await startOrg(fill);
    const link = `<${origin(trap.url, org)}/api/v1/groups/x/users?after=1>; rel="next"`;
    org.fail(/\/users/, json(200, [], { link }), 1);

    const roster = await org.directory.readRoster([teamOf(org)]);

    expect(roster).toMatchObject({ complete: false, problems: [{ check: 'cut' }] });
    expect(trap.heard).toEqual([]);
    expect(org.requests()).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%s) is not followed, not even on the same host', async (status) => {
    const org = await startOrg(fill);
    org.fail(/\/users/, { kind: 'answer', status, headers: { location: '/api/v1/groups' } });

    const fault = await faultOf(org.directory.readRoster([teamOf(org)]));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed', status });
    expect(org.requests()).toHaveLength(1);
  });
});

describe('secrets', () => {
  test('an API token that Okta repeats in its answer is blotted out', async () => {
    const org = await startOrg(fill);
    const errorSummary = `Invalid token: SSWS ${BY_TOKEN.token}`;
    org.fail(/\/users/, json(401, { errorCode: 'E0000011', errorSummary, errorCauses: [{ errorSummary }] }));

    const fault = await faultOf(org.directory.readRoster([teamOf(org)]));
    const checks = await org.directory.check([teamOf(org)]);

    expect(String(fault)).toContain('E0000011 · Invalid token: SSWS [secret]');
    expect(everythingIn(fault)).not.toContain(BY_TOKEN.token);
    expect(JSON.stringify(checks)).not.toContain(BY_TOKEN.token);
  });

  test.each([
    ['a refused request', json(403, { errorCode: 'E0000006', errorSummary: 'No.' })],
    ['a web page', { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' } as const],
    ['a dropped connection', { kind: 'drop' } as const],
    ['a cut answer', { kind: 'cut' } as const],
  ])('%s is told without credentials and without the query', async (_case, effect) => {
    const org = await startOrg(fill);
    org.fail(/./, effect);

    const fault = await faultOf(org.directory.readRoster(['Team']));

    expect(fault).toMatchObject({ name: 'RemoteError', system: 'Okta', request: 'GET /api/v1/groups' });
    expect(everythingIn(fault)).not.toMatch(/sandbox-okta|SSWS|q=Team/);
  });
});

/** Message, stack, causes and every property, whether it is shown or not. */
function everythingIn(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const own = Object.getOwnPropertyNames(fault).map((name) => JSON.stringify(Reflect.get(fault, name)));
  return [fault.stack, ...own, fault.cause === undefined ? '' : everythingIn(fault.cause)].join('\n');
}

/** The assertion's header in plain text, where the body holds one. */
function headOf(body: string): string {
  const assertion = new URLSearchParams(body).get('client_assertion') ?? '';
  return assertion
    .split('.')
    .slice(0, 2)
    .map((part) => Buffer.from(part, 'base64url').toString('utf8'))
    .join(' ');
}

async function workIn(yaml: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'okta-'));
  await writeFile(join(folder, 'okta.yaml'), yaml);
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  onTestFinished(async () => {
    cwd.mockRestore();
    await rm(folder, { recursive: true });
  });
}
