/** The external reference by which a ticket is found again: plain characters alone, and at most 100 of them. */
import type { ConnectionName, Digest } from '../../domain/ids.ts';
import type { TicketMarker } from '../../domain/messages/ticket.ts';

const DIGITS = 32;
const STANDS = 'rollcall:';
const OVER = 'rollcall-done:';

/** How all markers of a connection begin. */
export function markersOf(connection: ConnectionName): string {
  return `${STANDS}${connection}:`;
}

export function markerFor(connection: ConnectionName, matter: Digest): TicketMarker {
  return `${markersOf(connection)}${matter.slice(0, DIGITS)}`;
}

/** What takes the marker's place once the matter is over: it says where the ticket came from, and is found no more. */
export function spentMarker(marker: TicketMarker): TicketMarker {
  return `${OVER}${marker.slice(STANDS.length)}`;
}
