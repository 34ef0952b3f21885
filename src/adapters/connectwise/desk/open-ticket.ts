/** Opens one ticket: looked for before, sent once, and read afterwards. Nobody is written to. */
import { z } from 'zod';
import type { TicketDraft, TicketReply } from '../../../domain/messages/ticket.ts';
import type { PsaApi } from '../api/api.ts';
import { readMarked, readOwnTicket, TICKETS } from './read-own-tickets.ts';
import type { ResolvedDesk } from './resolve-desk.ts';
import { sendWrite } from './send-write.ts';
import { tame } from './tame-text.ts';

const identified = z.object({ id: z.int().positive() });

/** Throws RemoteError where it could not be looked for before; nothing was sent then. */
export async function openTicket(api: PsaApi, draft: TicketDraft, desk: ResolvedDesk): Promise<TicketReply> {
  const [there] = await readMarked(api, draft.marker, desk);
  if (there !== undefined) return { kind: 'done', ticket: there.id };
  const sent = await sendWrite(api, { method: 'POST', path: TICKETS, json: bodyOf(draft, desk) });
  if (sent.kind === 'refused') return { kind: 'refused', detail: sent.detail };
  if (sent.kind === 'unknown') {
    const [arrived] = await readMarked(api, draft.marker, desk);
    return arrived === undefined
      ? { kind: 'unsettled', ticket: null, detail: `${sent.detail} The ticket is looked for again next time.` }
      : { kind: 'done', ticket: arrived.id };
  }
  const made = identified.safeParse(sent.value);
  const ticket = made.success
    ? await readOwnTicket(api, made.data.id, desk)
    : (await readMarked(api, draft.marker, desk))[0];
  if (ticket === undefined)
    return {
      kind: 'unsettled',
      ticket: made.success ? made.data.id : null,
      detail: 'A ticket was opened and cannot be read. See that the API member may see all tickets of the board.',
    };
  if (ticket.marker !== draft.marker || !ticket.onBoard)
    return {
      kind: 'unsettled',
      ticket: ticket.id,
      detail: `Ticket ${ticket.id} was opened, but its external reference or its board is another than was sent. Look for a workflow rule that changes new tickets of the board.`,
    };
  return { kind: 'done', ticket: ticket.id };
}

/** The text is internal: no customer sees it in a portal. Silence has to be asked for. */
function bodyOf({ marker, summary, text }: TicketDraft, desk: ResolvedDesk) {
  const { board, company, status, priority, type } = desk;
  return {
    summary: tame(summary),
    board: { id: board },
    company: { id: company },
    ...(status === null ? {} : { status: { id: status } }),
    ...(priority === null ? {} : { priority: { id: priority } }),
    ...(type === null ? {} : { type: { id: type } }),
    externalXRef: marker,
    initialInternalAnalysis: tame(text),
    allowAllClientsPortalView: false,
    automaticEmailContactFlag: false,
    automaticEmailResourceFlag: false,
    automaticEmailCcFlag: false,
    processNotifications: false,
  };
}
