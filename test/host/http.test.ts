/** HTTP functions as a caller sees them: `rollcall serve` on functions made for this, over real sockets. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServeApp, type ServeApp } from '../support/served/serve-app.ts';
import { once } from 'node:events';
import { Agent, IncomingMessage, request } from 'node:http';
import { z } from 'zod';

let app: ServeApp;
beforeAll(async () => {
  app = await startServeApp({ env: {}, functions: new URL('functions/http/', import.meta.url) });
});
afterAll(async () => {
  await app.kill();
});

const toldSchema = z.object({
  method: z.string(),
  url: z.string(),
  params: z.record(z.string(), z.string()),
  query: z.array(z.tuple([z.string(), z.string()])),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
const toldBy = async (answer: Response) => toldSchema.parse(await answer.json());
const logOf = (name: string) => app.log.filter((line) => line['function'] === name);

describe('what a function gets', () => {
  test('is the request, with the parts of its path', async () => {
    const path = '/api/echo/caf%C3%A9/a%2Fb?x=1&x=2&y=%20';
    const told = await toldBy(
      await fetch(`${app.url}${path}`, { method: 'POST', headers: { 'X-Own': 'value' }, body: 'grüße' }),
    );

    expect(told).toMatchObject({
      method: 'POST',
      url: `${app.url}${path}`,
      params: { word: 'café', more: 'a/b' },
      query: [
        ['x', '1'],
        ['x', '2'],
        ['y', ' '],
      ],
      headers: { 'x-own': 'value', host: new URL(app.url).host, 'content-type': 'text/plain;charset=UTF-8' },
      body: 'grüße',
    });
  });

  test('has no parameter for a part that is not there, and no body for none', async () => {
    const told = await toldBy(await fetch(`${app.url}/api/echo/a`));

    expect(told).toMatchObject({ method: 'GET', params: { word: 'a' }, body: '' });
    expect(Object.keys(told.params)).toEqual(['word']);
  });

  test('is a number as text where it looks like one', async () => {
    expect((await toldBy(await fetch(`${app.url}/api/echo/007/true`))).params).toEqual({ word: '007', more: 'true' });
  });

  test('may be a body with DELETE', async () => {
    const told = await toldBy(await fetch(`${app.url}/api/echo/a`, { method: 'DELETE', body: '{}' }));

    expect(told).toMatchObject({ method: 'DELETE', body: '{}' });
  });

  test('cannot be told whose invocation it is by the caller', async () => {
    const headers = { 'x-ms-invocation-id': 'mine', 'x-forwarded-host': 'elsewhere.example' };
    const answer = await fetch(`${app.url}/api/echo/a`, { headers });

    expect(answer.headers.get('x-ms-invocation-id')).not.toBe('mine');
    expect((await toldBy(answer)).url).toBe(`${app.url}/api/echo/a`);
  });

  test('cannot be told by the caller who has signed in', async () => {
    const headers = { 'x-ms-client-principal': 'e30=', 'X-MS-CLIENT-PRINCIPAL-NAME': 'dana', 'x-ms-other': 'kept' };
    const told = await toldBy(await fetch(`${app.url}/api/echo/a`, { headers }));

    expect(Object.keys(told.headers).filter((name) => name.startsWith('x-ms-'))).toEqual(['x-ms-other']);
  });

  test('begins before its body has ended', async () => {
    const sent = request(`${app.url}/api/first-bytes`, { method: 'POST' });
    sent.write('the beginning');

    const [answer] = z.tuple([z.custom<AsyncIterable<Buffer>>()]).parse(await once(sent, 'response'));
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    sent.destroy();

    expect(Buffer.concat(chunks).toString()).toBe('the beginning');
  });

  test('is as large as it is', async () => {
    const body = new Uint8Array(32 * 1024 * 1024);
    const answer = await fetch(`${app.url}/api/count-bytes`, { method: 'POST', body });

    expect(await answer.json()).toEqual({ bytes: body.length });
  });
});

describe('a body that the function left unread', () => {
  const MIB = 1024 * 1024;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  afterAll(() => {
    agent.destroy();
  });
  const post = async (path: string, bytes: number): Promise<number> => {
    const sent = request(`${app.url}${path}`, { agent, method: 'POST', headers: { 'Content-Length': bytes } });
    sent.end(Buffer.alloc(bytes));
    const [answer] = z.tuple([z.instanceof(IncomingMessage)]).parse(await once(sent, 'response'));
    answer.resume();
    await once(answer, 'end');
    return answer.statusCode ?? 0;
  };

  test.each([
    ['all of it', '/api/nothing', 204],
    ['all of it, since it threw', '/api/fail', 500],
    ['what came after the first bytes', '/api/first-bytes', 200],
  ])('%s, does not stand in the way of the next request on that connection', async (_what, path, status) => {
    expect(await post(path, 8 * MIB)).toBe(status);
    expect(await post('/api/count-bytes', MIB)).toBe(200);
  });
});

describe('what the caller gets', () => {
  test('is status, headers, cookies and body of the function', async () => {
    const answer = await fetch(`${app.url}/api/rich`);

    expect(answer.status).toBe(207);
    expect(answer.headers.get('X-Made-By')).toBe('rich');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2; HttpOnly']);
    expect(await answer.text()).toBe('hello');
  });

  test('has no body with HEAD', async () => {
    const answer = await fetch(`${app.url}/api/rich`, { method: 'HEAD' });

    expect([answer.status, answer.headers.get('Content-Length'), await answer.text()]).toEqual([207, '5', '']);
  });

  test('begins before the answer has ended', async () => {
    const answer = await fetch(`${app.url}/api/two-words`);
    const reader = answer.body?.getReader();
    const read = async () => Buffer.from(z.instanceof(Uint8Array).parse((await reader?.read())?.value)).toString();

    expect(await read()).toBe('one');
    await fetch(`${app.url}/api/ring`, { method: 'POST' });
    expect(await read()).toBe('two');
    expect((await reader?.read())?.done).toBe(true);
  });

  test('is as large as it is', async () => {
    const answer = await fetch(`${app.url}/api/zeros?mib=32`);

    expect((await answer.arrayBuffer()).byteLength).toBe(32 * 1024 * 1024);
  });

  test.each(['GET', 'POST'])('is 204 when the function returns nothing (%s)', async (method) => {
    const answer = await fetch(`${app.url}/api/nothing`, { method, ...(method === 'POST' && { body: 'unread' }) });

    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  test.each(['GET', 'POST'])('is 500 with nothing in it when the function throws (%s)', async (method) => {
    const answer = await fetch(`${app.url}/api/fail`, { method, ...(method === 'POST' && { body: 'unread' }) });

    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(JSON.stringify([...answer.headers])).not.toContain('secret');
    expect(logOf('fail').at(-1)).toMatchObject({
      level: 'error',
      message: 'invocation failed',
      fault: 'TypeError',
      detail: 'secret inner workings',
      stack: expect.stringContaining('answers.ts') as unknown,
    });
  });

  test('is cut off, not ended, when the function fails in the middle of its answer', async () => {
    const answer = await fetch(`${app.url}/api/half`);

    expect(answer.status).toBe(200);
    await fetch(`${app.url}/api/ring`, { method: 'POST' });
    await expect(answer.text()).rejects.toThrow();
    await app.logged((line) => line['function'] === 'half' && line.message === 'invocation failed');
  });

  test.each([
    ['an unknown path', 'GET', '/api/unheard-of', 404],
    ['a known path elsewhere', 'GET', '/rich', 404],
    ['percent signs that mean nothing', 'GET', '/api/echo/%zz', 400],
  ])('is a refusal without a body for %s', async (_what, method, path, status) => {
    const answer = await fetch(`${app.url}${path}`, { method });

    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });

  test('is 405 with the methods that there are', async () => {
    const answer = await fetch(`${app.url}/api/rich`, { method: 'PUT', body: 'x' });

    expect([answer.status, answer.headers.get('Allow'), await answer.text()]).toEqual([405, 'GET, HEAD', '']);
  });
});

describe('a key', () => {
  test.each([
    ['nothing', 'keyed', undefined, 401],
    ['the function key', 'keyed', 'the-function-key', 200],
    ['the master key', 'keyed', 'the-master-key', 200],
    ['nothing', 'ruled', undefined, 401],
    ['the function key', 'ruled', 'the-function-key', 401],
    ['the master key', 'ruled', 'the-master-key', 200],
  ])('%s opens %s or does not: header and query alike', async (_what, name, key, status) => {
    const byHeader = await fetch(
      `${app.url}/api/${name}`,
      key === undefined ? {} : { headers: { 'x-functions-key': key } },
    );
    const byQuery = await fetch(`${app.url}/api/${name}${key === undefined ? '' : `?code=${key}`}`);

    expect([byHeader.status, byQuery.status]).toEqual([status, status]);
    if (status === 401) expect([await byHeader.text(), await byQuery.text()]).toEqual(['', '']);
    else expect((await toldBy(byQuery)).query).toEqual([['code', key]]);
  });

  test('is never logged', async () => {
    await app.logged((line) => line['function'] === 'ruled' && line.message === 'invocation succeeded');

    expect(JSON.stringify(app.log)).not.toContain(app.keys.function);
    expect(JSON.stringify(app.log)).not.toContain(app.keys.master);
  });
});

test('a caller who goes away ends the reading of the body, and nobody else notices', async () => {
  const sent = request(`${app.url}/api/read-on`, { method: 'POST', headers: { 'Content-Length': '1000000' } });
  sent.on('error', () => undefined);
  sent.write('x'.repeat(1000));
  await app.logged((line) => line.message === 'reading');

  sent.destroy();

  await app.logged((line) => line['function'] === 'read-on' && line.message === 'invocation failed');
  expect((await fetch(`${app.url}/api/rich`)).status).toBe(207);
});

test('callers who go away in the middle of an answer take nobody with them', async () => {
  const leave = async (): Promise<void> => {
    const gone = new AbortController();
    const answer = await fetch(`${app.url}/api/zeros?mib=8`, { signal: gone.signal });
    await answer.body?.getReader().read();
    gone.abort();
  };
  await Promise.all(Array.from({ length: 20 }, leave));

  const answer = await fetch(`${app.url}/api/zeros?mib=1`);
  expect((await answer.arrayBuffer()).byteLength).toBe(1024 * 1024);
});

test('many at once each get their own answer', async () => {
  const words = Array.from({ length: 400 }, (_unused, index) => `word-${index}`);
  const waiting = [...words];
  const heard: string[] = [];
  const ask = async (): Promise<void> => {
    for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
      const told = await toldBy(await fetch(`${app.url}/api/echo/${word}`, { method: 'POST', body: word }));
      expect(told.body).toBe(told.params['word']);
      heard.push(told.body);
    }
  };
  await Promise.all(Array.from({ length: 50 }, ask));

  expect(heard.toSorted()).toEqual(words.toSorted());
});

test('what a function logs has its level, its name and its invocation', async () => {
  const answer = await fetch(`${app.url}/api/talk`);
  await app.logged((line) => line['function'] === 'talk' && line.message === 'invocation succeeded');

  expect(logOf('talk').map(({ level, message }) => `${level} ${message}`)).toEqual([
    'info a line with 2 numbers',
    'warn a warning',
    'error an error',
    'info invocation succeeded',
  ]);
  expect(new Set(logOf('talk').map((line) => line['invocation']))).toEqual(
    new Set([answer.headers.get('x-ms-invocation-id')]),
  );
});

test('nothing of it listens but its one server on 127.0.0.1: that of the library is closed', async () => {
  const socketSchema = z.object({
    type: z.string(),
    localEndpoint: z.looseObject({ ip4: z.string().optional(), ip6: z.string().optional() }).nullish(),
    remoteEndpoint: z.looseObject({}).nullish(),
  });
  const listed = z.array(socketSchema.loose()).parse(await (await fetch(`${app.url}/api/sockets`)).json());
  const listening = listed.filter((one) => one.type === 'tcp' && one.localEndpoint && !one.remoteEndpoint);

  expect(listening.map((one) => one.localEndpoint?.ip4)).toEqual(['127.0.0.1']);
  expect(listening.filter((one) => one.localEndpoint?.ip6 !== undefined)).toEqual([]);
  expect(listed.filter((one) => one.type === 'udp')).toEqual([]);
});
