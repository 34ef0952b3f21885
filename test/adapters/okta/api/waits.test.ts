/** Which failures are waited out, and for how long. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { addGroup, addPerson } from '../../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { directoryAt, faultOf, json, startOrg } from '../start-org.ts';
import { startServer } from '../start-server.ts';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const SECONDS = NOW.getTime() / 1000;
const MEMBERS = /\/users/;
const THROTTLED = { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' };

function fill(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world)] });
}
const throttled = (headers: Readonly<Record<string, string>>) =>
  json(429, THROTTLED, { date: NOW.toUTCString(), ...headers });

describe('throttling', () => {
  test('is waited out until the reset by Okta’s own clock, one second more and a little jitter', async () => {
    const org = await startOrg(fill);
    org.fail(MEMBERS, throttled({ 'x-rate-limit-reset': String(SECONDS + 20) }), 1);

    const roster = await org.directory.readRoster(['Team']);

    expect(roster).toMatchObject({ complete: true });
    expect(org.waits).toEqual([20_000 + 250 + 1000]);
    expect(org.meter.read()).toMatchObject([{ retries: 1, throttled: 1 }]);
  });

  test.each([
    ['no reset', {}],
    ['a doubled reset', { 'x-rate-limit-reset': `${SECONDS + 20}, ${SECONDS + 30}` }],
  ])('with %s is waited out for a moment all the same', async (_case, headers) => {
    const org = await startOrg(fill);
    org.fail(MEMBERS, throttled(headers), 1);

    const roster = await org.directory.readRoster(['Team']);

    expect(roster).toMatchObject({ complete: true });
    expect(org.waits).toHaveLength(1);
  });

  test('a reset further away than two minutes is not waited for', async () => {
    const org = await startOrg(fill);
    org.fail(MEMBERS, throttled({ 'x-rate-limit-reset': String(SECONDS + 3600) }));

    const fault = await faultOf(org.directory.readRoster(['Team']));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'throttled', status: 429 });
    expect(org.waits).toEqual([]);
  });

  test('that does not end is given up after five attempts, with Okta’s own words', async () => {
    const org = await startOrg(fill);
    org.fail(MEMBERS, throttled({ 'x-rate-limit-reset': String(SECONDS + 1) }));

    const fault = await faultOf(org.directory.readRoster(['Team']));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'throttled' });
    expect(String(fault)).toContain('E0000047');
    expect(org.waits).toHaveLength(4);
  });
});

describe('failures', () => {
  test.each([
    ['a 503 with a web page', { kind: 'answer', status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>' }],
    ['a dropped connection', { kind: 'drop' }],
    ['an answer that never comes', { kind: 'drop-after' }],
  ] as const)('%s that passes is repeated', async (_case, effect) => {
    const org = await startOrg(fill);
    org.fail(MEMBERS, effect, 2);

    const roster = await org.directory.readRoster(['Team']);

    expect(roster).toMatchObject({ complete: true });
    expect(org.meter.read()).toMatchObject([{ data: 1, retries: 2, throttled: 0 }]);
  });

  test.each([400, 401, 403, 404])('a %s is final', async (status) => {
    const org = await startOrg(fill);
    org.fail(MEMBERS, json(status, { errorCode: 'E0000001', errorSummary: 'No.' }));

    const fault = await faultOf(org.directory.readRoster(['Team']));

    expect(fault).toMatchObject({ name: 'RemoteError', status });
    expect(org.waits).toEqual([]);
  });

  test('a server that never answers is given up attempt by attempt', async () => {
    let heard = 0;
    const url = await startServer(() => {
      heard += 1;
    });
    const { directory, waits } = directoryAt(url, { timeoutMs: 40 });

    const fault = await faultOf(directory.readRoster(['00g00000000000000001']));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'unavailable', status: null });
    expect(String(fault)).toContain('within 40 ms');
    expect(heard).toBe(5);
    expect(waits).toHaveLength(4);
  });

  test('a body that never ends is given up like an answer that never comes', async () => {
    const url = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('[');
    });
    const { directory } = directoryAt(url, { timeoutMs: 40 });

    const fault = await faultOf(directory.readRoster(['00g00000000000000001']));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'unavailable' });
  });

  test('nobody at the address is told as such', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    if (address === null || typeof address === 'string') throw new Error('The server had no port');
    const { directory } = directoryAt(`http://127.0.0.1:${address.port}`);

    const fault = await faultOf(directory.readRoster(['Team']));

    expect(fault).toMatchObject({ name: 'RemoteError', reason: 'unavailable', status: null });
    expect(String(fault)).toContain('ECONNREFUSED');
  });
});
