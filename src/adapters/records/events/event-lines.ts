// Accepted events as lines, and lines as accepted events.
import type { AcceptedEvent } from '../../../domain/events/event.ts';
import { eventLineShape } from './event-shape.ts';
import { malformed, parseStored, renderStoredLine } from '../store/stored-json.ts';

const ADVICE =
  'Restore the file as it was written, or move it away: events that it lists and that are delivered again are then taken for new ones, which does no harm, and the comparison with the log of the directory misses them.';

/** One group of events, at least one, on one line. */
export function renderEventLine(path: string, events: readonly AcceptedEvent[]): string {
  const at = events[0]?.at ?? '';
  return renderStoredLine(eventLineShape, path, {
    version: 1,
    at,
    events: events.map((event) => ({
      id: event.id,
      ...(event.at !== at && { at: event.at }),
      people: event.people,
    })),
  });
}

/** Events in the order in which they were written. `text` begins with line `first` of the file. Throws RemoteError `malformed` on anything but whole lines of events. */
export function parseEventLines(path: string, text: string, first = 1): readonly AcceptedEvent[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw malformed(path, `line ${first + lines.length} is cut`, ADVICE);
  return lines.flatMap((line, index) => {
    const place = `${path} (line ${first + index})`;
    const { at, events } = parseStored(eventLineShape, { path: place, text: line, advice: ADVICE });
    return events.map((event) => ({ id: event.id, at: event.at ?? at, people: event.people }));
  });
}
