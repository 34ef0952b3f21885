/** The running sandbox: three doubles, the traffic log, latency, ports and the stop. */
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { PSA_HEADERS, psaCaller } from '../connectwise/psa-caller.ts';
import { listen } from '../../support/served/listen.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.stop();
});

async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'dfir', id: 7 });
  sandbox = await startSandbox({ world, ...options });
  return sandbox;
}

test('each system has its own address on loopback', async () => {
  const { urls } = await start();

  expect(new Set(Object.values(urls)).size).toBe(3);
  for (const url of Object.values(urls)) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('the traffic log tells system, method, decoded path, status and times in the order of arrival', async () => {
  const running = await start();
  const psa = psaCaller(running);

  await psa.get('/system/members?conditions=identifier%3D%22d%2Bfir%22+and+id%3D1&x=%ZZ');
  await fetch(`${running.urls.okta}/nowhere`);
  await psa.send('POST', '/system/members', { identifier: 'x' });

  expect(running.traffic).toMatchObject([
    {
      system: 'psa',
      method: 'GET',
      path: '/v4_6_release/apis/3.0/system/members?conditions=identifier="d+fir" and id=1&x=%ZZ',
      status: 200,
      requestBody: null,
      responseBody: null,
    },
    { system: 'okta', path: '/nowhere' },
    { system: 'psa', method: 'POST', status: 400, requestBody: null, responseBody: null },
  ]);
  for (const { startedAt, endedAt } of running.traffic) expect(endedAt).toBeGreaterThanOrEqual(startedAt);
});

test('bodies are in the log when they were asked for: JSON as values, other text as it is', async () => {
  const running = await start({ recordBodies: true });
  running.addFault({ system: 'psa', path: /usages/, effect: { kind: 'answer', status: 502, body: '<p>bad gateway' } });
  const psa = psaCaller(running);

  const answer = await psa.send('PATCH', '/system/members/7', [{ op: 'replace', path: 'title', value: 'Lead' }]);
  await fetch(`${running.urls.psa}/usages`);

  expect(answer.body).toMatchObject({ title: 'Lead' });
  expect(running.traffic).toMatchObject([
    { requestBody: [{ op: 'replace', path: 'title', value: 'Lead' }], responseBody: { id: 7, title: 'Lead' } },
    { status: 502, requestBody: null, responseBody: '<p>bad gateway' },
  ]);
});

test('a cleared log starts anew and stays the same list', async () => {
  const running = await start();
  const { traffic } = running;
  await psaCaller(running).get('/system/info');

  running.clearTraffic();
  await psaCaller(running).get('/system/members/7');

  expect(traffic.map((request) => request.path)).toEqual(['/v4_6_release/apis/3.0/system/members/7']);
});

test('latency is added to every answer', async () => {
  const running = await start({ latencyMs: 30 });

  await psaCaller(running).get('/system/info');

  const [request] = running.traffic;
  // Timers may fire a millisecond early by the monotonic clock.
  expect((request?.endedAt ?? 0) - (request?.startedAt ?? 0)).toBeGreaterThanOrEqual(29);
});

test('requests wait out the latency side by side: all of them arrive before the first one is answered', async () => {
  const running = await start({ latencyMs: 3_600_000 });
  const psa = psaCaller(running);

  const waiting = Promise.allSettled(Array.from({ length: 40 }, () => psa.get('/system/info')));
  while (running.traffic.length < 40) await setImmediate();
  await running.stop();

  expect(new Set((await waiting).map((one) => one.status))).toEqual(new Set(['rejected']));
});

test('quirks given at the start hold, the others have their defaults, and no sandbox shares them', async () => {
  const one = await start({ quirks: { badCredentials: 404 } });
  one.quirks.staleGroupMembers.push({ groupId: 'g', add: [], remove: [] });
  await one.stop();

  const two = await start();

  expect(one.quirks).toMatchObject({ badCredentials: 404, oktaMaxPage: 1000 });
  expect(two.quirks).toMatchObject({ badCredentials: 401, staleGroupMembers: [] });
});

test('stopping closes idle keep-alive connections at once and frees the ports', async () => {
  const running = await start();
  const agent = new Agent({ keepAlive: true });
  const request = get(`${running.urls.psa}/v4_6_release/apis/3.0/system/info`, { agent, headers: PSA_HEADERS });
  const socket = await new Promise<NodeJS.EventEmitter>((resolve) => request.once('socket', resolve));
  const closed = once(socket, 'close');
  const freed = once(agent, 'free');
  request.once('response', (response) => response.resume());
  await freed;

  await running.stop();
  await closed;
  agent.destroy();

  await expect(fetch(`${running.urls.psa}/`)).rejects.toThrow('fetch failed');
});

test('stopping drops a connection in the middle of a request', async () => {
  const running = await start();
  const socket = connect(Number(new URL(running.urls.psa).port), '127.0.0.1');
  socket.on('error', () => undefined);
  // The server's word to go on shows that it has begun to read; the body never comes.
  const begun = once(socket, 'data');
  socket.write('POST /half HTTP/1.1\r\nHost: psa\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n');
  await begun;
  const closed = once(socket, 'close');

  await running.stop();
  await closed;

  expect(running.traffic).toEqual([]);
});

test('stopping twice is stopping once', async () => {
  const running = await start();

  await running.stop();

  await expect(running.stop()).resolves.toBeUndefined();
});

test('a fixed port is taken; when it is in use the start fails and leaves nothing open', async () => {
  const blocker = createServer();
  const port = await listen(blocker);

  await expect(start({ ports: { okta: port } })).rejects.toThrow('EADDRINUSE');
  blocker.close();
  await once(blocker, 'close');
  const running = await start({ ports: { okta: port } });

  expect(running.urls.okta).toBe(`http://127.0.0.1:${port}`);
});
