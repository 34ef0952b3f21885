/** The storage queue as Azurite has it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { QueueServiceClient, type QueueClient } from '@azure/storage-queue';
import { startAzurite, type Azurite } from '../../../src/sandbox/azurite.ts';
import { ConfigError } from '../../../src/errors.ts';
import { createServer } from 'node:http';
import { delay } from '../../../src/runtime/system.ts';
import { openStorageQueue } from '../../../src/host/queues/storage-queue.ts';
import { processMessage } from '../../../src/host/queues/process-message.ts';
import type { WorkQueue } from '../../../src/host/queues/work-queue.ts';
import { listen } from '../../support/served/listen.ts';

let azurite: Azurite;
let name: string;
let queue: WorkQueue;
let client: QueueClient;
let poison: QueueClient;
let count = 0;
const open = (connectionString: string) => openStorageQueue({ name, connection: 'WorkStorage', connectionString });
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  await azurite.stop();
});
beforeEach(async () => {
  name = `queue-${(count += 1)}`;
  const service = QueueServiceClient.fromConnectionString(azurite.connectionString);
  client = service.getQueueClient(name);
  poison = service.getQueueClient(`${name}-poison`);
  queue = await open(azurite.connectionString);
  await queue.create();
});

async function takeOne() {
  const [message] = await queue.receive(1, 60_000);
  if (message === undefined) throw new RangeError('There is no message that can be seen');
  return message;
}

test('a message is taken once, hidden from then on, and counted', async () => {
  await client.sendMessage('dGV4dA==');

  const message = await takeOne();

  expect(message).toMatchObject({ text: 'dGV4dA==', dequeueCount: 1 });
  expect(Date.parse(message.nextVisibleOn) - Date.parse(message.insertedOn)).toBeGreaterThanOrEqual(60_000);
  expect(await queue.receive(32, 60_000)).toEqual([]);
});

test('as many are taken as were asked for', async () => {
  await Promise.all(Array.from({ length: 5 }, (_unused, index) => client.sendMessage(`m${index}`)));

  expect(await queue.receive(3, 60_000)).toHaveLength(3);
  expect(await queue.receive(32, 60_000)).toHaveLength(2);
});

test('what is hidden for no time shows at once, with its text', async () => {
  await client.sendMessage('dGV4dA==');
  const message = await takeOne();

  await queue.hide(message, message.receipt, 0);

  expect(await queue.receive(1, 60_000)).toMatchObject([{ id: message.id, text: 'dGV4dA==', dequeueCount: 2 }]);
});

test('a renewal gives a new receipt, and only that one counts', async () => {
  await client.sendMessage('a');
  const message = await takeOne();

  const receipt = await queue.hide(message, message.receipt, 1_500);

  expect(receipt).not.toBe(message.receipt);
  await expect(queue.remove(message, message.receipt)).rejects.toMatchObject({ reason: 'gone' });
  await queue.remove(message, receipt);
  await expect(queue.hide(message, receipt, 1_000)).rejects.toMatchObject({ reason: 'gone' });
  expect((await client.getProperties()).approximateMessagesCount).toBe(0);
});

test('a message whose function outlasts the lease is kept from others by renewals, and removed by the last receipt', async () => {
  await client.sendMessage('dGV4dA==');
  const [message] = await queue.receive(1, 2_000);
  let renewals = 0;
  const { promise: outlasted, resolve } = Promise.withResolvers<'answered'>();
  const counting: WorkQueue = {
    ...queue,
    hide: async (...given) => {
      const receipt = await queue.hide(...given);
      // Three of them and the first hiding are more than one lease.
      if ((renewals += 1) === 4) resolve('answered');
      return receipt;
    },
  };

  const processed = processMessage(message!, {
    queue: counting,
    options: { maxDequeueCount: 5, visibilityTimeout: 0, messageEncoding: 'base64' },
    leaseMs: 2_000,
    run: () => outlasted,
    clock: { now: () => new Date(), delay },
    log: () => undefined,
  });
  await outlasted;
  const others = await queue.receive(1, 60_000);
  await processed;

  expect(others).toEqual([]);
  expect((await client.getProperties()).approximateMessagesCount).toBe(0);
});

test('the poison queue is created with its first message, and keeps it as it is', async () => {
  await client.sendMessage('no base64!');
  const message = await takeOne();
  expect(await poison.exists()).toBe(false);

  await queue.copyToPoison(message);
  await queue.copyToPoison(message);

  const { receivedMessageItems } = await poison.receiveMessages({ numberOfMessages: 32 });
  expect(receivedMessageItems.map((item) => item.messageText)).toEqual(['no base64!', 'no base64!']);
  // Not gone after a week, as messages are by default.
  expect(receivedMessageItems[0]?.expiresOn.getUTCFullYear()).toBe(9999);
});

test('a queue that is missing is told as such, and creating it twice is no fault', async () => {
  await client.delete();

  await expect(queue.receive(1, 60_000)).rejects.toMatchObject({ reason: 'missing' });
  await queue.create();
  await queue.create();
  expect(await queue.receive(1, 60_000)).toEqual([]);
});

describe('a fault', () => {
  test('of a wrong key holds codes and nothing else', async () => {
    const wrong = azurite.connectionString.replace(
      /AccountKey=[^;]+/,
      `AccountKey=${Buffer.from('hunter2').toString('base64')}`,
    );
    const fault: unknown = await (await open(wrong)).receive(1, 60_000).catch((error: unknown) => error);

    expect(fault).toMatchObject({
      name: 'QueueFault',
      reason: 'other',
      code: expect.stringMatching(/^403 /) as unknown,
    });
    expect(JSON.stringify(fault)).not.toMatch(/SharedKey|sig=|127\.0\.0\.1/);
  });

  test('is what something else says that answers in its place', async () => {
    const page = createServer((_request, response) => response.end('<html>Please sign in</html>'));
    const port = await listen(page);
    const elsewhere = azurite.connectionString.replace(
      /QueueEndpoint=[^;]+/,
      `QueueEndpoint=http://127.0.0.1:${port}/x`,
    );
    try {
      await expect((await open(elsewhere)).receive(1, 60_000)).rejects.toMatchObject({ reason: 'other' });
    } finally {
      page.close();
    }
  });

  test.each(['', 'hunter2', 'AccountName=hunter2'])(
    'is a connection string that cannot be understood: "%s"',
    async (text) => {
      const refused: unknown = await open(text).catch((error: unknown) => error);

      expect(refused).toBeInstanceOf(ConfigError);
      expect(String(refused)).toMatch(/WorkStorage: This connection string cannot be understood; expected it whole/);
      expect(String(refused)).not.toContain('hunter2');
    },
  );
});
