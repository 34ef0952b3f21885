// Finds the run that was made for a ticket.
import { ticket, type ConnectionName } from '../domain/ids.ts';
import type { RunEntry } from '../domain/run.ts';
import { RefusedError } from '../errors.ts';
import type { Archive, Clock } from '../ports.ts';

/** Runs looked through, from the newest back. */
const LOOK_BACK = 500;
/** How long a ticket may wait for its run. The queue gives up on its message long before. */
const WAIT_MS = 24 * 3_600_000;
/** Clocks of two machines may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** null: there is none yet. Throws RefusedError 404 when there will be none: no ticket, or one of more than 24 hours ago. */
export async function findAskedRun(
  { name, archive, clock }: { readonly name: ConnectionName; readonly archive: Archive; readonly clock: Clock },
  text: string,
): Promise<RunEntry | null> {
  const issued = issuedAt(text);
  const runs = await archive.list(name, { limit: LOOK_BACK });
  const run = runs.find(({ trigger }) => trigger.ticket === text);
  if (run !== undefined) return run;
  const age = clock.now().getTime() - issued;
  if (age < WAIT_MS && age > -CLOCK_SKEW_MS) return null;
  throw new RefusedError(
    404,
    `None of the ${LOOK_BACK} latest runs of ${name} was made for ${text}, and a ticket waits 24 hours. Ask for a new one, or look through the list of runs.`,
  );
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
