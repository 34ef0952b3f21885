/** A WorkQueue in Azure Storage, or in Azurite. */
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { QueueFault, type QueueMessage, type WorkQueue } from './work-queue.ts';
import { ConfigError } from '../../errors.ts';
import { z } from 'zod';

/** For one request with its repetitions. */
const REQUEST_MS = 30_000;
const RETRIES = { maxTries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 5_000 };
const GONE = ['MessageNotFound', 'PopReceiptMismatch'];

export interface StorageQueueOptions {
  readonly name: string;
  /** Name of the setting with the connection string. */
  readonly connection: string;
  readonly connectionString: string;
}

/** The SDK is loaded here, so that a start without a queue trigger does not pay for it. Throws ConfigError when the connection string cannot be understood, and does not repeat it. */
export async function openStorageQueue({
  name,
  connection,
  connectionString,
}: StorageQueueOptions): Promise<WorkQueue> {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const service = openService(() =>
    QueueServiceClient.fromConnectionString(connectionString, { retryOptions: RETRIES }),
  );
  const queue = service.getQueueClient(name);
  const poison = service.getQueueClient(`${name}-poison`);
  return {
    name,
    async receive(limit, hiddenMs) {
      const { receivedMessageItems } = await send((abortSignal) =>
        queue.receiveMessages({ numberOfMessages: limit, visibilityTimeout: wholeSeconds(hiddenMs), abortSignal }),
      );
      return receivedMessageItems.map(toMessage);
    },
    async hide({ id }, receipt, ms) {
      const { popReceipt } = await send((abortSignal) =>
        queue.updateMessage(id, receipt, undefined, wholeSeconds(ms), { abortSignal }),
      );
      return popReceipt ?? receipt;
    },
    async remove({ id }, receipt) {
      await send((abortSignal) => queue.deleteMessage(id, receipt, { abortSignal }));
    },
    async copyToPoison({ text }) {
      const copy = () => send((abortSignal) => poison.sendMessage(text, { messageTimeToLive: -1, abortSignal }));
      try {
        await copy();
      } catch (error) {
        if (!(error instanceof QueueFault && error.reason === 'missing')) throw error;
        await createQueue(poison);
        await copy();
      }
    },
    create: () => createQueue(queue),
  };

  function openService<Client>(open: () => Client): Client {
    try {
      return open();
    } catch {
      throw new ConfigError([
        {
          path: connection,
          message:
            'This connection string cannot be understood; expected it whole, as the storage account shows it under Access keys, or UseDevelopmentStorage=true for Azurite.',
        },
      ]);
    }
  }
}

async function createQueue(queue: QueueClient): Promise<void> {
  await send((abortSignal) => queue.createIfNotExists({ abortSignal }));
}

const thrownSchema = z.object({
  name: z.string().catch('Error'),
  code: z.string().nullish().catch(null),
  statusCode: z.number().nullish().catch(null),
});

/** The SDK's errors carry the request with its address and signature, so nothing of them is kept but codes. */
async function send<Answer extends { readonly requestId?: string | undefined }>(
  request: (abortSignal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await request(AbortSignal.timeout(REQUEST_MS));
  } catch (error) {
    const { name, code, statusCode } = thrownSchema.parse(error);
    const words = [statusCode, code ?? name].filter((part) => part !== null && part !== undefined).join(' ');
    if (code === 'QueueNotFound') throw new QueueFault('missing', words);
    throw new QueueFault(GONE.includes(code ?? '') ? 'gone' : 'other', words);
  }
  // A sign-in page or a proxy answers with success too, and the SDK reads an empty queue in it.
  if (answer.requestId === undefined) throw new QueueFault('other', 'the answer does not come from Azure Storage');
  return answer;
}

function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function toMessage(item: DequeuedMessageItem): QueueMessage {
  return {
    id: item.messageId,
    text: item.messageText,
    receipt: item.popReceipt,
    dequeueCount: item.dequeueCount,
    insertedOn: item.insertedOn.toISOString(),
    expiresOn: item.expiresOn.toISOString(),
    nextVisibleOn: item.nextVisibleOn.toISOString(),
  };
}
