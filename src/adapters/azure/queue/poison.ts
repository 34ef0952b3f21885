// What the Functions host put aside after it had failed too often: counted, looked at, put back, removed.
import type { PoisonedWork, Work, WorkKind } from '../../../domain/events/work.ts';
import { InvariantError, RemoteError } from '../../../errors.ts';
import type { WorkQueue } from '../../../ports/event-ports.ts';
import { decodeMessage } from './message-text.ts';
import type { QueueAccount } from './queue-account.ts';
import { poisonQueueOf, WORK_KINDS } from './queue-names.ts';
import type { QueueNames } from './queue-names.ts';
import { MOST_AT_ONCE, removeMessage, sweepQueue } from './sweep-queue.ts';
import type { ReceivedMessage } from './sweep-queue.ts';
import { understandWork } from './work-message.ts';

/** Characters of a message that are shown. */
const SHOWN = 1000;

type Poison = Pick<WorkQueue, 'countPoisoned' | 'listPoisoned' | 'replayPoisoned' | 'discardPoisoned'>;

/** The host creates a poison queue when it first needs one, so none that is missing is a fault. */
export function createPoison(account: QueueAccount, names: QueueNames, send: (work: Work) => Promise<void>): Poison {
  async function count(kind: WorkKind): Promise<number> {
    const answer = await account.requestIfThere({
      queue: poisonQueueOf(names[kind]),
      label: 'look at the queue',
      purpose: 'data',
      send: (client, abortSignal) => client.getProperties({ abortSignal }),
    });
    return answer?.approximateMessagesCount ?? 0;
  }

  async function list(kind: WorkKind, limit: number): Promise<readonly PoisonedWork[]> {
    const answer = await account.requestIfThere({
      queue: poisonQueueOf(names[kind]),
      label: 'look at messages',
      purpose: 'data',
      send: (client, abortSignal) => client.peekMessages({ numberOfMessages: limit, abortSignal }),
    });
    return (answer?.peekedMessageItems ?? []).map(({ messageId, insertedOn, messageText }) => {
      const text = decodeMessage(messageText);
      const { work, problem } = understandWork(kind, text);
      return { kind, id: messageId, since: insertedOn.toISOString(), work, problem, text: text.slice(0, SHOWN) };
    });
  }

  /** Sent first and removed then, so that it is in one of the two at any moment. */
  async function replay(queue: string, message: ReceivedMessage, work: Work): Promise<void> {
    await send(work);
    try {
      await removeMessage(account, queue, message);
    } catch (error) {
      // Somebody else has it in hand by now, or has removed it. It was sent all the same, and may come twice.
      if (!(error instanceof RemoteError) || (error.reason !== 'conflict' && error.reason !== 'missing')) throw error;
    }
  }

  return {
    async countPoisoned() {
      const counts = await Promise.all(WORK_KINDS.map(count));
      return counts.reduce((sum, one) => sum + one, 0);
    },
    async listPoisoned(limit) {
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_AT_ONCE)
        throw new InvariantError(`A queue shows 1 to ${MOST_AT_ONCE} of its messages, not ${limit}`);
      return (await Promise.all(WORK_KINDS.map((kind) => list(kind, limit)))).flat();
    },
    async replayPoisoned(id) {
      let replayed = 0;
      for (const kind of WORK_KINDS) {
        const queue = poisonQueueOf(names[kind]);
        const found = await sweepQueue(account, queue, async (message) => {
          if (id !== undefined && message.messageId !== id) return 'kept';
          const { work } = understandWork(kind, decodeMessage(message.messageText));
          if (work === null) return 'kept';
          await replay(queue, message, work);
          replayed += 1;
          return id === undefined ? 'gone' : 'found';
        });
        if (found) break;
      }
      return replayed;
    },
    async discardPoisoned(id) {
      for (const kind of WORK_KINDS) {
        const queue = poisonQueueOf(names[kind]);
        let work: Work | null = null;
        const found = await sweepQueue(account, queue, async (message) => {
          if (message.messageId !== id) return 'kept';
          await removeMessage(account, queue, message);
          ({ work } = understandWork(kind, decodeMessage(message.messageText)));
          return 'found';
        });
        if (found) return { work };
      }
      return undefined;
    },
  };
}
