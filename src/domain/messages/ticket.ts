/** The tickets that Rollcall itself keeps in the PSA: one at most for each matter. */

/** In the ticket's external reference, while the matter stands: by it the ticket is found again, whatever has been forgotten. */
export type TicketMarker = string;

export interface TicketDraft {
  readonly marker: TicketMarker;
  /** At most 100 characters. */
  readonly summary: string;
  /** Internal; no customer sees it. */
  readonly text: string;
}

export interface OwnTicket {
  readonly id: number;
  readonly marker: TicketMarker;
  /** By the flag, or by the status that is configured for closing. */
  readonly closed: boolean;
  /** Whether it lies on the board that is configured; on no other is anything written. */
  readonly onBoard: boolean;
}

/** What became of one write to a ticket. `unsettled`: it was sent, and looking for it did not tell whether it arrived. */
export type TicketReply =
  | { readonly kind: 'done'; readonly ticket: number }
  | { readonly kind: 'refused'; readonly detail: string }
  /** `ticket`: it is there, but not as it should be; null: nobody knows. */
  | { readonly kind: 'unsettled'; readonly ticket: number | null; readonly detail: string };
