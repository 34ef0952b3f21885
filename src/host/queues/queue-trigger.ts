/** Looks into a queue again and again: at once while there is something, ever more rarely while there is nothing, and as many messages at a time as host.json allows. */
import { QueueFault, type QueueMessage, type WorkQueue } from './work-queue.ts';
import { waited, type HostClock } from '../host-clock.ts';
import { faultFields } from '../functions/invoke.ts';
import type { HostLog } from '../host-log.ts';
import type { QueueOptions } from '../host-file.ts';

export interface QueueTrigger {
  /** Something may have been sent: looks within a tenth of a second, instead of when the next look is due. Within a second, when the looks before found nothing. */
  readonly wake: () => void;
  /** Takes nothing any more, and resolves when all that was taken is done with. */
  readonly stop: () => Promise<void>;
}

export interface QueueTriggerOptions {
  readonly queue: WorkQueue;
  readonly options: Pick<QueueOptions, 'batchSize' | 'newBatchThreshold' | 'maxPollingInterval'>;
  readonly leaseMs: number;
  readonly process: (message: QueueMessage) => Promise<void>;
  readonly clock: HostClock;
  readonly log: HostLog;
}

const SHORTEST_PAUSE_MS = 100;
/** What wakes it all the while without anything being there: requests that send nothing, or send it for later. */
const LONGEST_PAUSE_AFTER_WAKE_MS = 1_000;

export function startQueueTrigger({ queue, options, leaseMs, process, clock, log }: QueueTriggerOptions): QueueTrigger {
  const stopped = new AbortController();
  const underWay = new Set<Promise<void>>();
  let resting = new AbortController();
  let woken = false;
  let pause = SHORTEST_PAUSE_MS;
  let pauseAfterWake = SHORTEST_PAUSE_MS;

  function take(message: QueueMessage): void {
    const work = process(message)
      .catch((error: unknown) => {
        log('error', 'message could not be settled; it shows again when its time is over', {
          queue: queue.name,
          messageId: message.id,
          ...(error instanceof QueueFault ? { code: error.code } : faultFields(error)),
        });
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  /** Never rejects: whatever storage says, the queue is looked at again. */
  async function look(): Promise<readonly QueueMessage[]> {
    try {
      return await queue.receive(options.batchSize, leaseMs);
    } catch (error) {
      if (error instanceof QueueFault && error.reason === 'missing') await create();
      else noteFault('queue could not be read; is its storage running?', error);
      return [];
    }
  }

  async function create(): Promise<void> {
    try {
      await queue.create();
      log('info', 'queue created', { queue: queue.name });
    } catch (error) {
      noteFault('queue could not be created', error);
    }
  }

  function noteFault(message: string, error: unknown): void {
    log('warn', message, {
      queue: queue.name,
      ...(error instanceof QueueFault ? { code: error.code } : faultFields(error)),
    });
  }

  async function rest(): Promise<void> {
    if (!woken) {
      resting = new AbortController();
      const ms = pause;
      pause = Math.min(pause * 2, options.maxPollingInterval);
      const undisturbed = await waited(clock, ms, AbortSignal.any([resting.signal, stopped.signal]));
      if (undisturbed) pauseAfterWake = SHORTEST_PAUSE_MS;
      if (undisturbed || stopped.signal.aborted) return;
    }
    woken = false;
    pause = SHORTEST_PAUSE_MS;
    // Whoever wakes it a hundred times a second does not make it look as often.
    await waited(clock, pauseAfterWake, stopped.signal);
    pauseAfterWake = Math.min(pauseAfterWake * 2, LONGEST_PAUSE_AFTER_WAKE_MS);
  }

  const isStopped = (): boolean => stopped.signal.aborted;

  async function keep(): Promise<void> {
    while (!isStopped()) {
      if (underWay.size > options.newBatchThreshold) {
        await Promise.race(underWay);
        continue;
      }
      const messages = await look();
      if (isStopped()) {
        await giveBack(messages);
        return;
      }
      messages.forEach(take);
      if (messages.length === 0) await rest();
      else pause = pauseAfterWake = SHORTEST_PAUSE_MS;
    }
  }

  async function giveBack(messages: readonly QueueMessage[]): Promise<void> {
    for (const message of messages) {
      try {
        await queue.hide(message, message.receipt, 0);
      } catch (error) {
        noteFault('message could not be given back; it shows again when its time is over', error);
      }
    }
  }

  const keeping = keep();
  return {
    wake() {
      if (woken) return;
      woken = true;
      resting.abort();
    },
    async stop() {
      stopped.abort();
      await keeping;
      await Promise.all(underWay);
    },
  };
}
