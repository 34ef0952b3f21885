/** Reads Okta's System Log: which changes to people and groups Okta published, whether or not an event hook delivered them. */
import type { DirectoryEvent, EventLogReading } from '../../../domain/events/event.ts';
import type { EventLog } from '../../../ports/run-ports.ts';
import type { OktaClient } from '../api/client.ts';
import { unusable } from '../api/faults.ts';
import { readPages } from '../api/pages.ts';
import { EVENT_TYPES } from './event-types.ts';
import { toDirectoryEvent } from './log-event.ts';

export const LOG_PATH = '/api/v1/logs';

/** The largest page that Okta gives of its log. */
const PAGE_SIZE = 1000;
/** More than this is more than anybody compares: whoever asks is told that there was more. */
const MOST_PAGES = 10;
const FILTER = EVENT_TYPES.map((type) => `eventType eq "${type}"`).join(' or ');
const REQUEST = `GET ${LOG_PATH}`;

export function createEventLog(client: OktaClient, org: URL): EventLog {
  return {
    async readEvents(since, until): Promise<EventLogReading> {
      const span = `since=${encodeURIComponent(since)}&until=${encodeURIComponent(until)}`;
      const order = `sortOrder=ASCENDING&limit=${PAGE_SIZE}`;
      const url = new URL(`${LOG_PATH}?${span}&filter=${encodeURIComponent(FILTER)}&${order}`, org);
      const { events, complete } = await readBounded(client, url);
      // Okta does not say whether its own bound includes the instant.
      return { since, until, complete, events: events.filter((event) => isBefore(event, until)) };
    },
  };
}

/** A log without an end has a next link on every page, the empty ones that follow the last event too: so an empty page is an end as well. */
async function readBounded(client: OktaClient, url: URL): Promise<Pick<EventLogReading, 'events' | 'complete'>> {
  const events: DirectoryEvent[] = [];
  let pages = 0;
  for await (const part of readPages(client, { url, purpose: 'data' })) {
    if (part.kind === 'gone') throw unusable(REQUEST, 'the word that there is no log', 404);
    if (part.kind === 'circle') throw unusable(REQUEST, 'next links that run in a circle');
    if (part.entries.length === 0) break;
    events.push(...part.entries.map(eventOf));
    pages += 1;
    if (pages === MOST_PAGES && !part.last) return { events, complete: false };
  }
  return { events, complete: true };
}

function isBefore({ published }: DirectoryEvent, until: string): boolean {
  return published === null || Date.parse(published) < Date.parse(until);
}

function eventOf(entry: unknown): DirectoryEvent {
  const event = toDirectoryEvent(entry);
  if (event === null) throw unusable(REQUEST, 'an entry that names no type of event');
  if (event.id === null) throw unusable(REQUEST, 'an entry without a uuid');
  return event;
}
