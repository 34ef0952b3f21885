/** Each fault effect over real HTTP, which requests it strikes, and that it leaves the others alone. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Fault, FaultEffect, Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { PSA_HEADERS } from '../connectwise/psa-caller.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'dfir', id: 7, record: { title: 'Engineer' } });
  addMember(world, { identifier: 'oak', id: 8 });
  sandbox = await startSandbox({ world });
});
afterEach(async () => {
  await sandbox.stop();
});

const api = (path: string) => `${sandbox.urls.psa}/v4_6_release/apis/3.0${path}`;
const read = () => fetch(api('/system/members?orderBy=id'), { headers: PSA_HEADERS });
const retitle = () =>
  fetch(api('/system/members/7'), {
    method: 'PATCH',
    headers: { ...PSA_HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify([{ op: 'replace', path: 'title', value: 'Lead' }]),
  });
const strike = (effect: FaultEffect, where: Partial<Fault> = {}) => {
  sandbox.addFault({ system: 'psa', path: /\/system\/members/, ...where, effect });
};
const title = () => sandbox.world.members.get(7)?.record['title'];

test('an answer is given in place of the double’s, with its status, headers and body', async () => {
  strike({
    kind: 'answer',
    status: 429,
    body: '<h1>Slow down</h1>',
    headers: { 'retry-after': '3', 'content-type': 'text/html' },
  });

  const answer = await retitle();

  expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')]).toEqual([
    429,
    '3',
    'text/html',
  ]);
  expect(await answer.text()).toBe('<h1>Slow down</h1>');
  expect(title()).toBe('Engineer');
});

test.each([
  [{ status: 503 }, '', 'application/json; charset=utf-8'],
  [{ status: 200, body: '[]' }, '[]', 'application/json; charset=utf-8'],
  [{ status: 204, body: 'never sent' }, '', null],
])('an answer %j has the body %j of type %s', async (made, body, type) => {
  strike({ kind: 'answer', ...made });

  const answer = await read();

  expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([made.status, body, type]);
});

test('a drop ends the connection and nothing is carried out', async () => {
  strike({ kind: 'drop' });

  await expect(retitle()).rejects.toThrow('fetch failed');

  expect(title()).toBe('Engineer');
  expect(sandbox.traffic).toMatchObject([{ method: 'PATCH', status: null }]);
});

test('a drop-after ends the connection when the request has been carried out', async () => {
  strike({ kind: 'drop-after' });

  await expect(retitle()).rejects.toThrow('fetch failed');

  expect(title()).toBe('Lead');
  expect(sandbox.traffic).toMatchObject([{ method: 'PATCH', status: null }]);
});

test('a cut answer keeps its status and cannot be parsed', async () => {
  const whole = await (await read()).text();
  strike({ kind: 'cut' });

  const answer = await read();
  const text = await answer.text();

  expect(answer.status).toBe(200);
  expect(text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

test('an edited answer is what the edit made of it, headers kept', async () => {
  const rows = z.array(z.looseObject({ id: z.number() }));
  strike({ kind: 'edit', edit: (body) => rows.parse(body).map((row) => ({ ...row, id: row.id * 10 })) });

  const answer = await read();

  expect(rows.parse(await answer.json()).map((row) => row.id)).toEqual([70, 80]);
  expect(answer.headers.get('api-current-version')).toBe('2025.16');
});

test('meanwhile changes the world before the request is carried out', async () => {
  strike({ kind: 'meanwhile', act: () => sandbox.world.members.delete(7) });

  const answer = await retitle();

  expect(answer.status).toBe(404);
});

test('meanwhile holds the request, and nobody else, until what it waits for has happened', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  strike({ kind: 'meanwhile', act: () => promise });

  const held = retitle();
  await expect.poll(() => sandbox.traffic.length).toBe(1);
  const other = await retitle();
  const before = sandbox.traffic.map(({ status }) => status);
  resolve(undefined);

  expect([other.status, (await held).status]).toEqual([200, 200]);
  expect(before).toEqual([null, 200]);
});

test('a delayed request is carried out on arrival and answered after the delay', async () => {
  strike({ kind: 'delay', ms: 40 });

  const answer = await retitle();

  const [request] = sandbox.traffic;
  expect(answer.status).toBe(200);
  // Timers may fire a millisecond early by the monotonic clock.
  expect((request?.endedAt ?? 0) - (request?.startedAt ?? 0)).toBeGreaterThanOrEqual(39);
});

test('a delayed request holds up nobody else, and stopping drops it at once', async () => {
  strike({ kind: 'delay', ms: 3_600_000 }, { method: 'PATCH' });

  const delayed = retitle().then(
    () => 'answered',
    () => 'dropped',
  );
  while (title() !== 'Lead') await read();
  await sandbox.stop();

  expect(await delayed).toBe('dropped');
  expect(title()).toBe('Lead');
});

test.each<[string, Partial<Fault>, number[]]>([
  ['by default the first match alone', {}, [503, 200, 200, 200]],
  ['as often as times says', { times: 2 }, [503, 503, 200, 200]],
  ['for good when times is infinite', { times: Infinity }, [503, 503, 503, 503]],
  ['after as many matches as skip says', { skip: 2 }, [200, 200, 503, 200]],
  ['between skip and times', { skip: 1, times: 2 }, [200, 503, 503, 200]],
  ['not another method', { method: 'PATCH', times: Infinity }, [200, 200, 200, 200]],
  ['not another system', { system: 'okta', times: Infinity }, [200, 200, 200, 200]],
  ['not another path', { path: /\/time\//, times: Infinity }, [200, 200, 200, 200]],
  ['by the decoded query', { path: /orderBy=id$/ }, [503, 200, 200, 200]],
  ['in spite of a global expression', { path: /members/g, times: Infinity }, [503, 503, 503, 503]],
])('a fault strikes %s', async (_, where, expected) => {
  strike({ kind: 'answer', status: 503 }, where);

  const statuses: number[] = [];
  while (statuses.length < expected.length) statuses.push((await read()).status);

  expect(statuses).toEqual(expected);
});

test('faults are tried in the order in which they were added, one per request', async () => {
  strike({ kind: 'answer', status: 500 });
  strike({ kind: 'answer', status: 502 }, { skip: 1 });
  strike({ kind: 'answer', status: 504 }, { times: 2 });

  const statuses: number[] = [];
  for (let request = 0; request < 5; request += 1) statuses.push((await read()).status);

  expect(statuses).toEqual([500, 504, 502, 504, 200]);
});

test('cleared faults strike no more', async () => {
  strike({ kind: 'answer', status: 500 }, { times: Infinity });
  sandbox.clearFaults();

  const answer = await read();

  expect(answer.status).toBe(200);
});
