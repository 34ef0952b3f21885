/** Closes a ticket, or takes its marker off: one PATCH, and a fresh read that tells whether it took. */
import type { TicketMarker, TicketReply } from '../../../domain/messages/ticket.ts';
import type { PsaApi } from '../api/api.ts';
import { readOwnTicket, TICKETS } from './read-own-tickets.ts';
import type { ResolvedDesk } from './resolve-desk.ts';
import { sendWrite } from './send-write.ts';

const CLOSE_RIGHT = 'Closing needs the right Service Desk > Close Service Tickets, too.';

/** Status and marker go together: a ticket that is closed and still marked would pass for one that somebody has closed. */
export async function closeTicket(
  api: PsaApi,
  ticket: number,
  spent: TicketMarker,
  desk: ResolvedDesk,
): Promise<TicketReply> {
  const reply = await patchTicket(api, ticket, [
    ['status', { id: desk.closedStatus }],
    ['externalXRef', spent],
  ]);
  if (reply.kind === 'refused') return { kind: 'refused', detail: `${reply.detail} ${CLOSE_RIGHT}` };
  const after = await readOwnTicket(api, ticket, desk);
  if (after === undefined || (after.closed && after.marker === spent)) return { kind: 'done', ticket };
  return { kind: 'unsettled', ticket, detail: reply.detail ?? notTaken(ticket, 'closed') };
}

export async function releaseTicket(
  api: PsaApi,
  ticket: number,
  spent: TicketMarker,
  desk: ResolvedDesk,
): Promise<TicketReply> {
  const reply = await patchTicket(api, ticket, [['externalXRef', spent]]);
  if (reply.kind === 'refused') return { kind: 'refused', detail: reply.detail };
  const after = await readOwnTicket(api, ticket, desk);
  if (after === undefined || after.marker === spent) return { kind: 'done', ticket };
  return reply.detail === null
    ? { kind: 'refused', detail: notTaken(ticket, 'given another reference') }
    : { kind: 'unsettled', ticket, detail: reply.detail };
}

/** `sent`: taken, or nobody knows; then `detail` says why. */
type Patched =
  { readonly kind: 'refused'; readonly detail: string } | { readonly kind: 'sent'; readonly detail: string | null };

async function patchTicket(
  api: PsaApi,
  ticket: number,
  values: readonly (readonly [path: string, value: unknown])[],
): Promise<Patched> {
  const json = [...values, ['processNotifications', false] as const].map(([path, value]) => ({
    op: 'replace',
    path,
    value,
  }));
  const sent = await sendWrite(api, { method: 'PATCH', path: `${TICKETS}/${ticket}`, json });
  if (sent.kind === 'refused') return { kind: 'refused', detail: sent.detail };
  return { kind: 'sent', detail: sent.kind === 'unknown' ? sent.detail : null };
}

function notTaken(ticket: number, what: string): string {
  return `The PSA took the change, but ticket ${ticket} is not ${what}. Look for a workflow rule or a required field of the board.`;
}
