/** A connection that takes its time keeps no other one waiting: its work moves to a queue of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import { openApp, type App } from '../app/open-app.ts';
import { PATIENCE_MS } from '../../../src/core/unattended/lane.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { SLOW_QUEUE } from '../../../src/runtime/handlers.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.stop();
});

const name = connectionName('harborpine');
const runs = async () => (await app.storage()).archive.list(name, { limit: 50 });

test('sends a connection whose last run took long to the slow ones, where it is run', async () => {
  const { archive } = await app.storage();
  await app.syncConnection({ version: 1, connection: name });
  const [first] = await runs();
  const run = runId(first!.run.replace(/[0-9a-f]{6}$/, 'ffffff'));
  const finishedAt = new Date(Date.parse(first!.startedAt) + PATIENCE_MS).toISOString();
  const slow = { ...first!, run, finishedAt };
  await archive.storeRun(name, slow, []);
  const queue = QueueServiceClient.fromConnectionString(app.azurite.connectionString).getQueueClient(SLOW_QUEUE);
  app.company.sandbox.clearTraffic();
  app.log.length = 0;
  const message = { version: 1, connection: name, asked: { by: 'schedule', due: new Date().toISOString() } };

  await app.syncConnection(message);

  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
  const sent = receivedMessageItems.map((item) => Buffer.from(item.messageText, 'base64').toString('utf8'));
  expect(sent.map((text): unknown => JSON.parse(text))).toEqual([message]);
  expect(app.company.sandbox.traffic).toEqual([]);
  expect(app.log).toEqual([expect.stringContaining('"this takes its time, so it goes on in the queue of slow runs"')]);

  await app.syncSlowConnection(sent[0]);

  expect((await runs())[0]).toMatchObject({ trigger: { kind: 'queue', by: 'sync-slow-connection' } });
  expect(app.company.sandbox.traffic).not.toEqual([]);
});
