// What the blob store makes of requests that get lost: nothing is written twice, and nothing that was written is denied.
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBlobStore } from '../../../src/adapters/azure/blobs/blobs.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import { InvariantError, RemoteError } from '../../../src/errors.ts';
import type { Store } from '../../../src/ports/run-ports.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import type { Effect, FaultyProxy } from './faulty-proxy.ts';
import { startFaultyProxy } from './faulty-proxy.ts';

const TEXT = { contentType: 'text/plain; charset=utf-8' } as const;
const APPEND = { method: 'PUT', address: /comp=appendblock/ } as const;
const FAULTS = [
  ['is lost on the way', { kind: 'drop' }],
  ['is carried out, but its answer is lost', { kind: 'drop-after' }],
  ['is answered 500', { kind: 'answer', status: 500, body: '' }],
  ['is answered 503', { kind: 'answer', status: 503, body: '' }],
] as const satisfies readonly (readonly [string, Effect])[];

let azurite: Azurite;
let proxy: FaultyProxy;
let direct: Store;

beforeAll(async () => {
  azurite = await startAzurite();
  proxy = await startFaultyProxy(azurite);
  direct = openStore(azurite.connectionString);
  await direct.prepare();
});
afterAll(async () => {
  await proxy.stop();
  await azurite.stop();
});
beforeEach(() => {
  proxy.clear();
});

function openStore(connectionString: string, container = 'lost-answers'): Store {
  return createBlobStore({ service: { kind: 'connection-string', connectionString }, container, retryDelayMs: 1 });
}
const textOf = async (path: string) => (await direct.read(path))?.text;

describe('a line that is appended', () => {
  test.each(FAULTS)('stands there once when the request %s', async (_, effect) => {
    const path = `append/${randomUUID()}.jsonl`;
    const store = openStore(proxy.connectionString);
    await store.append(path, 'before');
    proxy.strike(APPEND, effect);

    await store.append(path, 'struck');
    await store.append(path, 'after');

    expect(await textOf(path)).toBe('before\nstruck\nafter\n');
  });

  test.each(FAULTS)('stands there once when the creation of the file %s', async (_, effect) => {
    const path = `created/${randomUUID()}.jsonl`;
    proxy.strike({ method: 'PUT', address: /created\/[^?]*$/ }, effect);

    await openStore(proxy.connectionString).append(path, 'first');

    expect(await textOf(path)).toBe('first\n');
  });

  test('is not taken for another writer’s line that came to stand where it was sent', async () => {
    const path = 'append/overtaken.jsonl';
    const store = openStore(proxy.connectionString);
    await store.append(path, 'before');
    proxy.strike(APPEND, { kind: 'meanwhile', act: () => direct.append(path, 'theirs'), then: { kind: 'drop' } });

    await store.append(path, 'ours!!');

    expect(await textOf(path)).toBe('before\ntheirs\nours!!\n');
  });

  test('stands there beside an equal line of another writer that was quicker', async () => {
    const path = 'append/equal.jsonl';
    const store = openStore(proxy.connectionString);
    await store.append(path, 'before');
    proxy.strike(APPEND, { kind: 'meanwhile', act: () => direct.append(path, 'same'), then: undefined });

    await store.append(path, 'same');

    expect(await textOf(path)).toBe('before\nsame\nsame\n');
  });

  test('comes after a shorter line of another writer, when its own request was lost', async () => {
    const path = 'append/shorter.jsonl';
    const store = openStore(proxy.connectionString);
    await store.append(path, 'before');
    proxy.strike(APPEND, { kind: 'meanwhile', act: () => direct.append(path, 'x'), then: { kind: 'drop' } });

    await store.append(path, 'a longer line');

    expect(await textOf(path)).toBe('before\nx\na longer line\n');
  });

  test('is a fault when four attempts get lost, and the next line goes through', async () => {
    const path = 'append/given-up.jsonl';
    const store = openStore(proxy.connectionString);
    await store.append(path, 'before');
    proxy.strike(APPEND, { kind: 'drop' }, 4);

    await expect(store.append(path, 'lost')).rejects.toMatchObject({ reason: 'unavailable', status: null });
    await store.append(path, 'after');

    expect(await textOf(path)).toBe('before\nafter\n');
  });

  test('costs one request when it follows another line of the same file', async () => {
    const store = openStore(proxy.connectionString);
    await store.append('append/cheap.jsonl', 'first');
    proxy.clear();

    await store.append('append/cheap.jsonl', 'second');

    expect(proxy.seen).toEqual([expect.stringMatching(/^PUT .*comp=appendblock/)]);
  });

  test('costs one request also when lines of other files come in between', async () => {
    const store = openStore(proxy.connectionString);
    const paths = ['append/left.jsonl', 'append/right.jsonl'];
    for (const path of paths) await store.append(path, 'first');
    proxy.clear();

    for (const line of ['second', 'third']) await Promise.all(paths.map((path) => store.append(path, line)));

    expect(proxy.seen).toHaveLength(4);
    expect(await textOf('append/right.jsonl')).toBe('first\nsecond\nthird\n');
  });

  test('is refused when the file was written whole', async () => {
    await direct.write('append/whole.txt', 'whole', { ...TEXT, expect: 'any' });

    const attempt = direct.append('append/whole.txt', 'line');

    await expect(attempt).rejects.toMatchObject({ reason: 'conflict', status: 409 });
  });
});

