import { afterEach, describe, expect, test } from 'vitest';
import { createConnectWisePsa } from '../../../src/adapters/connectwise/psa.ts';
import { memberKey } from '../../../src/domain/ids.ts';
import { RemoteError } from '../../../src/errors.ts';
import { startScripted } from '../http/scripted-server.ts';
import { SELF_SIGNED } from '../http/self-signed.ts';
import { aPsa, API, optionsFor, stopSandboxes, worldOf } from './a-psa.ts';

afterEach(stopSandboxes);

async function faultOf(promise: Promise<unknown>): Promise<RemoteError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof RemoteError) return error;
    throw error;
  }
  throw new Error('It should have failed');
}

describe('settings that do not fit the PSA', () => {
  test.each([401, 404] as const)('wrong keys, shown as %d', async (badCredentials) => {
    const { psa } = await aPsa({ quirks: { badCredentials }, options: { privateKey: 'canary' }, world: worldOf(1) });

    const fault = await faultOf(psa.readMembers());

    expect(fault).toMatchObject({ reason: 'credentials', status: badCredentials, request: 'GET /system/members' });
    expect(fault.message).toContain('API Keys');
  });

  test('wrong keys, shown as 404, are no missing member', async () => {
    const { psa } = await aPsa({
      quirks: { badCredentials: 404 },
      options: { privateKey: 'canary' },
      world: worldOf(1),
    });

    const fault = await faultOf(psa.readMember(memberKey(151)));

    expect(fault.reason).toBe('credentials');
  });

  test('a company that this site does not know', async () => {
    const { psa } = await aPsa({ options: { companyId: 'elsewhere' } });

    const fault = await faultOf(psa.readMembers());

    expect(fault).toMatchObject({ reason: 'credentials', request: 'GET /login/companyinfo/elsewhere' });
    expect(fault.message).toContain('no company "elsewhere"');
  });

  test('a client id that is not registered', async () => {
    const { psa } = await aPsa({ options: { clientId: 'wrong' } });

    const fault = await faultOf(psa.readMembers());

    expect(fault).toMatchObject({ reason: 'credentials', status: 403 });
    expect(fault.advice).toContain('client id');
  });

  test('a security role without the right to read members', async () => {
    const { psa, world } = await aPsa({ world: worldOf(1) });
    world.rights.readMembers = false;

    const fault = await faultOf(psa.readMembers());

    expect(fault).toMatchObject({ reason: 'forbidden', status: 403 });
    expect(fault.advice).toContain('System > Member Maintenance: set Inquire All');
  });

  test('an address where something else answers', async () => {
    const { psa, sandbox } = await aPsa();
    const page = { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } };
    sandbox.addFault({ system: 'psa', path: /companyinfo/, effect: { kind: 'answer', ...page } });

    const fault = await faultOf(psa.readMembers());

    expect(fault).toMatchObject({ reason: 'malformed', status: 200 });
  });

  test('a codebase that would lead elsewhere', async () => {
    const { psa, sandbox } = await aPsa();
    const edit = () => ({ Codebase: '../../evil.example/' });
    sandbox.addFault({ system: 'psa', path: /companyinfo/, effect: { kind: 'edit', edit } });

    expect(await faultOf(psa.readMembers())).toMatchObject({ reason: 'malformed' });
  });

  test('a certificate that nobody vouches for', async () => {
    const server = await startScripted([{ status: 200 }], SELF_SIGNED);

    const fault = await faultOf(createConnectWisePsa(optionsFor(server.url)).readMembers());
    await server.stop();

    expect(fault).toMatchObject({ reason: 'unavailable', status: null });
    expect(fault.message).toContain('self-signed certificate');
    expect(fault.advice).toContain('NODE_EXTRA_CA_CERTS');
    expect(server.seen).toEqual([]);
  });
});

