/**
 * Which tickets are opened, continued and closed. The marker in the PSA decides, the memory only helps: it is taken off when a matter is over, so a ticket that
 * still has it is the ticket of what stands now, whoever has closed it meanwhile.
 */
import type { Digest } from '../../domain/ids.ts';
import type { Matter } from '../../domain/messages/matter.ts';
import type { KnownTicket, ReceiverRecord } from '../../domain/messages/message-record.ts';
import type { OwnTicket, TicketMarker } from '../../domain/messages/ticket.ts';
import { digestOf } from '../digest.ts';

export type TicketStep =
  | { readonly kind: 'open'; readonly matter: Matter; readonly marker: TicketMarker }
  /** Something has joined it, or gone from it. */
  | { readonly kind: 'note'; readonly matter: Matter; readonly marker: TicketMarker; readonly ticket: number }
  /** Its matter is over. */
  | { readonly kind: 'close'; readonly marker: TicketMarker; readonly ticket: number }
  /** The same, of a ticket that somebody has closed already. */
  | { readonly kind: 'release'; readonly marker: TicketMarker; readonly ticket: number };

export interface TicketPlan {
  readonly steps: readonly TicketStep[];
  /** What is remembered where no step changes it. */
  readonly tickets: readonly KnownTicket[];
  readonly spent: readonly number[];
  /** Matters without a ticket, since as many as may be are open. */
  readonly left: number;
}

export interface TicketQuestion {
  /** The standing matters that get a ticket. */
  readonly wanted: readonly Matter[];
  readonly record: Pick<ReceiverRecord, 'tickets' | 'spent'>;
  /** Every ticket with a marker of this connection, as read just now. */
  readonly found: readonly OwnTicket[];
  /** Open ones at once. */
  readonly most: number;
  /** Whether what is not wanted is over. */
  readonly settled: boolean;
  readonly markerFor: (matter: Matter) => TicketMarker;
}

export function planTickets({ wanted, record, found, most, settled, markerFor }: TicketQuestion): TicketPlan {
  const tickets = found.filter(({ id }) => !record.spent.includes(id)).sort((left, right) => left.id - right.id);
  const memory = new Map(record.tickets.map((known) => [known.marker, known]));
  const standing = new Set(wanted.map(markerFor));
  const steps: TicketStep[] = [];
  const known: KnownTicket[] = [];
  const unopened: TicketStep[] = [];

  for (const matter of wanted) {
    const marker = markerFor(matter);
    const own = tickets.filter((ticket) => ticket.marker === marker);
    const ticket = own.find(({ closed }) => !closed) ?? own[0];
    const remembered = memory.get(marker);
    // One that is remembered and gone was put away by somebody as much as one that was closed.
    const id = ticket?.id ?? remembered?.ticket;
    if (id === undefined) {
      unopened.push({ kind: 'open', matter, marker });
      continue;
    }
    // Where it is not known any more what the ticket tells of, nothing is said until that changes.
    const content = contentOf(matter);
    known.push({ marker, ticket: id, content: remembered?.content ?? content });
    if (ticket?.closed === false && ticket.onBoard && remembered !== undefined && remembered.content !== content)
      steps.push({ kind: 'note', matter, marker, ticket: id });
  }

  const over = settled ? tickets.filter(({ marker }) => !standing.has(marker)) : [];
  for (const { marker, id, closed, onBoard } of over)
    if (onBoard) steps.push({ kind: closed ? 'release' : 'close', marker, ticket: id });
  if (!settled) known.push(...record.tickets.filter(({ marker }) => !standing.has(marker)));

  const open = tickets.filter(({ closed }) => !closed).length - over.filter(({ closed }) => !closed).length;
  const opening = unopened.slice(0, Math.max(0, most - open));
  return {
    steps: [...steps, ...opening],
    tickets: known,
    // On another board nothing is written, so that their markers stay.
    spent: [
      ...record.spent.filter((id) => found.some((ticket) => ticket.id === id)),
      ...over.filter(({ onBoard }) => !onBoard).map(({ id }) => id),
    ],
    left: unopened.length - opening.length,
  };
}

/** The same while the same is told. */
export function contentOf({ items }: Matter): Digest {
  return digestOf(items.map(({ key }) => key).sort());
}