describe('a conditional write', () => {
  test.each(FAULTS)('that creates tells the truth when the request %s', async (_, effect) => {
    const path = `write/${randomUUID()}.txt`;
    proxy.strike({ method: 'PUT', address: /write\// }, effect);

    const written = await openStore(proxy.connectionString).write(path, 'ours', { ...TEXT, expect: 'absent' });

    expect(written).toBe(true);
    expect(await textOf(path)).toBe('ours');
  });

  test.each(FAULTS)('that replaces tells the truth when the request %s', async (_, effect) => {
    const path = `replace/${randomUUID()}.txt`;
    await direct.write(path, 'before', { ...TEXT, expect: 'absent' });
    const etag = (await direct.read(path))?.etag ?? '';
    proxy.strike({ method: 'PUT', address: /replace\// }, effect);

    const written = await openStore(proxy.connectionString).write(path, 'ours', { ...TEXT, expect: { etag } });

    expect(written).toBe(true);
    expect(await textOf(path)).toBe('ours');
  });

  test('is false when another got in between a lost request and its repetition, even with the same text', async () => {
    const path = 'write/overtaken.txt';
    const act = async () => {
      await direct.write(path, 'same', { ...TEXT, expect: 'absent' });
    };
    proxy.strike({ method: 'PUT', address: /write\// }, { kind: 'meanwhile', act, then: { kind: 'drop' } });

    const written = await openStore(proxy.connectionString).write(path, 'same', { ...TEXT, expect: 'absent' });

    expect(written).toBe(false);
  });
});

describe('a read', () => {
  test('is repeated when it gets lost', async () => {
    await direct.write('read/lost.txt', 'there', { ...TEXT, expect: 'any' });
    proxy.strike({ method: 'GET', address: /read\/lost/ }, { kind: 'drop' }, 3);

    expect((await openStore(proxy.connectionString).read('read/lost.txt'))?.text).toBe('there');
  });

  test.each([
    ['a page of a proxy with 404', 404, '<html>Not found</html>', 'missing'],
    ['a page of a proxy with 403', 403, '<html>Forbidden</html>', 'forbidden'],
    ['a page of a proxy with 407', 407, '<html>Who are you?</html>', 'invalid'],
  ])('is a fault on %s, never "not there"', async (_, status, body, reason) => {
    proxy.strike({ method: 'GET', address: /read\// }, { kind: 'answer', status, body }, 4);

    await expect(openStore(proxy.connectionString).read('read/page.txt')).rejects.toMatchObject({ reason, status });
  });
});

describe('a page of HTML with 200, as a sign-in page or a proxy sends it, is a fault', () => {
  test.each<[string, (store: Store) => Promise<unknown>]>([
    ['for read, never the content of a file', (store) => store.read('page.txt')],
    ['for open', (store) => store.open('page.txt')],
    ['for list, never an empty one', (store) => store.list('page', { limit: 10 })],
    ['for write, never "written"', (store) => store.write('page.txt', 'text', { ...TEXT, expect: 'any' })],
    ['for append, never "appended"', (store) => store.append('page.txt', 'line')],
    ['for prepare', (store) => store.prepare()],
  ])('%s', async (_, act) => {
    const page = { kind: 'answer', status: 200, body: '<html><p>Sign in</p></html>' } as const;
    for (const method of ['GET', 'PUT', 'HEAD']) proxy.strike({ method, address: /./ }, page, Infinity);

    await expect(act(openStore(proxy.connectionString))).rejects.toMatchObject({ reason: 'malformed' });
  });
});

test('no fault shows a key, a signature or an address', async () => {
  const key = /AccountKey=([^;]+)/.exec(azurite.connectionString)?.[1] ?? '';
  const wrong = Buffer.from('a wrong key that is still a secret').toString('base64');
  const signature = 'c2VjcmV0LXNpZ25hdHVyZQ';
  const url = proxy.connectionString.replace(/^.*BlobEndpoint=([^;]+);.*$/, '$1');
  const stores = [
    openStore(azurite.connectionString, 'not-there'),
    openStore(azurite.connectionString.replace(key, wrong)),
    openStore(`BlobEndpoint=${url};SharedAccessSignature=sv=2024-11-04&sp=rw&sig=${signature}`),
    openStore(`AccountName=x;AccountKey=${wrong};BlobEndpoint=http://127.0.0.1:1/x`),
    openStore(`AccountKey=${wrong}`),
  ];

  for (const store of stores) {
    const fault: unknown = await store.read('a.txt').catch((error: unknown) => error);
    const checks = await store.check();

    expect(fault).toBeInstanceOf(RemoteError);
    const shown = `${inspect(fault, { depth: 10 })} ${JSON.stringify(fault)} ${JSON.stringify(checks)}`;
    for (const secret of [key, wrong, signature]) expect(shown).not.toContain(secret);
    expect(shown).not.toContain('127.0.0.1');
  }
});

test('counts what it wants done, under "storage"', async () => {
  const meter = createRequestMeter();
  const service = { kind: 'connection-string', connectionString: azurite.connectionString } as const;
  const store = createBlobStore({ service, container: 'lost-answers', meter, retryDelayMs: 1 });

  await store.write('counted.txt', 'text', { ...TEXT, expect: 'any' });
  await store.append('counted.jsonl', 'line');
  await store.read('counted.txt');
  await store.list('', { limit: 1 });

  expect(meter.read()).toMatchObject([{ system: 'storage', data: 2, write: 2 }]);
});

test('a path longer than the service takes is refused before it is sent', async () => {
  await expect(direct.read('x/'.repeat(300) + 'x')).rejects.toThrow(InvariantError);
});
