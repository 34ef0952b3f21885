// Is a connection well? It is when a good run is recent enough.
import type { Archive, Clock } from '../ports.ts';
import type { ConnectionName } from '../domain/ids.ts';
import { RemoteError } from '../errors.ts';
import type { RunEntry } from '../domain/run.ts';
import { readLatestRuns } from './latest-runs.ts';

export interface ConnectionHealth {
  readonly connection: ConnectionName;
  readonly healthy: boolean;
  /** Runs over one person are left out. */
  readonly last: RunEntry | null;
  readonly goodHoursAgo: number | null;
  /** One sentence. */
  readonly detail: string;
}

/** A storage that does not answer makes it unwell, and never throws. */
export async function readConnectionHealth(
  { name, archive, clock }: { readonly name: ConnectionName; readonly archive: Archive; readonly clock: Clock },
  staleAfterHours: number,
): Promise<ConnectionHealth> {
  try {
    const { last, good } = await readLatestRuns({ name, archive });
    const hours = good === null ? null : (clock.now().getTime() - Date.parse(good.finishedAt)) / 3_600_000;
    const healthy = hours !== null && hours <= staleAfterHours;
    return {
      connection: name,
      healthy,
      last,
      goodHoursAgo: hours,
      detail: healthy
        ? 'A good run is recent enough.'
        : `No good run within ${staleAfterHours} hours. Open the latest report, or run: rollcall check --connection ${name}`,
    };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { connection: name, healthy: false, last: null, goodHoursAgo: null, detail: error.message };
  }
}
