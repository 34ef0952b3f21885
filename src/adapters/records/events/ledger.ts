// Which events were taken in: lines of events, one file per connection and hour, and what was seen lately kept in memory.
import type { AcceptedEvent } from '../../../domain/events/event.ts';
import type { ConnectionName } from '../../../domain/ids.ts';
import { RemoteError } from '../../../errors.ts';
import type { Clock, Store } from '../../../ports/run-ports.ts';
import type { EventLedger } from '../../../ports/event-ports.ts';
import { HOUR, hourOf, listEventFiles, readEventFiles } from './event-files.ts';
import { parseEventLines, renderEventLine } from './event-lines.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import { eventsPath } from '../store/paths.ts';
import { createRecentEvents } from './recent-events.ts';
import type { RecentEvents } from './recent-events.ts';

/** Parts of one hour; at 50,000 lines each, and a thousand events to a line, more than any hour has. */
const MOST_PARTS = 20;

interface Book {
  readonly recent: RecentEvents;
  /** Durable when it resolves. */
  readonly write: (events: readonly AcceptedEvent[]) => Promise<void>;
}

/** One for the whole life of a process: what it remembers is what makes a repeated delivery cheap to recognise. */
export function createLedger(store: Store, clock: Clock): EventLedger {
  const books = new Map<ConnectionName, Book>();

  function bookOf(connection: ConnectionName): Book {
    const known = books.get(connection) ?? openBook(store, clock, connection);
    books.set(connection, known);
    return known;
  }

  return {
    async seen(connection, ids) {
      return bookOf(connection).recent.seen(ids);
    },
    async note(connection, events) {
      if (events.length === 0) return;
      // Rendered alone first, so that what could not be read back fails its own caller and nobody who shares the line.
      renderEventLine(eventsPath(connection, hourOf(clock.now().getTime()), 1), events);
      await bookOf(connection).write(events);
    },
    async readSince(connection, since) {
      const from = instantOf(since);
      // The file is that of the hour in which the line was written, by a clock that may lag behind the one which dated the event.
      const files = await listEventFiles(store, connection, hourOf(from - HOUR));
      const events = await readEventFiles(store, files, ({ path }, text) => parseEventLines(path, text));
      return events
        .flat()
        .map((event) => ({ event, at: Date.parse(event.at) }))
        .filter(({ at }) => at >= from)
        .sort((left, right) => left.at - right.at)
        .map(({ event }) => event);
    },
  };
}

function openBook(store: Store, clock: Clock, connection: ConnectionName): Book {
  const recent = createRecentEvents(store, clock, connection);
  /** Where the last line went. */
  let end = { hour: '', part: 1 };

  async function append(events: readonly AcceptedEvent[]): Promise<void> {
    const hour = hourOf(clock.now().getTime());
    for (let part = end.hour === hour ? end.part : 1; ; part += 1) {
      const path = eventsPath(connection, hour, part);
      try {
        await store.append(path, renderEventLine(path, events));
        end = { hour, part };
        break;
      } catch (error) {
        if (!isFull(error) || part >= MOST_PARTS) throw error;
      }
    }
    recent.add(hour, events);
  }

  return { recent, write: createGroupCommit(append) };
}

/** The file can take no more lines. */
function isFull(error: unknown): boolean {
  return error instanceof RemoteError && error.reason === 'invalid';
}

function instantOf(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError(`"${text}" is not an instant from which events could be read`);
  return instant;
}
