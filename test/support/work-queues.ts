/** How much work waits, that which nobody gets to see yet included, and waiting until none does. */
import { setTimeout as delay } from 'node:timers/promises';
import { QueueServiceClient } from '@azure/storage-queue';
import type { WorkKind } from '../../src/domain/events/work.ts';
import { WORK_KINDS, WORK_QUEUES } from '../../src/adapters/azure/queue/queue-names.ts';

/** Each comes before those to which its work may go. */
const DOWNSTREAM: Readonly<Record<WorkKind, number>> = { subscriptions: 0, approval: 1, person: 2, run: 3, slow: 4 };

/** Messages in the queues from which the functions take their work, and in the hands of a function; poisoned ones left out. */
async function countWork(connectionString: string): Promise<number> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  let count = 0;
  // From where work is sent to where it goes: what moves meanwhile is counted twice rather than not at all.
  for (const kind of WORK_KINDS.toSorted((one, other) => DOWNSTREAM[one] - DOWNSTREAM[other])) {
    const { approximateMessagesCount = 0 } = await service.getQueueClient(WORK_QUEUES[kind]).getProperties();
    count += approximateMessagesCount;
  }
  return count;
}

/** A message is removed when its function has ended, so nothing runs when none is left. Throws when some are left after so long. */
export async function untilQuiet(connectionString: string, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    const left = await countWork(connectionString);
    if (left === 0) return;
    if (performance.now() > end) throw new Error(`${left} messages still wait after ${limitMs / 1000} s`);
    await delay(100);
  }
}
