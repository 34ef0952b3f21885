import { afterEach, describe, expect, test } from 'vitest';
import type { MeteredRequest } from '../../../src/adapters/http/client.ts';
import { createHttpClient } from '../../../src/adapters/http/client.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import { SELF_SIGNED } from './self-signed.ts';
import type { Line, ScriptedServer } from './scripted-server.ts';
import { startScripted } from './scripted-server.ts';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(
  script: readonly [Line, ...Line[]],
  options: { tls?: typeof SELF_SIGNED; timeoutMs?: number; maxBytes?: number; delay?: () => Promise<void> } = {},
) {
  const server = await startScripted(script, options.tls);
  running.push(server);
  const waits: number[] = [];
  const meter = createRequestMeter();
  const client = createHttpClient({
    system: 'Okta',
    timeoutMs: options.timeoutMs ?? 20_000,
    maxBytes: options.maxBytes ?? 1_000_000,
    concurrency: { start: 6, most: 6 },
    retry: { attempts: 3, baseMs: 100, mostMs: 1000, longestAskedMs: 60_000, longestWriteWaitMs: 5_000 },
    meter,
    clock: { now: () => new Date('2026-11-23T10:00:00Z'), elapsed: () => 0 },
    delay: async (ms) => {
      waits.push(ms);
      await options.delay?.();
    },
    random: () => 0.5,
  });
  const request = (method: 'GET' | 'POST', json?: unknown): MeteredRequest => ({
    method,
    url: `${server.url}/things?q=1`,
    headers: { Authorization: 'Basic canary-secret' },
    purpose: method === 'GET' ? 'data' : 'write',
    ...(json === undefined ? {} : { json }),
  });
  return { server, waits, meter, client, request };
}

const OK: Line = { status: 200, body: '{"a":1}' };

describe('reads', () => {
  test('a throttled read waits as long as it is told and is repeated', async () => {
    const { client, request, waits, meter } = await start([{ status: 429, headers: { 'retry-after': '4' } }, OK]);

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'answer', status: 200, body: { kind: 'json', value: { a: 1 } } });
    expect(waits).toEqual([4050]);
    expect(meter.read()).toMatchObject([{ data: 1, retries: 1, throttled: 1 }]);
  });

  test.each<[string, Line]>([
    ['a 503', { status: 503 }],
    ['a dropped connection', 'drop'],
    ['an answer that breaks off', 'break-off'],
  ])('%s is repeated with growing waits', async (_, line) => {
    const { client, request, waits, meter, server } = await start([line, line, OK]);

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'answer', status: 200 });
    expect(waits).toEqual([50, 100]);
    expect(server.seen).toHaveLength(3);
    expect(meter.read()).toMatchObject([{ data: 1, retries: 2, throttled: 0 }]);
  });

  test('after the last attempt the last reply is the answer', async () => {
    const { client, request, server } = await start([{ status: 503, body: '<h1>Upgrade</h1>' }]);

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'answer', status: 503, body: { kind: 'foreign' } });
    expect(server.seen).toHaveLength(3);
  });

  test('a server that never answers is given up on', async () => {
    const { client, request } = await start(['silence'], { timeoutMs: 50 });

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'fault', fault: { kind: 'timeout' } });
  });

  test('an answer that outgrows its limit is not read to its end', async () => {
    const { client, request, server } = await start([{ status: 200, body: `"${'x'.repeat(5000)}"` }], {
      maxBytes: 1000,
    });

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'fault', fault: { kind: 'too-large' } });
    expect(server.seen).toHaveLength(1);
  });

  test('a redirect is not followed: the credentials stay with the configured host', async () => {
    const elsewhere = await startScripted([OK]);
    running.push(elsewhere);
    const { client, request } = await start([{ status: 302, headers: { location: `${elsewhere.url}/login` } }]);

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'answer', status: 302 });
    expect(elsewhere.seen).toEqual([]);
  });

  test('reads share a connection', async () => {
    const { client, request, server } = await start([OK]);

    for (let index = 0; index < 3; index += 1) await client.send(request('GET'));

    expect(server.connections()).toBe(1);
  });
});

