// Which events are news. Senders deliver at least once, and an event may stand twice in one delivery.
import type { DirectoryEvent } from '../../domain/events/event.ts';

export interface FreshEvents {
  readonly fresh: readonly DirectoryEvent[];
  readonly repeated: number;
}

/** `seen`: ids that were taken in before. An event without an id is always news: twice looked at is better than not at all. */
export function freshEvents(events: readonly DirectoryEvent[], seen: ReadonlySet<string>): FreshEvents {
  const known = new Set(seen);
  const fresh = events.filter(({ id }) => {
    if (id === null) return true;
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
  return { fresh, repeated: events.length - fresh.length };
}
