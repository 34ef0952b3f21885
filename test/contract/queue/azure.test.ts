import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll } from 'vitest';
import { createRunQueue, RUN_QUEUE_NAME } from '../../../src/adapters/azure/queue.ts';
import { parseRunMessage } from '../../../src/adapters/azure/run-message.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { queueContract } from './queue-contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

queueContract('An Azure Storage queue', async () => {
  const { connectionString } = azurite;
  const service = { kind: 'connection-string', connectionString } as const;
  const raw = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(RUN_QUEUE_NAME);
  return {
    queue: createRunQueue({ service, retryDelayMs: 1 }),
    unprepared: createRunQueue({ service, queue: 'never-prepared', retryDelayMs: 1 }),
    async receive() {
      const { receivedMessageItems } = await raw.receiveMessages({ numberOfMessages: 32 });
      for (const { messageId, popReceipt } of receivedMessageItems) await raw.deleteMessage(messageId, popReceipt);
      return receivedMessageItems.map(
        ({ messageText }) => parseRunMessage(Buffer.from(messageText, 'base64').toString('utf8')).connection,
      );
    },
  };
});
