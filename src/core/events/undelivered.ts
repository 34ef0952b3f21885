/** Events that the directory logged and its webhook did not bring: evidence that the webhook is broken. Nothing is lost by it, since the run reads everybody. */
import type { DirectoryEvent } from '../../domain/events/event.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { World } from '../../domain/planning/world.ts';
import { finding } from '../planning/findings.ts';

/** At most one finding, with the kinds of events and how many of each. */
export function undeliveredEvents({ eventLog }: Pick<World, 'eventLog'>): readonly Finding[] {
  if (eventLog === null) return [];
  const { reading, delivered } = eventLog;
  const missed = reading.events.filter(({ id }) => id !== null && !delivered.has(id));
  return missed.length === 0
    ? []
    : [
        finding(
          'events-undelivered',
          'act',
          {},
          `The directory logged ${reading.events.length === 1 ? 'one change' : `${reading.events.length} changes`} from ${reading.since} to ${reading.until}, and its webhook did not bring ${missed.length === reading.events.length ? 'any of them' : `${missed.length} of them`}: ${byType(missed)}.`,
          'Check the event hook in the Okta Admin Console (Workflow > Event Hooks): active, verified, subscribed to these events, with a secret that Rollcall accepts. This run has read everybody, so nothing was missed.',
        ),
      ];
}

function byType(events: readonly DirectoryEvent[]): string {
  const counts = Map.groupBy(events, ({ type }) => type);
  return Array.from(counts, ([type, those]) => `${type} ${those.length}`)
    .sort()
    .join(', ');
}
