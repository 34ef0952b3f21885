// Does what a message in the queue asks for: looks whether it still has to be done, and runs over one person or over everybody.
import { addHours } from '../../core/instants.ts';
import { standing } from '../../core/events/standing.ts';
import { startOfTicket } from '../../domain/ids.ts';
import type { RunEntry, RunReport, Trigger } from '../../domain/run.ts';
import type { Work } from '../../domain/work.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { runConnection } from '../run/run.ts';
import type { RunRequest } from '../run/course.ts';

export type WorkResult =
  /** A run has seen the cause already; nothing was done. */
  | { readonly kind: 'covered'; readonly by: RunEntry }
  /** Another run holds the connection. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'finished'; readonly report: RunReport };

/** As far back as an event can wait without a run in between. */
const LOOK_BACK_HOURS = 1;
/** Runs looked through; more of them within an hour would have been drawn together into one over everybody. */
const LOOK_BACK_RUNS = 200;

type Given = Pick<RunRequest, 'apply' | 'creationsOnly' | 'deadline' | 'traceParent'>;

/** `name`: the function's, for the record. `queuedAt`: when the message was put into the queue, ISO 8601; absent: nobody knows. Throws as runConnection does. */
export async function doWork(
  ports: ConnectionPorts,
  work: Extract<Work, { kind: 'run' | 'person' }>,
  { name, queuedAt, ...given }: { readonly name: string; readonly queuedAt?: string } & Given,
): Promise<WorkResult> {
  const { asked } = work;
  const person = work.kind === 'person' ? work.person : null;
  const dueAt = dueAtOf(work, queuedAt);
  const request = { ...given, trigger: triggerOf(work, name), ...(dueAt !== undefined && { dueAt }) };
  if (asked.by === 'schedule') return runConnection(ports, request);

  const since = addHours(ports.clock.now().toISOString(), -LOOK_BACK_HOURS);
  const [runs, accepted] = await Promise.all([
    ports.archive.list(ports.name, { limit: LOOK_BACK_RUNS }),
    person === null || ports.ledger === null ? [] : ports.ledger.readSince(ports.name, since),
  ]);
  const now = standing({ asked, person, runs, accepted, ...given });
  if (now.kind === 'covered') return now;
  if (now.kind === 'everybody' || person === null) return runConnection(ports, request);
  return runConnection(ports, { ...request, person });
}

/** Work that found its connection busy is queued anew, so what it follows from says more than its message. */
function dueAtOf(
  { asked }: Extract<Work, { kind: 'run' | 'person' }>,
  queuedAt: string | undefined,
): string | undefined {
  switch (asked.by) {
    case 'schedule':
      return asked.due ?? queuedAt;
    case 'event':
      return asked.at;
    case 'request':
      return startOfTicket(asked.ticket);
  }
}

function triggerOf({ asked }: Extract<Work, { kind: 'run' | 'person' }>, name: string): Trigger {
  switch (asked.by) {
    case 'schedule':
      return { kind: 'queue', by: name };
    case 'event':
      return { kind: 'event', by: name };
    case 'request':
      return { kind: 'http', by: name, ticket: asked.ticket };
  }
}
