/** What becomes of one message: run, then removed; or shown again for another try; or, when it has had its tries, set aside in the poison queue. */
import type { Call, CallOutcome } from '../functions/invoke.ts';
import type { QueueMessage, WorkQueue } from './work-queue.ts';
import type { HostClock } from '../host-clock.ts';
import type { HostLog } from '../host-log.ts';
import { keepHidden } from './keep-hidden.ts';
import type { QueueOptions } from '../host-file.ts';
import { randomUUID } from 'node:crypto';

export interface ProcessMessageOptions {
  readonly queue: WorkQueue;
  readonly options: Pick<QueueOptions, 'maxDequeueCount' | 'visibilityTimeout' | 'messageEncoding'>;
  readonly leaseMs: number;
  readonly run: (call: Call) => Promise<CallOutcome>;
  readonly clock: HostClock;
  readonly log: HostLog;
}

/** Throws QueueFault when what became of the message cannot be noted; it then shows again by itself. */
export async function processMessage(message: QueueMessage, surroundings: ProcessMessageOptions): Promise<void> {
  const { queue, options, leaseMs, run, clock, log } = surroundings;
  const fields = { queue: queue.name, messageId: message.id, dequeueCount: message.dequeueCount };
  const setAside = async (receipt: string, why: string): Promise<void> => {
    await queue.copyToPoison(message);
    await queue.remove(message, receipt);
    log('error', 'message set aside in the poison queue', { ...fields, poison: `${queue.name}-poison`, why });
  };

  // Only a worker that died leaves such a message: it is not given another one to take down.
  if (message.dequeueCount > options.maxDequeueCount) {
    await setAside(message.receipt, 'it was tried too often and never ended');
    return;
  }
  const text = decode(message.text, options.messageEncoding);
  if (text === undefined) {
    await setAside(message.receipt, 'it is not encoded as base64, as "messageEncoding" in host.json expects');
    return;
  }
  const endHiding = keepHidden({ queue, message, leaseMs, clock, log, fields });
  const outcome = await run(callOf(text, message));
  const receipt = await endHiding();
  if (outcome !== 'failed') await queue.remove(message, receipt);
  else if (message.dequeueCount >= options.maxDequeueCount)
    await setAside(receipt, `its function failed ${message.dequeueCount} times`);
  else await queue.hide(message, receipt, options.visibilityTimeout);
}

/** The library makes `queueTrigger`, `dequeueCount` … of the names, and parses what is JSON. */
export function callOf(text: string, message?: QueueMessage): Call {
  const id = randomUUID();
  return {
    id,
    data: { string: text },
    triggerMetadata: {
      QueueTrigger: { string: text },
      Id: { string: message?.id ?? id },
      DequeueCount: { int: message?.dequeueCount ?? 1 },
      ...(message !== undefined && {
        InsertionTime: { string: message.insertedOn },
        ExpirationTime: { string: message.expiresOn },
        NextVisibleTime: { string: message.nextVisibleOn },
        PopReceipt: { string: message.receipt },
      }),
    },
  };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decode(text: string, encoding: QueueOptions['messageEncoding']): string | undefined {
  if (encoding === 'none') return text;
  return BASE64.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined;
}
