/** What is remembered of a connection's messages: keys of what was told, never what it said. Losing it costs a repetition, never a second ticket. */
import type { Digest, RunId } from '../ids.ts';
import type { TicketMarker } from './ticket.ts';

export interface MessageRecord {
  readonly version: 1;
  /** When the messages of this connection were first looked after; ISO 8601. */
  readonly since: string;
  readonly receivers: readonly ReceiverRecord[];
}

export interface ReceiverRecord {
  /** As configured. */
  readonly name: string;
  /** Items that were told at once and still stand. */
  readonly told: readonly Digest[];
  /** Findings that a digest has listed and that still stand. */
  readonly known: readonly Digest[];
  /** null: the receiver gets none, or is new. */
  readonly digest: DigestState | null;
  readonly tickets: readonly KnownTicket[];
  /** Tickets whose marker could not be taken off, so that it no longer counts. */
  readonly spent: readonly number[];
  /** Why the last attempt failed; null: it did not. */
  readonly problem: ReceiverProblem | null;
}

export interface DigestState {
  /** The due time up to which nothing is owed; ISO 8601. */
  readonly slot: string;
  /** The last run that a digest has told of; null: none yet. */
  readonly run: RunId | null;
}

export interface ReceiverProblem {
  readonly since: string;
  readonly at: string;
  /** One or two sentences without address or secret. */
  readonly detail: string;
}

export interface KnownTicket {
  readonly marker: TicketMarker;
  readonly ticket: number;
  /** Of the items that the ticket tells of. */
  readonly content: Digest;
}

export const newReceiver = (name: string): ReceiverRecord => ({
  name,
  told: [],
  known: [],
  digest: null,
  tickets: [],
  spent: [],
  problem: null,
});
