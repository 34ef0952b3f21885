// Is a connection well? It is when a good run is recent enough.
import type { Archive, Clock } from '../../ports/run-ports.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import { RemoteError } from '../../errors.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import { readLatestRuns } from '../archive/latest-runs.ts';
import { standstillWords } from '../../core/unattended/standstill.ts';
import type { Standstill } from '../../domain/events/pause.ts';

export interface ConnectionHealth {
  readonly connection: ConnectionName;
  readonly healthy: boolean;
  /** Runs over one person are left out. */
  readonly last: RunEntry | null;
  readonly goodHoursAgo: number | null;
  /** One sentence. */
  readonly detail: string;
}

export interface HealthRules {
  readonly staleAfterHours: number;
  /** null: nothing keeps it from running. */
  readonly standstill: Standstill | null;
}

/** A storage that does not answer makes it unwell, and never throws. A connection that is paused until some day is well; that everything is stopped stays a matter to look at. */
export async function readConnectionHealth(
  { name, archive, clock }: { readonly name: ConnectionName; readonly archive: Archive; readonly clock: Clock },
  { staleAfterHours, standstill }: HealthRules,
): Promise<ConnectionHealth> {
  try {
    const { last, good } = await readLatestRuns({ name, archive });
    const hours = good === null ? null : (clock.now().getTime() - Date.parse(good.finishedAt)) / 3_600_000;
    const recent = hours !== null && hours <= staleAfterHours;
    const healthy = standstill === null ? recent : standstill.kind === 'connection';
    return {
      connection: name,
      healthy,
      last,
      goodHoursAgo: hours,
      detail: standstill === null ? recentWords({ name, recent, staleAfterHours }) : standstillWords(standstill),
    };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { connection: name, healthy: false, last: null, goodHoursAgo: null, detail: error.message };
  }
}

function recentWords({
  name,
  recent,
  staleAfterHours,
}: {
  readonly name: ConnectionName;
  readonly recent: boolean;
  readonly staleAfterHours: number;
}): string {
  return recent
    ? 'A good run is recent enough.'
    : `No good run within ${staleAfterHours} hours. Open the latest report, or run: rollcall check --connection ${name}`;
}