describe('faults that pass', () => {
  test.each([
    ['a 500', { kind: 'answer', status: 500 }],
    ['a 503', { kind: 'answer', status: 503 }],
    ['a dropped connection', { kind: 'drop' }],
    ['an answer that is lost', { kind: 'drop-after' }],
  ] as const)('%s on a read is tried again', async (_, effect) => {
    const { psa, sandbox, waits, meter } = await aPsa({ world: worldOf(2) });
    sandbox.addFault({ system: 'psa', path: /\/members\?/, times: 2, effect });

    const roster = await psa.readMembers();

    expect(roster).toMatchObject({ complete: true });
    expect(waits).toEqual([250, 500]);
    expect(meter.read()).toMatchObject([{ data: 2, retries: 2, throttled: 0 }]);
  });

  test('throttling is waited out as long as the PSA asks', async () => {
    const { psa, sandbox, waits, meter } = await aPsa({ world: worldOf(2) });
    const headers = { 'retry-after': '9' };
    sandbox.addFault({ system: 'psa', path: /\/members\?/, effect: { kind: 'answer', status: 429, headers } });

    const roster = await psa.readMembers();

    expect(roster).toMatchObject({ complete: true });
    expect(waits).toEqual([9250]);
    expect(meter.read()).toMatchObject([{ retries: 1, throttled: 1 }]);
  });

  test('throttling without end is a fault', async () => {
    const { psa, sandbox } = await aPsa({ world: worldOf(2) });
    sandbox.addFault({ system: 'psa', path: /\/members/, times: Infinity, effect: { kind: 'answer', status: 429 } });

    expect(await faultOf(psa.readMembers())).toMatchObject({ reason: 'throttled', status: 429 });
  });
});

describe('the codebase', () => {
  test('is asked for once, however much is read', async () => {
    const { psa, requests } = await aPsa({ world: worldOf(2) });

    await Promise.all([psa.readMembers(), psa.readCatalogue(['workRole']), psa.readMember(memberKey(151))]);

    expect(requests().filter((request) => request.startsWith('GET /login/'))).toHaveLength(1);
  });

  test('is asked for again after a failure', async () => {
    const { psa, sandbox } = await aPsa({ world: worldOf(2) });
    sandbox.addFault({ system: 'psa', path: /companyinfo/, times: 5, effect: { kind: 'answer', status: 503 } });

    expect(await faultOf(psa.readMembers())).toMatchObject({ reason: 'unavailable' });
    expect(await psa.readMembers()).toMatchObject({ complete: true });
  });

  test('is asked for once more when an upgrade has moved it', async () => {
    const { psa, sandbox, requests } = await aPsa({ world: worldOf(2) });
    const edit = () => ({ Codebase: 'v2024_9/' });
    sandbox.addFault({ system: 'psa', path: /companyinfo/, effect: { kind: 'edit', edit } });

    const roster = await psa.readMembers();

    expect(roster).toMatchObject({ complete: true });
    expect(requests().filter((request) => request.startsWith('GET /login/'))).toHaveLength(2);
  });

  test('that cannot be asked for once more is a fault, not a missing record', async () => {
    const { psa, sandbox } = await aPsa({ world: worldOf(1) });
    await psa.readMembers();
    sandbox.addFault({ system: 'psa', path: /companyinfo/, times: 5, effect: { kind: 'answer', status: 503 } });

    expect(await faultOf(psa.readMember(memberKey(900)))).toMatchObject({ reason: 'unavailable' });
    expect(await psa.readMember(memberKey(900))).toBeUndefined();
  });

  test('is not asked for at every missing record', async () => {
    const { psa, requests } = await aPsa({ world: worldOf(1) });
    await psa.readMembers();

    for (const id of [900, 901, 902]) expect(await psa.readMember(memberKey(id))).toBeUndefined();

    expect(requests().filter((request) => request.startsWith('GET /login/'))).toHaveLength(2);
  });
});

test('every request says who asks, and for which version', async () => {
  const server = await startScripted([
    { status: 200, body: '{"Codebase":"v1/"}' },
    { status: 200, body: '[]' },
  ]);

  await createConnectWisePsa(optionsFor(server.url, { apiVersion: '2025.16' })).readCatalogue(['workRole']);
  await server.stop();

  const [discovery, list] = server.seen;
  expect(discovery?.headers).not.toHaveProperty('authorization');
  expect(list?.url).toBe(`${API.replace('v4_6_release', 'v1')}/time/workRoles?orderBy=id&page=1&pageSize=1000`);
  expect(list?.headers).toMatchObject({
    authorization: `Basic ${btoa('harborpine+sandboxPublicKey:sandboxPrivateKey')}`,
    clientid: '6c1f0b1e-7c2b-4f7e-9a53-2d0c9e4b8a11',
    accept: 'application/vnd.connectwise.com+json; version=2025.16',
  });
});