describe('writes', () => {
  test('a write is sent as JSON, on a connection of its own', async () => {
    const { client, request, server } = await start([OK]);

    await client.send(request('GET'));
    await client.send(request('POST', { name: 'ü' }));
    await client.send(request('POST', { name: 'b' }));

    expect(server.seen[1]).toMatchObject({
      method: 'POST',
      body: '{"name":"ü"}',
      headers: { 'content-type': 'application/json', authorization: 'Basic canary-secret' },
    });
    expect(server.connections()).toBe(3);
  });

  test.each<[string, Line, unknown]>([
    ['a 500', { status: 500 }, { kind: 'answer', status: 500 }],
    ['a 503', { status: 503, headers: { 'retry-after': '1' } }, { kind: 'answer', status: 503 }],
    ['a 408', { status: 408 }, { kind: 'answer', status: 408 }],
    ['a dropped connection', 'drop', { kind: 'fault', fault: { kind: 'dropped' } }],
    ['an answer that breaks off', 'break-off', { kind: 'fault', fault: { kind: 'dropped' } }],
  ])('%s is never followed by a second sending', async (_, line, expected) => {
    const { client, request, server, waits } = await start([line, OK]);

    const reply = await client.send(request('POST', {}));

    expect(reply).toMatchObject(expected as object);
    expect(server.seen).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('a write that never gets an answer is sent once', async () => {
    const { client, request, server } = await start(['silence', OK], { timeoutMs: 1000 });

    const reply = await client.send(request('POST', {}));

    expect(reply).toMatchObject({ kind: 'fault', fault: { kind: 'timeout' } });
    expect(server.seen).toHaveLength(1);
  });

  test('a throttled write is sent again once, and no third time', async () => {
    const throttled: Line = { status: 429, headers: { 'retry-after': '1' } };
    const { client, request, server } = await start([throttled, throttled, OK]);

    const reply = await client.send(request('POST', {}));

    expect(reply).toMatchObject({ status: 429 });
    expect(server.seen).toHaveLength(2);
  });

  test('a write that is asked to wait longer than a lock may take to be lost is given up', async () => {
    const { client, request, server, waits } = await start([{ status: 429, headers: { 'retry-after': '6' } }, OK]);

    const reply = await client.send(request('POST', {}));

    expect(reply).toMatchObject({ status: 429 });
    expect(server.seen).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('a throttled write was not carried out and is sent again', async () => {
    const { client, request, server } = await start([{ status: 429, headers: { 'retry-after': '1' } }, OK]);

    const reply = await client.send(request('POST', {}));

    expect(reply).toMatchObject({ status: 200 });
    expect(server.seen).toHaveLength(2);
  });
});

describe('faults before anything is sent', () => {
  test('a port where nobody listens', async () => {
    const { client, request, server, waits } = await start([OK]);
    await server.stop();
    running.splice(0);

    const reply = await client.send(request('POST', {}));

    expect(reply).toMatchObject({ kind: 'fault', fault: { kind: 'unreachable' } });
    expect(waits).toHaveLength(1);
  });

  test('a certificate that nobody vouches for', async () => {
    const { client, request, server } = await start([OK], { tls: SELF_SIGNED });

    const reply = await client.send(request('GET'));

    expect(reply).toMatchObject({ kind: 'fault', fault: { kind: 'tls', detail: 'shows a self-signed certificate' } });
    expect(server.seen).toEqual([]);
  });
});

test('while a throttling system wants peace, nothing else is sent to it', async () => {
  const ends: (() => void)[] = [];
  const paused = Promise.withResolvers<undefined>();
  const delay = () =>
    new Promise<void>((resolve) => {
      ends.push(resolve);
      paused.resolve(undefined);
    });
  const { client, request, server } = await start([{ status: 429, headers: { 'retry-after': '4' } }, OK], { delay });

  const first = client.send(request('GET'));
  await paused.promise;
  const second = client.send(request('POST', {}));
  await fetch(`${server.url}/meanwhile`);
  const before = server.seen.map(({ method, url }) => `${method} ${url}`);
  for (const end of ends) end();
  await Promise.all([first, second]);

  expect(before).toEqual(['GET /things?q=1', 'GET /meanwhile']);
  expect(server.seen).toHaveLength(4);
});

test('nothing of a request’s credentials is in any reply', async () => {
  const plain = await start(['drop', { status: 401 }, { status: 302 }, 'silence'], { timeoutMs: 50 });
  const tls = await start([OK], { tls: SELF_SIGNED });

  const replies = [
    await plain.client.send(plain.request('POST', { password: 'canary-secret' })),
    await plain.client.send(plain.request('GET')),
    await plain.client.send(plain.request('GET')),
    await plain.client.send(plain.request('GET')),
    await tls.client.send(tls.request('GET')),
  ];

  expect(JSON.stringify(replies)).not.toContain('canary');
  expect(JSON.stringify(plain.meter.read())).not.toContain('canary');
});
