// The WorkQueue in Azure Storage queues, one for each kind of work, from which the functions take it.
import type { Work } from '../../../domain/events/work.ts';
import { InvariantError } from '../../../errors.ts';
import type { Check } from '../../../ports/run-ports.ts';
import type { WorkQueue } from '../../../ports/event-ports.ts';
import { failedCheck } from '../failed-check.ts';
import { createPoison } from './poison.ts';
import { createQueueAccount } from './queue-account.ts';
import type { QueueAccountOptions } from './queue-account.ts';
import { poisonQueueOf, WORK_KINDS, WORK_QUEUES } from './queue-names.ts';
import type { QueueNames } from './queue-names.ts';
import { renderWork } from './work-message.ts';

export interface WorkQueueOptions extends QueueAccountOptions {
  /** Default: those to which the functions listen. */
  readonly names?: QueueNames;
}

/** A message lives for seven days, and the service lets none be hidden for longer than it lives. */
const LONGEST_DELAY_MS = 6 * 86_400_000;

/** A request whose answer was lost is sent again, so a message can come twice: the port says "at least once". Delays are rounded up to whole seconds. */
export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const names = options.names ?? WORK_QUEUES;
  const account = createQueueAccount(options);

  async function send(work: Work, afterMs = 0): Promise<void> {
    if (!(afterMs >= 0 && afterMs <= LONGEST_DELAY_MS))
      throw new InvariantError(`Work is sent for at most ${LONGEST_DELAY_MS} ms later, not for ${afterMs}`);
    const text = renderWork(work);
    await account.request({
      queue: names[work.kind],
      label: 'send a message',
      purpose: 'write',
      send: (client, abortSignal) =>
        client.sendMessage(text, { visibilityTimeout: Math.ceil(afterMs / 1000), abortSignal }),
    });
  }

  const poison = createPoison(account, names, send);

  return {
    send,
    ...poison,
    async prepare() {
      const queues = WORK_KINDS.flatMap((kind) => [names[kind], poisonQueueOf(names[kind])]);
      await Promise.all(
        queues.map((queue) =>
          account.request({
            queue,
            label: 'create the queue',
            purpose: 'write',
            send: (client, abortSignal) => client.createIfNotExists({ abortSignal }),
          }),
        ),
      );
    },
    check: () => Promise.all([...WORK_KINDS.map((kind) => checkQueue(names[kind])), checkPoison()]),
  };

  /** Looks only: a message for trial would start a run. */
  async function checkQueue(queue: string): Promise<Check> {
    const name = `Storage: queue "${queue}"`;
    try {
      const { approximateMessagesCount } = await account.request({
        queue,
        label: 'look at the queue',
        purpose: 'data',
        send: (client, abortSignal) => client.getProperties({ abortSignal }),
      });
      return { name, result: 'ok', detail: `messages waiting: about ${approximateMessagesCount ?? 0}`, fix: null };
    } catch (error) {
      return failedCheck(name, error);
    }
  }

  async function checkPoison(): Promise<Check> {
    const name = 'Storage: poison queues';
    try {
      const count = await poison.countPoisoned();
      if (count === 0) return { name, result: 'ok', detail: 'no message was put aside', fix: null };
      return {
        name,
        result: 'warn',
        detail: `messages put aside after failing too often: about ${count}`,
        fix: 'See which they are, and what to do with them: rollcall poison',
      };
    } catch (error) {
      return failedCheck(name, error);
    }
  }
}
