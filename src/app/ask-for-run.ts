// Puts a run into the queue because somebody asked for it, and gives them the ticket by which they find it.
import { ticket, type ConnectionName, type PersonId, type Ticket } from '../domain/ids.ts';
import type { Clock, Randomness } from '../ports/run-ports.ts';
import type { WorkQueue } from '../ports/event-ports.ts';
import { stampOf } from './run/run-id.ts';

export interface AskPorts {
  readonly name: ConnectionName;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** `person` null: a run over the whole connection. Throws RemoteError when the queue did not take it. */
export async function askForRun(
  { name: connection, queue, clock, randomness }: AskPorts,
  person: PersonId | null,
): Promise<Ticket> {
  const asked = { by: 'request', ticket: ticket(`req-${stampOf(clock.now())}-${randomness.hex(12)}`) } as const;
  await queue.send(
    person === null ? { kind: 'run', connection, asked } : { kind: 'person', connection, person, asked },
  );
  return asked.ticket;
}
