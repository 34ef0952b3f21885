// Goes through a queue message by message. To remove one it has to be received: what is only looked at comes without the receipt that this takes.
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueAccount } from './queue-account.ts';

/** Messages in one answer, and so in hand at the same time; the service's own limit. */
export const MOST_AT_ONCE = 32;
/** Seconds for which what was received is hidden from others. Nothing needs longer, and when this process dies it is all there again after that. */
const HIDDEN_SECONDS = 60;
/** So that a queue which fills as fast as it is gone through has an end: 32,000 messages. */
const MOST_BATCHES = 1000;

export type ReceivedMessage = Pick<DequeuedMessageItem, 'messageId' | 'popReceipt' | 'messageText'>;

/**
 * - `gone`: it was removed. - `kept`: it stays in the queue. - `found`: it was removed and is the one that was looked for, so the rest need not be seen.
 */
export type Visit = (message: ReceivedMessage) => Promise<'gone' | 'kept' | 'found'>;

/**
 * Shows every message once, up to 32 at the same time, each hidden from others meanwhile so that the next answer holds others. What was kept is given back at
 * the end, also when a visit throws (the first fault is passed on then). No message is lost: one that cannot be given back is there again after a minute. One
 * that somebody else has in hand at the moment is not seen. A queue that does not exist has no messages. Answers whether one was found.
 */
export async function sweepQueue(account: QueueAccount, queue: string, visit: Visit): Promise<boolean> {
  const seen = new Set<string>();
  const inHand = new Map<string, ReceivedMessage>();
  try {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const messages = await receive(account, queue);
      for (const message of messages) inHand.set(message.messageId, message);
      const fresh = messages.filter(({ messageId }) => !seen.has(messageId));
      if (fresh.length === 0) return false;
      const visits = await Promise.allSettled(
        fresh.map(async (message) => {
          seen.add(message.messageId);
          const result = await visit(message);
          if (result !== 'kept') inHand.delete(message.messageId);
          return result;
        }),
      );
      for (const one of visits) if (one.status === 'rejected') throw one.reason;
      if (visits.some((one) => one.status === 'fulfilled' && one.value === 'found')) return true;
    }
    return false;
  } finally {
    await giveBack(account, queue, [...inHand.values()]);
  }
}

export async function removeMessage(account: QueueAccount, queue: string, message: ReceivedMessage): Promise<void> {
  await account.request({
    queue,
    label: 'remove a message',
    purpose: 'write',
    send: (client, abortSignal) => client.deleteMessage(message.messageId, message.popReceipt, { abortSignal }),
  });
}

async function receive(account: QueueAccount, queue: string): Promise<readonly ReceivedMessage[]> {
  const answer = await account.requestIfThere({
    queue,
    label: 'receive messages',
    purpose: 'data',
    send: (client, abortSignal) =>
      client.receiveMessages({ numberOfMessages: MOST_AT_ONCE, visibilityTimeout: HIDDEN_SECONDS, abortSignal }),
  });
  return answer?.receivedMessageItems ?? [];
}

async function giveBack(account: QueueAccount, queue: string, messages: readonly ReceivedMessage[]): Promise<void> {
  for (let from = 0; from < messages.length; from += MOST_AT_ONCE) {
    // A failure only means that the message comes back a little later, by itself.
    await Promise.allSettled(
      messages.slice(from, from + MOST_AT_ONCE).map(({ messageId, popReceipt }) =>
        account.request({
          queue,
          label: 'give a message back',
          purpose: 'write',
          send: (client, abortSignal) => client.updateMessage(messageId, popReceipt, undefined, 0, { abortSignal }),
        }),
      ),
    );
  }
}
