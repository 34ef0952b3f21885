/** Keeps a message hidden from others while it is worked on, however long that takes. */
import { waited, type HostClock } from '../host-clock.ts';
import { QueueFault, type QueueMessage, type WorkQueue } from './work-queue.ts';
import type { HostLog, HostLogFields } from '../host-log.ts';

export interface KeepHiddenOptions {
  readonly queue: WorkQueue;
  readonly message: QueueMessage;
  /** Milliseconds that it stays hidden if this process dies; renewed three times as often. */
  readonly leaseMs: number;
  readonly clock: HostClock;
  readonly log: HostLog;
  readonly fields: HostLogFields;
}

/** Answers what ends the renewing. It resolves with the receipt that counts, when no renewal is under way any more. */
export function keepHidden({ queue, message, leaseMs, clock, log, fields }: KeepHiddenOptions): () => Promise<string> {
  const stopped = new AbortController();
  let receipt = message.receipt;

  async function keep(): Promise<void> {
    while (await waited(clock, leaseMs / 3, stopped.signal)) {
      try {
        receipt = await queue.hide(message, receipt, leaseMs);
      } catch (error) {
        if (!(error instanceof QueueFault)) throw error;
        log('warn', 'message could not be kept hidden; another worker may take it too', {
          ...fields,
          code: error.code,
        });
        if (error.reason === 'gone') return;
      }
    }
  }

  const keeping = keep();
  // It is awaited at the end; until then a bug in here must not end the process.
  keeping.catch(() => undefined);
  return async () => {
    stopped.abort();
    await keeping;
    return receipt;
  };
}
