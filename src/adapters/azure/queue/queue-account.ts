// Sends requests to the queues of one storage account: opened on first use, counted, bounded in time, faults translated.
import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { RequestMeter } from '../../../ports/run-ports.ts';
import type { StorageAccount } from '../account.ts';
import { openQueueService } from '../account.ts';
import { foreignAnswer, readThrown, storageFault } from '../fault.ts';

export interface QueueAccountOptions {
  readonly service: StorageAccount;
  readonly meter?: RequestMeter;
  /** Milliseconds before the second repetition of a request that failed; it doubles from there on. Default 500. */
  readonly retryDelayMs?: number;
}

interface Answer {
  readonly requestId?: string | undefined;
}

interface QueueRequest<Sent extends Answer> {
  readonly queue: string;
  /** "send a message" */
  readonly label: string;
  readonly purpose: 'data' | 'write';
  readonly send: (queue: QueueClient, abortSignal: AbortSignal) => Promise<Sent>;
}

export interface QueueAccount {
  /** The signal aborts when a minute is over, repetitions included. Throws what `storageFault` makes of the SDK's errors. */
  request<Sent extends Answer>(request: QueueRequest<Sent>): Promise<Sent>;
  /** The same; undefined: there is no such queue. */
  requestIfThere<Sent extends Answer>(request: QueueRequest<Sent>): Promise<Sent | undefined>;
}

const TRIES = 4;
/** For one request with its repetitions. */
const REQUEST_MS = 60_000;

export function createQueueAccount(options: QueueAccountOptions): QueueAccount {
  let opened: Promise<QueueServiceClient> | undefined;
  const clients = new Map<string, QueueClient>();

  const open = (): Promise<QueueServiceClient> =>
    (opened ??= openQueueService(options.service, { tries: TRIES, delayMs: options.retryDelayMs ?? 500 }));

  async function send<Sent extends Answer>({ queue, purpose, send }: QueueRequest<Sent>): Promise<Sent> {
    const service = await open();
    const client = clients.get(queue) ?? service.getQueueClient(queue);
    clients.set(queue, client);
    options.meter?.count('storage', purpose);
    const answer = await send(client, AbortSignal.timeout(REQUEST_MS));
    if (answer.requestId === undefined) throw foreignAnswer();
    return answer;
  }

  const fault = (error: unknown, { queue, label }: { readonly queue: string; readonly label: string }): Error =>
    storageFault(error, { request: label, place: `queue "${queue}"` });

  return {
    async request(request) {
      try {
        return await send(request);
      } catch (error) {
        throw fault(error, request);
      }
    },
    async requestIfThere(request) {
      try {
        return await send(request);
      } catch (error) {
        if (readThrown(error).code === 'QueueNotFound') return undefined;
        throw fault(error, request);
      }
    },
  };
}
