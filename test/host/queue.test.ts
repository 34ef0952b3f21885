/** Queue functions and runs by hand: `rollcall serve` in processes of its own on one Azurite. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { QueueServiceClient, type QueueClient } from '@azure/storage-queue';
import { startAzurite, type Azurite } from '../../src/sandbox/azurite.ts';
import { startServeApp, type LogLine, type ServeApp } from '../support/served/serve-app.ts';
import { z } from 'zod';

const FUNCTIONS = new URL('functions/queue/', import.meta.url);

let azurite: Azurite;
let service: QueueServiceClient;
let count = 0;
beforeAll(async () => {
  azurite = await startAzurite();
  service = QueueServiceClient.fromConnectionString(azurite.connectionString);
});
afterAll(async () => {
  await azurite.stop();
});

/** So many workers on a queue of their own, which looks often and waits for nothing. */
async function startWorkers(
  workers: number,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly apps: readonly ServeApp[]; readonly queue: QueueClient; readonly poison: QueueClient }> {
  const name = `work-${(count += 1)}`;
  const env = {
    WorkStorage: azurite.connectionString,
    WORK_QUEUE: name,
    'AzureWebJobs.switched-off.Disabled': 'true',
    ROLLCALL_MESSAGE_LEASE_SECONDS: '60',
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.100',
    AzureFunctionsJobHost__extensions__queues__maxDequeueCount: '3',
    ...more,
  };
  const queue = service.getQueueClient(name);
  await queue.create();
  const apps = await Promise.all(Array.from({ length: workers }, () => startServeApp({ env, functions: FUNCTIONS })));
  onTestFinished(async () => {
    await Promise.all(apps.map((app) => app.kill()));
  });
  return { apps, queue, poison: service.getQueueClient(`${name}-poison`) };
}

const send = async (queue: QueueClient, message: unknown): Promise<void> => {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  await queue.sendMessage(Buffer.from(text).toString('base64'));
};
const ended = (line: LogLine) => line['function'] === 'work' && line['ms'] !== undefined;
const toldSchema = z.object({
  message: z.unknown(),
  metadata: z.looseObject({ id: z.string(), dequeueCount: z.number() }),
});
const namedSchema = z.object({ name: z.string() });
/** What the function said of the messages that it got. */
const told = (app: ServeApp) =>
  app.log
    .filter((line) => line['function'] === 'work' && line.message.startsWith('{'))
    .map((line) => toldSchema.parse(JSON.parse(line.message)));

