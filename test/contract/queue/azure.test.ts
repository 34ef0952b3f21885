import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll } from 'vitest';
import { createWorkQueue } from '../../../src/adapters/azure/queue/queue.ts';
import { poisonQueueOf, WORK_KINDS, WORK_QUEUES } from '../../../src/adapters/azure/queue/queue-names.ts';
import { parseWork } from '../../../src/adapters/azure/queue/work-message.ts';
import type { Work } from '../../../src/domain/events/work.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { queueContract } from './queue-contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

queueContract('Azure Storage queues', async () => {
  const { connectionString } = azurite;
  const raw = QueueServiceClient.fromConnectionString(connectionString);
  return {
    queue: createWorkQueue({ service: { kind: 'connection-string', connectionString }, retryDelayMs: 1 }),
    async receive() {
      const work: Work[] = [];
      for (const kind of WORK_KINDS) {
        const client = raw.getQueueClient(WORK_QUEUES[kind]);
        for (;;) {
          const { receivedMessageItems } = await client.receiveMessages({ numberOfMessages: 32 });
          if (receivedMessageItems.length === 0) break;
          await Promise.all(
            receivedMessageItems.map(({ messageId, popReceipt }) => client.deleteMessage(messageId, popReceipt)),
          );
          for (const { messageText } of receivedMessageItems)
            work.push(parseWork(kind, Buffer.from(messageText, 'base64').toString('utf8')));
        }
      }
      return work;
    },
    async putAside(kind, text) {
      const client = raw.getQueueClient(poisonQueueOf(WORK_QUEUES[kind]));
      const { messageId } = await client.sendMessage(Buffer.from(text, 'utf8').toString('base64'));
      return messageId;
    },
    async clearPoison() {
      await Promise.all(WORK_KINDS.map((kind) => raw.getQueueClient(poisonQueueOf(WORK_QUEUES[kind])).clearMessages()));
    },
  };
});
