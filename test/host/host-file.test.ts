/** host.json: where it is found, what it means, what overrides it. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { ConfigError } from '../../src/errors.ts';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readHostFile } from '../../src/host/host-file.ts';
import { readLease } from '../../src/host/queues/message-lease.ts';
import { tmpdir } from 'node:os';

const DEFAULTS = {
  routePrefix: 'api',
  queues: {
    batchSize: 16,
    newBatchThreshold: 8,
    maxDequeueCount: 5,
    visibilityTimeout: 0,
    maxPollingInterval: 60_000,
    messageEncoding: 'base64',
  },
};

/** A project whose functions lie in `dist/functions/`, with these files. */
function project(files: Readonly<Record<string, unknown>>): URL {
  const root = mkdtempSync(join(tmpdir(), 'rollcall-host-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  mkdirSync(join(root, 'dist/functions'), { recursive: true });
  for (const [path, content] of Object.entries(files))
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  return pathToFileURL(join(root, 'dist/functions/'));
}
const queues = (given: object) => ({ version: '2.0', extensions: { queues: given } });
const problemsOf = async (content: unknown): Promise<readonly string[]> => {
  const fault: unknown = await readHostFile(project({ 'host.json': content }), {}).catch((error: unknown) => error);
  if (!(fault instanceof ConfigError)) throw new RangeError('That was understood');
  return fault.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe('what it means', () => {
  test.each([
    ['no file', {}],
    ['an empty object', { 'host.json': {} }],
    [
      'what this host does not know',
      { 'host.json': { version: '2.0', logging: { level: 'x' }, extensions: { blobs: 1 } } },
    ],
  ])('%s: the defaults of the Functions host', async (_what, files) => {
    expect(await readHostFile(project(files), {})).toEqual(DEFAULTS);
  });

  test('the project root of a build lies above its functions, and the nearest file counts', async () => {
    const above = project({ 'host.json': queues({ batchSize: 4 }) });
    const nearer = project({ 'host.json': queues({ batchSize: 4 }), 'dist/host.json': queues({ batchSize: 2 }) });

    expect((await readHostFile(above, {})).queues).toMatchObject({ batchSize: 4, newBatchThreshold: 2 });
    expect((await readHostFile(nearer, {})).queues).toMatchObject({ batchSize: 2, newBatchThreshold: 1 });
  });

  test.each([
    ['00:00:00', 0],
    ['00:02:00', 120_000],
    ['00:00:00.25', 250],
    ['1.02:00:00', 26 * 3_600_000],
  ])('the time span %s is %d ms', async (text, expected) => {
    const file = await readHostFile(project({ 'host.json': queues({ visibilityTimeout: text }) }), {});

    expect(file.queues.visibilityTimeout).toBe(expected);
  });

  test.each([
    ['', ''],
    ['/v1/', 'v1'],
    ['a/b', 'a/b'],
  ])('the prefix "%s" is "%s"', async (routePrefix, expected) => {
    const content = { extensions: { http: { routePrefix } } };

    expect((await readHostFile(project({ 'host.json': content }), {})).routePrefix).toBe(expected);
  });

  test("the project's own is understood", async () => {
    const file = await readHostFile(new URL('../../functions/', import.meta.url), {});

    expect(file).toMatchObject({
      routePrefix: 'api',
      queues: { batchSize: 1, newBatchThreshold: 0, visibilityTimeout: 120_000 },
    });
  });
});

describe('a setting', () => {
  test('overrides the file, and the defaults', async () => {
    const file = await readHostFile(project({ 'host.json': queues({ batchSize: 4, newBatchThreshold: 1 }) }), {
      AzureFunctionsJobHost__extensions__queues__batchSize: '8',
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:05',
      AzureFunctionsJobHost__extensions__http__routePrefix: 'v1',
      AzureFunctionsJobHost__logging__LogLevel: 'Trace',
      ANOTHER__extensions__queues__batchSize: '9',
    });

    expect(file).toEqual({
      routePrefix: 'v1',
      queues: { ...DEFAULTS.queues, batchSize: 8, newBatchThreshold: 1, visibilityTimeout: 5_000 },
    });
  });

  test('that is wrong is refused like the file', async () => {
    const settings = { AzureFunctionsJobHost__extensions__queues__batchSize: 'many' };

    await expect(readHostFile(project({}), settings)).rejects.toThrow(/host\.json: extensions\.queues\.batchSize: /);
  });
});

describe('refused in words', () => {
  test.each([
    ['no JSON', '{ "version": ', /^\S+host\.json: This is no valid JSON: unexpected end at line 1, column \d+\.$/],
    ['no object', '[]', /^\S+host\.json: \(the whole file\): Expected object/],
    ['a batch of none', queues({ batchSize: 0 }), /extensions\.queues\.batchSize: /],
    ['a batch of too many', queues({ batchSize: 33 }), /extensions\.queues\.batchSize: /],
    ['no tries', queues({ maxDequeueCount: 0 }), /extensions\.queues\.maxDequeueCount: /],
    [
      'seconds for a time span',
      queues({ visibilityTimeout: 120 }),
      /extensions\.queues\.visibilityTimeout: Expected string/,
    ],
    ['minutes for a time span', queues({ visibilityTimeout: '2:00' }), /Expected a time span like "00:01:30"/],
    ['a look without a pause', queues({ maxPollingInterval: '00:00:00' }), /Expected at least "00:00:00\.100"/],
    ['another encoding', queues({ messageEncoding: 'utf7' }), /Expected one of "base64", "none"/],
  ])('%s', async (_what, content, words) => {
    const problems = await problemsOf(content);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });
});

test.each([
  [undefined, 60_000, []],
  ['2', 2_000, []],
  ['3600', 3_600_000, []],
  ['1', 1_000, ['This is "1"; expected a whole number of seconds from 2 to 3600.']],
  ['soon', Number.NaN, ['This is "soon"; expected a whole number of seconds from 2 to 3600.']],
])('a lease of %s is %s ms', (text, expected, messages) => {
  const problems: { readonly path: string; readonly message: string }[] = [];

  expect(readLease({ ROLLCALL_MESSAGE_LEASE_SECONDS: text }, problems)).toBe(expected);
  expect(problems.map(({ message }) => message)).toEqual(messages);
});
