// Asks for runs: one small message per connection in an Azure Storage queue, from which the functions take them.
import type { QueueClient } from '@azure/storage-queue';
import type { Check, RequestMeter, WorkQueue } from '../../ports.ts';
import type { StorageAccount } from './account.ts';
import { openQueueService } from './account.ts';
import { failedCheck } from './failed-check.ts';
import { foreignAnswer, storageFault } from './fault.ts';
import { renderRunMessage } from './run-message.ts';

export const RUN_QUEUE_NAME = 'rollcall-runs';

export interface RunQueueOptions {
  readonly service: StorageAccount;
  /** Default: `rollcall-runs`, which the queue-triggered function listens to. */
  readonly queue?: string;
  readonly meter?: RequestMeter;
  /** Milliseconds before the second repetition of a request that failed. */
  readonly retryDelayMs?: number;
}

const TRIES = 4;
/** For one request with its repetitions. */
const REQUEST_MS = 60_000;

/** A request whose answer was lost is sent again, so a message can come twice: the port says "at least once". */
export function createRunQueue(options: RunQueueOptions): WorkQueue {
  const name = options.queue ?? RUN_QUEUE_NAME;
  const place = `queue "${name}"`;
  let opened: Promise<QueueClient> | undefined;

  async function open(): Promise<QueueClient> {
    const service = await openQueueService(options.service, { tries: TRIES, delayMs: options.retryDelayMs ?? 500 });
    return service.getQueueClient(name);
  }

  async function request<Answer extends { readonly requestId?: string | undefined }>(
    label: string,
    purpose: 'data' | 'write',
    send: (queue: QueueClient, abortSignal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      const queue = await (opened ??= open());
      options.meter?.count('storage', purpose);
      const answer = await send(queue, AbortSignal.timeout(REQUEST_MS));
      if (answer.requestId === undefined) throw foreignAnswer();
      return answer;
    } catch (error) {
      throw storageFault(error, { request: label, place });
    }
  }

  return {
    async send({ connection }) {
      await request('send a message', 'write', (queue, abortSignal) =>
        queue.sendMessage(renderRunMessage({ connection }), { abortSignal }),
      );
    },
    countPoisoned: async () => Promise.resolve(0),
    listPoisoned: async () => Promise.resolve([]),
    replayPoisoned: async () => Promise.resolve(0),
    discardPoisoned: async () => Promise.resolve(false),
    async prepare() {
      await request('create the queue', 'write', (queue, abortSignal) => queue.createIfNotExists({ abortSignal }));
    },
    async check(): Promise<readonly Check[]> {
      const check = `Storage: ${place}`;
      try {
        // Looks only: a message for trial would start a run.
        const { approximateMessagesCount } = await request('look at the queue', 'data', (queue, abortSignal) =>
          queue.getProperties({ abortSignal }),
        );
        const detail = `messages waiting: about ${approximateMessagesCount ?? 0}`;
        return [{ name: check, result: 'ok', detail, fix: null }];
      } catch (error) {
        return [failedCheck(check, error)];
      }
    },
  };
}
