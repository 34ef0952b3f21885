// The runs that began in a span of time, from the index alone.
import { runId, startOfRun, type RunId } from '../../domain/ids.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { Span } from '../../domain/runs/span.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { stampOf } from '../run/run-id.ts';

const PAGE = 500;
/** At one an hour, more than a year. */
export const MOST_RUNS = 10_000;

/** Oldest first, by the instants of their ids. Throws RefusedError 409 when there are too many, with a span that is small enough. */
export async function listSpan(
  { name, archive }: Pick<ConnectionPorts, 'name' | 'archive'>,
  span: Span,
  most: number = MOST_RUNS,
): Promise<readonly RunEntry[]> {
  const first = leastId(span.from);
  const found: RunEntry[] = [];
  for (let before = leastId(span.to); ;) {
    const page = await archive.list(name, { before, limit: PAGE });
    const inside = page.filter(({ run }) => run >= first);
    found.push(...inside);
    const oldestFitting = found[most - 1];
    if (found.length > most && oldestFitting !== undefined) throw tooMany(most, oldestFitting);
    const last = inside.at(-1);
    if (last === undefined || inside.length < PAGE) return found.reverse();
    before = last.run;
  }
}

/** Sorts before every run of that second. */
function leastId(instant: string): RunId {
  return runId(`${stampOf(new Date(instant))}-000000`);
}

function tooMany(most: number, oldestFitting: RunEntry): RefusedError {
  // No two runs of a connection have the same second in their ids, so this is where it can be cut.
  const from = startOfRun(oldestFitting.run).replace('.000Z', 'Z');
  return new RefusedError(
    409,
    `More than ${most} runs began in this span, and one download has at most so many. The newest ones fit when it begins with ${from}; take those before in a download that ends there.`,
  );
}