describe('a message', () => {
  test('comes to its function parsed, with the metadata of the host, and is gone afterwards', async () => {
    const { apps, queue } = await startWorkers(1);
    const [app] = apps;
    await send(queue, { task: 'succeed', name: 'Ümläut' });

    await app!.logged(ended);

    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) as unknown;
    expect(told(app!)).toEqual([
      {
        message: { task: 'succeed', name: 'Ümläut' },
        metadata: {
          queueTrigger: { task: 'succeed', name: 'Ümläut' },
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          dequeueCount: 1,
          insertionTime: instant,
          expirationTime: instant,
          nextVisibleTime: instant,
          popReceipt: expect.any(String) as unknown,
        },
      },
    ]);
    expect(await app!.stop()).toBe(0);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('that is no JSON comes as text', async () => {
    const { apps, queue } = await startWorkers(1);
    await send(queue, 'just words');

    await apps[0]!.logged(ended);

    expect(told(apps[0]!)).toMatchObject([{ message: 'just words', metadata: { queueTrigger: 'just words' } }]);
  });

  test('whose function fails is tried as often as host.json says, and then set aside as it was', async () => {
    const { apps, queue, poison } = await startWorkers(1);
    await send(queue, { task: 'fail', name: 'a' });

    await apps[0]!.logged((line) => line.message === 'message set aside in the poison queue');

    expect(told(apps[0]!).map(({ metadata }) => metadata.dequeueCount)).toEqual([1, 2, 3]);
    const { receivedMessageItems } = await poison.receiveMessages();
    expect(receivedMessageItems.map((item) => Buffer.from(item.messageText, 'base64').toString())).toEqual([
      '{"task":"fail","name":"a"}',
    ]);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('of a worker that is killed is taken by another one', async () => {
    const { apps, queue } = await startWorkers(2, { ROLLCALL_MESSAGE_LEASE_SECONDS: '2' });
    await send(queue, { task: 'hang', name: 'a' });
    const took = (line: LogLine) => line['function'] === 'work' && line.message.startsWith('{');
    const first = await Promise.race(apps.map(async (app) => app.logged(took).then(() => app)));
    const other = apps.find((app) => app !== first)!;

    await first.kill();
    await other.logged(took);

    expect(told(other).map(({ metadata }) => metadata.dequeueCount)).toEqual([2]);
  });

  test('is worked on once, whatever the number of workers', async () => {
    const { apps, queue } = await startWorkers(2, { AzureFunctionsJobHost__extensions__queues__batchSize: '4' });
    const names = Array.from({ length: 24 }, (_unused, index) => `m${index}`);
    await Promise.all(names.map((name) => send(queue, { task: 'succeed', name })));

    await expect.poll(async () => (await queue.getProperties()).approximateMessagesCount, { timeout: 20_000 }).toBe(0);
    await Promise.all(apps.map((app) => app.stop()));

    const seen = apps.flatMap((app) => told(app).map(({ message }) => namedSchema.parse(message).name));
    expect(seen.toSorted()).toEqual(names.toSorted());
  });
});

test('a queue that is not there is created', async () => {
  const name = `missing-${(count += 1)}`;
  const { apps } = await startWorkers(1, { WORK_QUEUE: name });

  await apps[0]!.logged((line) => line.message === 'queue created' && line['queue'] === name);

  expect(await service.getQueueClient(name).exists()).toBe(true);
});

describe('by hand', () => {
  let app: ServeApp;
  beforeAll(async () => {
    const env = {
      WorkStorage: azurite.connectionString,
      WORK_QUEUE: 'by-hand',
      'AzureWebJobs.switched-off.Disabled': '1',
    };
    app = await startServeApp({ env, functions: FUNCTIONS });
  });
  afterAll(async () => {
    await app.kill();
  });
  const post = (path: string, key: string, body?: string) =>
    fetch(`${app.url}${path}`, {
      method: 'POST',
      headers: { 'x-functions-key': key },
      ...(body !== undefined && { body }),
    });

  test.each([['{}'], [''], ['{"input":""}']])('a timer runs now, with the body %j', async (body) => {
    const before = app.log.length;
    const answer = await post('/admin/functions/Tell-Time', app.keys.master, body);

    expect([answer.status, await answer.text()]).toEqual([202, '']);
    const line = await app.logged(
      (one) => app.log.indexOf(one) >= before && one['function'] === 'tell-time' && one.message.startsWith('{'),
    );
    expect(JSON.parse(line.message)).toEqual({
      schedule: { adjustForDST: true },
      scheduleStatus: {
        last: '0001-01-01T00:00:00+00:00',
        next: expect.stringMatching(/^\d{4}-01-01T00:00:00\.000Z$/) as unknown,
        lastUpdated: '0001-01-01T00:00:00+00:00',
      },
      isPastDue: false,
    });
  });

  test('a queue function runs with the message that is given', async () => {
    const answer = await app.runByHand('work', { input: '{"task":"succeed","name":"by hand"}' });
    await app.logged(ended);

    expect(answer.status).toBe(202);
    expect(told(app)).toMatchObject([{ message: { task: 'succeed', name: 'by hand' }, metadata: { dequeueCount: 1 } }]);
  });

  test.each([
    ['an unknown function', 'nobody', '{}', 404, /^No function is named "nobody"\. There are tell-time, work\.$/],
    ['one that is switched off', 'switched-off', '{}', 404, /^No function is named "switched-off"/],
    ['a queue function without a message', 'work', '{}', 400, /^work takes a message; expected \{"input"/],
    ['half of a body', 'work', '{"input":', 400, /^The body is not understood; expected JSON/],
    ['another shape', 'work', '{"input":1}', 400, /^The body is not understood/],
    ['no object', 'tell-time', '"now"', 400, /^The body is not understood/],
    ['far too much', 'work', `{"input":"${'x'.repeat(200_000)}"}`, 413, /^The body is too long; expected at most 128/],
  ])('%s is refused in words', async (_what, name, body, status, words) => {
    const answer = await post(`/admin/functions/${name}`, app.keys.master, body);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({ status, detail: expect.stringMatching(words) as unknown });
  });

  test.each([
    ['the function key', 'the-function-key'],
    ['a wrong key', 'wrong'],
  ])('nothing runs with %s, and nobody is told what there is', async (_what, key) => {
    for (const name of ['tell-time', 'nobody']) {
      const answer = await post(`/admin/functions/${name}`, key, '{}');
      expect([answer.status, await answer.text()]).toEqual([401, '']);
    }
  });

  test('is POST alone, and there is nothing else under /admin', async () => {
    const headers = { 'x-functions-key': app.keys.master };
    const get = await fetch(`${app.url}/admin/functions/tell-time`, { headers });
    const other = await post('/admin/host/status', app.keys.master);

    expect([get.status, get.headers.get('Allow')]).toEqual([405, 'POST']);
    expect(other.status).toBe(404);
  });
});
