/**
 * Which change subscriptions are Rollcall's own, kept for a few seconds between deliveries: to read the file for each would take more of the sender's time than
 * everything else. A subscription that was just made may deliver at once, so one that is not among them is looked for in the file before it is refused.
 */
import type { Clock } from '../../ports/run-ports.ts';
import type { ConnectionName } from '../../domain/ids.ts';

/** Those of the ids that are Rollcall's own; all of them in lower case. Throws RemoteError. */
export type KnownSubscriptions = (connection: ConnectionName, ids: ReadonlySet<string>) => Promise<ReadonlySet<string>>;

export interface KnownSubscriptionsOptions {
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Reads the ids anew, in any case. */
  readonly read: (connection: ConnectionName) => Promise<readonly string[]>;
}

/** Milliseconds for which one that was removed may still be believed: what it delivers is only a hint where to look. */
export const KEPT_MS = 5_000;

interface Reading {
  readonly begunAt: number;
  readonly ids: Promise<ReadonlySet<string>>;
}

/** Deliveries at the same time share a reading; one that fails is a fault for all of them, and is not kept. */
export function createKnownSubscriptions({ clock, read }: KnownSubscriptionsOptions): KnownSubscriptions {
  const latest = new Map<ConnectionName, Reading>();

  async function readFolded(connection: ConnectionName): Promise<ReadonlySet<string>> {
    return new Set((await read(connection)).map((id) => id.toLowerCase()));
  }

  /** One that was begun at that time or later. */
  function readingSince(connection: ConnectionName, since: number): Reading {
    const known = latest.get(connection);
    if (known !== undefined && known.begunAt >= since) return known;
    const reading: Reading = { begunAt: clock.elapsed(), ids: readFolded(connection) };
    latest.set(connection, reading);
    reading.ids.catch(() => {
      if (latest.get(connection) === reading) latest.delete(connection);
    });
    return reading;
  }

  return async (connection, ids) => {
    const asked = clock.elapsed();
    const kept = await readingSince(connection, asked - KEPT_MS).ids;
    if ([...ids].every((id) => kept.has(id))) return ids;
    const fresh = await readingSince(connection, asked).ids;
    return new Set([...ids].filter((id) => fresh.has(id)));
  };
}
