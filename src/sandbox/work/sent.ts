/** What the PSA would have told the outside: mails to members about tickets and appointments, and callbacks to integrations. */

export interface SentNotice {
  readonly kind: 'mail' | 'callback';
  /** The record that it is about. */
  readonly record: 'ticket' | 'schedule';
  readonly id: number;
  /** Id of the member who is written to; null for a callback, and for whoever a ticket's contact is. */
  readonly member: number | null;
}
