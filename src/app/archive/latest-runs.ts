// How a connection is doing, from the index alone: its latest run, and its latest good one.
import type { RunEntry, RunOutcome } from '../../domain/runs/run.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

/** A frozen or failed run is not good; one that waits for people is. */
const GOOD: readonly RunOutcome[] = ['converged', 'converged-with-holds', 'pending'];
/** Runs looked through, a page at a time: at one an hour, the first is two days. Many runs over one person may lie in between. */
const PAGES = [48, 452] as const;

export interface LatestRuns {
  readonly last: RunEntry | null;
  readonly good: RunEntry | null;
}

/** Of the latest 500 runs. Those over one person, and those that took back what another one did, are left out: how one went says nothing of the whole. */
export async function readLatestRuns({
  name,
  archive,
}: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<LatestRuns> {
  let last: RunEntry | null = null;
  let oldest: RunEntry | undefined;
  for (const limit of PAGES) {
    const page: readonly RunEntry[] = await archive.list(name, {
      limit,
      ...(oldest !== undefined && { before: oldest.run }),
    });
    const whole = page.filter((entry) => entry.person === null && entry.undoes === undefined);
    last ??= whole[0] ?? null;
    const good = whole.find((entry) => GOOD.includes(entry.outcome));
    if (good !== undefined) return { last, good };
    oldest = page.at(-1);
    if (page.length < limit) break;
  }
  return { last, good: null };
}
