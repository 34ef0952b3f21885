/** Carries out POST of a note on a ticket. */
import type { SandboxContext } from '../../../context.ts';
import { addRow } from '../../../work/table.ts';
import type { WorldTicket, WorldTicketNote } from '../../../work/tickets.ts';
import { isRecord } from '../../is-record.ts';
import type { Problem, Refusal } from '../../refusal.ts';
import { invalidObject, refuse } from '../../refusal.ts';
import { noteOf } from './patch-row.ts';

const FLAGS: readonly string[] = [
  ...['detailDescriptionFlag', 'internalAnalysisFlag', 'resolutionFlag', 'internalFlag', 'externalFlag'],
  'processNotifications',
];

export function createNote(context: SandboxContext, ticket: WorldTicket, body: unknown): WorldTicketNote | Refusal {
  const { sent } = context.world.work;
  if (!isRecord(body)) return refuse(400, 'InvalidObject', 'note must be a JSON object');
  const { text } = body;
  if (ticket.closedFlag && context.quirks.closedTicketPatch === 'refused')
    return invalidObject('note', [problem('ticketId', 'InvalidState', `Ticket ${ticket.id} is closed`)]);
  const problems = [
    ...Object.entries(body).flatMap(([field, value]) => {
      if (field === 'text') return [];
      if (!FLAGS.includes(field)) return [problem(field, 'UnknownField', `${field} is no field that can be written`)];
      return typeof value === 'boolean' ? [] : [problem(field, 'InvalidValue', `${field} must be true or false`)];
    }),
    ...(typeof text === 'string' && text.trim() !== ''
      ? []
      : [problem('text', 'MissingRequiredField', 'text is required')]),
  ];
  if (problems.length > 0 || typeof text !== 'string') return invalidObject('note', problems);
  if (body['processNotifications'] !== false)
    sent.push({ kind: 'mail', record: 'ticket', id: ticket.id, member: ticket.owner });
  return addNote(context, ticket.id, {
    text,
    detailDescriptionFlag: body['detailDescriptionFlag'] === true,
    internalAnalysisFlag: body['internalAnalysisFlag'] === true,
    resolutionFlag: body['resolutionFlag'] === true,
  });
}

export function addNote(
  context: SandboxContext,
  ticket: number,
  note: Pick<WorldTicketNote, 'text' | 'detailDescriptionFlag' | 'internalAnalysisFlag' | 'resolutionFlag'>,
): WorldTicketNote {
  const { ticketNotes } = context.world.work;
  const { lastUpdated, updatedBy } = noteOf(context);
  return addRow(ticketNotes, {
    id: ticketNotes.nextId,
    ticket,
    ...note,
    dateCreated: lastUpdated,
    createdBy: updatedBy,
  });
}

function problem(field: string, code: string, message: string): Problem {
  return { code, message, resource: 'note', field };
}
