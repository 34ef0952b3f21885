/** POST of service tickets and of notes on them. Contacts and members are written to unless the body says `processNotifications: false`. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../../context.ts';
import type { WorldTicket } from '../../../work/tickets.ts';
import { jsonBody } from '../../json-body.ts';
import { sayNo } from '../../lists/answer-list.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { isRefusal, notFound } from '../../refusal.ts';
import { ticketNoteSource } from '../columns/ticket-columns.ts';
import { needsWorkRights, visible } from '../work-rights.ts';
import { createNote } from './create-note.ts';
import { createTicket } from './create-ticket.ts';

const PATH = '/service/tickets';

export function mountTicketCreation(api: Hono, context: SandboxContext, tickets: ListSource<WorldTicket>): void {
  const { world } = context;
  const notes = ticketNoteSource(world);
  api.post(PATH, needsWorkRights(world, 'serviceTickets'), async (c) => {
    const body = await jsonBody(c);
    if (body.kind === 'refused') return sayNo(c, body);
    const made = createTicket(context, body.value);
    return isRefusal(made) ? sayNo(c, made) : c.json(tickets.show(made), 201);
  });
  // A note is an edit of its ticket.
  api.post(`${PATH}/:parentId{[0-9]+}/notes`, needsWorkRights(world, 'serviceTickets', 'Edit'), async (c) => {
    const body = await jsonBody(c);
    if (body.kind === 'refused') return sayNo(c, body);
    const ticket = visible(world, 'serviceTickets', tickets).find(Number(c.req.param('parentId')));
    if (ticket === undefined) return sayNo(c, notFound(`Service ticket ${c.req.param('parentId')}`));
    const made = createNote(context, ticket, body.value);
    return isRefusal(made) ? sayNo(c, made) : c.json(notes.show(made), 201);
  });
}
