// Does what a message in the queue asks for: looks whether it still has to be done, and runs over one person or over everybody.
import { addHours } from '../../core/instants.ts';
import { standing } from '../../core/events/standing.ts';
import { tookLong } from '../../core/unattended/lane.ts';
import { startOfTicket, type PersonId } from '../../domain/ids.ts';
import type { RunEntry, RunReport, Trigger } from '../../domain/runs/run.ts';
import type { RunWork } from '../../domain/events/work.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { OutOfPatience } from '../run/patience.ts';
import { runConnection } from '../run/run.ts';
import type { RunRequest } from '../run/course.ts';

export type WorkResult =
  /** A run has seen the cause already; nothing was done. */
  | { readonly kind: 'covered'; readonly by: RunEntry }
  /** Another run holds the connection. */
  | { readonly kind: 'busy' }
  /** It takes longer than others may be kept waiting; nothing was done. Only while there is a patience. */
  | { readonly kind: 'slow' }
  | { readonly kind: 'finished'; readonly report: RunReport };

/** As far back as an event can wait without a run in between. */
const LOOK_BACK_HOURS = 1;
/** Runs looked through; more of them within an hour would have been drawn together into one over everybody. */
const LOOK_BACK_RUNS = 200;
/** The same for what the clock asks for, which is covered by one of the newest or by none. */
const LOOK_BACK_BY_CLOCK = 20;

type Given = Pick<RunRequest, 'apply' | 'creationsOnly' | 'deadline' | 'traceParent' | 'patience'>;

/** `name`: the function's, for the record. `queuedAt`: when the message was put into the queue, ISO 8601; absent: nobody knows. Throws as runConnection does. */
export async function doWork(
  ports: ConnectionPorts,
  work: RunWork,
  { name, queuedAt, ...given }: { readonly name: string; readonly queuedAt?: string } & Given,
): Promise<WorkResult> {
  const { asked } = work;
  const person = personOf(work);
  const since = addHours(ports.clock.now().toISOString(), -LOOK_BACK_HOURS);
  const [runs, accepted] = await Promise.all([
    ports.archive.list(ports.name, { limit: asked.by === 'schedule' ? LOOK_BACK_BY_CLOCK : LOOK_BACK_RUNS }),
    person === null || ports.ledger === null ? [] : ports.ledger.readSince(ports.name, since),
  ]);
  const now = standing({ asked, person, runs, accepted, ...given });
  if (now.kind === 'covered') return now;
  const focus = now.kind === 'one' ? person : null;
  if (given.patience !== undefined && tookLong(runs, focus !== null)) return { kind: 'slow' };
  const dueAt = dueAtOf(work, queuedAt);
  try {
    return await runConnection(ports, {
      ...given,
      trigger: triggerOf(work, name),
      ...(dueAt !== undefined && { dueAt }),
      ...(focus !== null && { person: focus }),
    });
  } catch (error) {
    if (error instanceof OutOfPatience) return { kind: 'slow' };
    throw error;
  }
}

/** null: everybody. */
export function personOf(work: RunWork): PersonId | null {
  return work.kind === 'run' ? null : work.person;
}

/** Work that found its connection busy is queued anew, so what it follows from says more than its message. */
function dueAtOf({ asked }: RunWork, queuedAt: string | undefined): string | undefined {
  switch (asked.by) {
    case 'schedule':
      return asked.due ?? queuedAt;
    case 'event':
      return asked.at;
    case 'request':
      return startOfTicket(asked.ticket);
  }
}

function triggerOf({ asked }: RunWork, name: string): Trigger {
  switch (asked.by) {
    case 'schedule':
      return { kind: 'queue', by: name };
    case 'event':
      return { kind: 'event', by: name };
    case 'request':
      return { kind: 'http', by: name, ticket: asked.ticket };
  }
}
