// Takes events in: what is news becomes work in the queue, and then it is noted that it was taken in.
import { freshEvents } from '../../core/events/fresh-events.ts';
import { planWork } from '../../core/events/plan-work.ts';
import type { DirectoryEvent } from '../../domain/events/event.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import { RemoteError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports/run-ports.ts';
import type { EventLedger, WorkQueue } from '../../ports/event-ports.ts';
import { atMost } from '../at-most.ts';

/** Messages on their way at the same time; whoever delivered waits three seconds and no longer. */
const AT_ONCE = 32;

export interface AcceptPorts {
  readonly name: ConnectionName;
  readonly queue: Pick<WorkQueue, 'send'>;
  readonly ledger: Pick<EventLedger, 'seen' | 'note'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Counts of events, except `people` and `runs`: messages sent. */
export interface Accepted {
  readonly accepted: number;
  readonly repeated: number;
  readonly people: number;
  readonly runs: number;
}

/**
 * `settleMs`: the wait before a person is looked at. Throws RemoteError when the queue did not take all of it: nothing is noted then, so that the sender's
 * repetition is taken in whole, and what was sent meanwhile is done twice at worst. A ledger that fails loses nothing, so it refuses nothing.
 */
export async function acceptEvents(
  ports: AcceptPorts,
  events: readonly DirectoryEvent[],
  { settleMs }: { readonly settleMs: number },
): Promise<Accepted> {
  const { fresh, repeated } = freshEvents(events, await readSeen(ports, events));
  const at = ports.clock.now().toISOString();
  const due = planWork(fresh, { connection: ports.name, at, settleMs });
  await atMost(AT_ONCE, due, async ({ work, afterMs }) => ports.queue.send(work, afterMs));
  await noteAccepted(ports, fresh, at);
  const people = due.filter(({ work }) => work.kind === 'person').length;
  return { accepted: fresh.length, repeated, people, runs: due.length - people };
}

async function readSeen(
  { name, ledger, logger }: AcceptPorts,
  events: readonly DirectoryEvent[],
): Promise<ReadonlySet<string>> {
  const ids = events.flatMap(({ id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return new Set();
  try {
    return await ledger.seen(name, [...new Set(ids)]);
  } catch (error) {
    // Taken for news, all of them: to look once more at a person costs a few requests, to miss one costs an hour.
    warn(logger, 'repeated events not recognised', error);
    return new Set();
  }
}

async function noteAccepted(
  { name, ledger, logger }: AcceptPorts,
  events: readonly DirectoryEvent[],
  at: string,
): Promise<void> {
  if (events.length === 0) return;
  try {
    await ledger.note(
      name,
      events.map(({ id, people }) => ({ id, at, people })),
    );
  } catch (error) {
    // It is in the queue: a refusal now would only bring it again.
    warn(logger, 'accepted events not noted', error);
  }
}

function warn(logger: Logger, message: string, error: unknown): void {
  logger.warn(message, {
    fault: error instanceof Error ? error.name : typeof error,
    reason: error instanceof RemoteError ? error.reason : null,
  });
}
