// Finds what became of a ticket: the run that was made for it, or why there is none.
import { droppedAnswer, putAsideAnswer, type AskedAnswer } from '../../core/unattended/asked-answer.ts';
import { ticket, type ConnectionName, type Ticket } from '../../domain/ids.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { Work } from '../../domain/events/work.ts';
import { RefusedError } from '../../errors.ts';
import type { DroppedRecords, WorkQueue } from '../../ports/event-ports.ts';
import type { Archive, Clock } from '../../ports/run-ports.ts';

/** Runs looked through, from the newest back. */
const LOOK_BACK = 500;
/** How long a ticket may wait for its run. The queue gives up on its message long before. */
const WAIT_MS = 24 * 3_600_000;
/** Clocks of two machines may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Put-aside messages looked through, of each kind of work: as many as a queue shows. */
const MOST_PUT_ASIDE = 32;

export interface AskedPorts {
  readonly name: ConnectionName;
  readonly archive: Pick<Archive, 'list'>;
  readonly dropped: Pick<DroppedRecords, 'find'>;
  /** null: there is none, so nothing waits. */
  readonly queue: Pick<WorkQueue, 'listPoisoned'> | null;
  readonly clock: Clock;
}

export type AskedRun =
  | { readonly kind: 'made'; readonly entry: RunEntry }
  | { readonly kind: 'waiting' }
  /** Nothing happens by itself any more. */
  | { readonly kind: 'over'; readonly answer: AskedAnswer };

/** Throws RefusedError 404 where nothing is known of it and nothing will be: no ticket, or one of more than 24 hours ago. */
export async function findAskedRun(ports: AskedPorts, text: string): Promise<AskedRun> {
  const { name, archive, clock } = ports;
  const issued = issuedAt(text);
  const runs = await archive.list(name, { limit: LOOK_BACK });
  const run = runs.find(({ trigger }) => trigger.ticket === text);
  if (run !== undefined) return { kind: 'made', entry: run };
  const answer = await answerOf(ports, ticket(text));
  if (answer !== undefined) return { kind: 'over', answer };
  const age = clock.now().getTime() - issued;
  if (age < WAIT_MS && age > -CLOCK_SKEW_MS) return { kind: 'waiting' };
  throw new RefusedError(
    404,
    `None of the ${LOOK_BACK} latest runs of ${name} was made for ${text}, and a ticket waits 24 hours. Ask for a new one, or look through the list of runs.`,
  );
}

async function answerOf({ name, dropped, queue }: AskedPorts, asked: Ticket): Promise<AskedAnswer | undefined> {
  const [gone, aside] = await Promise.all([dropped.find(name, asked), queue?.listPoisoned(MOST_PUT_ASIDE) ?? []]);
  if (gone !== undefined) return droppedAnswer(gone, name);
  const mine = aside.find(({ work }) => work?.connection === name && ticketOf(work) === asked);
  return mine === undefined ? undefined : putAsideAnswer(mine);
}

function ticketOf({ asked }: Work): Ticket | undefined {
  return asked.by === 'request' ? asked.ticket : undefined;
}

/** Milliseconds since 1970. */
function issuedAt(text: string): number {
  const iso = text.replace(/^req-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-.*$/, '$1-$2-$3T$4:$5:$6Z');
  const issued = isTicket(text) ? Date.parse(iso) : Number.NaN;
  if (!Number.isNaN(issued)) return issued;
  throw new RefusedError(
    404,
    `"${text.slice(0, 40)}" is no ticket. One looks like req-20261123T101500Z-1a2b3c4d5e6f and is handed out when a run is asked for.`,
  );
}

function isTicket(text: string): boolean {
  try {
    return ticket(text) === text;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}
