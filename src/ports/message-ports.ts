/** What messages need from the outside: who is told, where tickets are kept, and what is remembered of both. Units and faults as in run-ports.ts. */
import type { ConnectionName } from '../domain/ids.ts';
import type { DigestSchedule, Message, PageAddresses } from '../domain/messages/message.ts';
import type { MatterKind, Mute, Owners } from '../domain/messages/matter.ts';
import type { Standstill } from '../domain/events/pause.ts';
import type { MessageRecord } from '../domain/messages/message-record.ts';
import type { OwnTicket, TicketDraft, TicketMarker, TicketReply } from '../domain/messages/ticket.ts';
import type { Check } from './run-ports.ts';

/** A place where people read. */
export interface Chat {
  /** Unique within the connection. */
  readonly name: string;
  readonly atOnce: boolean;
  /** null: it gets none. */
  readonly digest: DigestSchedule | null;
  /** Whether people's names are told. */
  readonly names: boolean;
  /** Tries a few times, within a minute at most. Never throws for a fault of the other side. */
  send(message: Message): Promise<Delivery>;
  /** Whether it is configured as it should be; sends nothing. Never throws. */
  check(): Promise<readonly Check[]>;
}

export type Delivery =
  | { readonly kind: 'delivered' }
  /** `detail` holds neither address nor secret. `status` is null where no answer came. */
  | { readonly kind: 'failed'; readonly detail: string; readonly status: number | null };

/** A board in the PSA. Every list is read whole or not at all: RemoteError. */
export interface Desk {
  readonly name: string;
  /** Which matters get a ticket. */
  readonly matters: readonly MatterKind[];
  readonly names: boolean;
  /** Tickets that are open at once, at most. */
  readonly most: number;
  /** Every ticket with a marker that begins so, closed ones included, whatever board it lies on. */
  find(beginning: string): Promise<readonly OwnTicket[]>;
  /** Fresh; undefined: there is none. */
  read(ticket: number): Promise<OwnTicket | undefined>;
  /** Sent once and verified by reading. An answer that did not come is looked for by the marker. */
  open(draft: TicketDraft): Promise<TicketReply>;
  /** Adds an internal note, unless the ticket has one with this tag already. */
  note(ticket: number, note: { readonly tag: string; readonly text: string }): Promise<TicketReply>;
  /** Closed, with this marker in the place of its own, in one write; verified by reading. */
  close(ticket: number, spent: TicketMarker): Promise<TicketReply>;
  /** Another marker alone, for a ticket that somebody has closed. */
  release(ticket: number, spent: TicketMarker): Promise<TicketReply>;
  check(): Promise<readonly Check[]>;
}

export interface MessageRecords {
  /** `version` null: nothing was remembered yet. Throws RemoteError `malformed` on a file that does not parse. */
  read(connection: ConnectionName): Promise<{ readonly record: MessageRecord | null; readonly version: string | null }>;
  /** false: somebody else wrote since `version`; nothing was written. */
  write(connection: ConnectionName, record: MessageRecord, version: string | null): Promise<boolean>;
}

/** Everything that one connection's messages are made of. */
export interface Messages {
  readonly chats: readonly Chat[];
  readonly desks: readonly Desk[];
  readonly mute: readonly Mute[];
  readonly owners: Owners;
  readonly staleAfterHours: number;
  /** Places in the configuration whose secrets cannot be used, so that nothing runs; empty: none. */
  readonly unusable: readonly string[];
  /** Receivers that cannot be told now, by name; what they were told is remembered all the same. */
  readonly silent: readonly string[];
  /** A connection that is paused misses no run. null: nothing keeps it from running. */
  readonly standstill: Standstill | null;
  /** null: nobody has said where the pages are. */
  readonly pages: PageAddresses | null;
  readonly records: MessageRecords;
  /** The latest due time at or before `now`. */
  readonly latestSlot: (schedule: DigestSchedule, now: Date) => Date;
}
