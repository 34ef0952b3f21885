// The ids of the events that one connection accepted in the last 24 hours, kept in the memory of this process and refreshed from the files.
import type { AcceptedEvent } from '../../../domain/events/event.ts';
import type { ConnectionName } from '../../../domain/ids.ts';
import type { Clock, Store } from '../../../ports/run-ports.ts';
import { endOfHour, HOUR, hourOf, listEventFiles, readEventFiles } from './event-files.ts';
import { parseEventLines } from './event-lines.ts';

const DAY = 24 * HOUR;
/** What other processes accept may stay unseen for so long. Milliseconds. */
const REFRESH_EVERY = 5_000;
/** A file whose hour has been over for so long is read no more: by then no write is under way, and clocks agree. Milliseconds. */
const GRACE = 600_000;

export interface RecentEvents {
  /** Those of the ids that were accepted in the last 24 hours. Concurrent callers share one reading; when it fails, it fails for all of them and the next call reads again. */
  seen(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What this process has written to the file of that hour is seen at once. */
  add(hour: string, events: readonly AcceptedEvent[]): void;
}

/** How far a file has been read. Files only grow, so what is known of one is not parsed again. */
interface Progress {
  readonly hour: string;
  readonly characters: number;
  readonly lines: number;
  /** Nothing more can come. */
  readonly whole: boolean;
}

export function createRecentEvents(store: Store, clock: Clock, connection: ConnectionName): RecentEvents {
  /** By the hour of the file: when an id was accepted, milliseconds since 1970. */
  const hours = new Map<string, Map<string, number>>();
  const progress = new Map<string, Progress>();
  let refreshedAt: number | undefined;
  let refreshing: Promise<void> | undefined;

  function add(hour: string, events: readonly AcceptedEvent[]): void {
    const ids = hours.get(hour) ?? new Map<string, number>();
    for (const { id, at } of events) if (id !== null) ids.set(id, Date.parse(at));
    hours.set(hour, ids);
    forget();
  }

  function oldestHour(): string {
    return hourOf(clock.now().getTime() - DAY);
  }

  function forget(): void {
    const oldest = oldestHour();
    for (const hour of hours.keys()) if (hour < oldest) hours.delete(hour);
    for (const [path, { hour }] of progress) if (hour < oldest) progress.delete(path);
  }

  async function refresh(): Promise<void> {
    const files = await listEventFiles(store, connection, oldestHour());
    const settledBefore = clock.now().getTime() - GRACE;
    await readEventFiles(
      store,
      files.filter(({ path }) => progress.get(path)?.whole !== true),
      ({ path, hour, part }, text) => {
        const known = progress.get(path);
        // A file that has become shorter was replaced, so it is read from its beginning.
        const { characters, lines } =
          known !== undefined && known.characters <= text.length ? known : { characters: 0, lines: 0 };
        const fresh = text.slice(characters);
        add(hour, parseEventLines(path, fresh, lines + 1));
        progress.set(path, {
          hour,
          characters: text.length,
          lines: lines + fresh.split('\n').length - 1,
          // The next part was begun because this one is full.
          whole: endOfHour(hour) < settledBefore || files.some((other) => other.hour === hour && other.part > part),
        });
      },
    );
    forget();
  }

  async function keepFresh(): Promise<void> {
    if (refreshing !== undefined) return refreshing;
    const begun = clock.elapsed();
    if (refreshedAt !== undefined && begun - refreshedAt < REFRESH_EVERY) return;
    refreshing = refresh();
    try {
      await refreshing;
      refreshedAt = begun;
    } finally {
      refreshing = undefined;
    }
  }

  return {
    async seen(ids) {
      if (ids.length === 0) return new Set();
      await keepFresh();
      const since = clock.now().getTime() - DAY;
      const known = [...hours.values()];
      return new Set(ids.filter((id) => known.some((hour) => (hour.get(id) ?? -Infinity) >= since)));
    },
    add,
  };
}
