/** Work that somebody asked for and that was let go without a run. */
import type { Ticket } from '../ids.ts';
import type { Standstill } from './pause.ts';

export interface Dropped {
  readonly ticket: Ticket;
  /** When it was let go, ISO 8601. */
  readonly at: string;
  /** What kept it from being done; `discarded`: somebody removed it after it had failed too often. */
  readonly because: Standstill | { readonly kind: 'discarded' };
}
