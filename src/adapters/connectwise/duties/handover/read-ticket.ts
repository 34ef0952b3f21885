/** Reads one ticket afresh, and who is still planned for it. "It is gone" is answered only where the PSA surely said so. */
import { z } from 'zod';
import type { TicketRef } from '../../../../domain/offboarding/duty.ts';
import type { PsaApi } from '../../api/api.ts';
import { malformed } from '../../api/read-fault.ts';
import { readRows } from '../../api/paging.ts';
import { readProven } from '../../api/read-proven.ts';
import { id } from '../shapes.ts';
import { TICKET_PATHS } from '../tickets/read-tickets.ts';
import type { TicketRecord } from '../tickets/ticket-record.ts';
import { TICKET_FIELDS, ticketRecord } from '../tickets/ticket-record.ts';

export function ticketPath({ list, id: number }: TicketRef): string {
  return `${TICKET_PATHS[list]}/${number}`;
}

/** undefined: there is none. Throws RemoteError. */
export async function readTicket(api: PsaApi, ticket: TicketRef): Promise<TicketRecord | undefined> {
  const path = ticketPath(ticket);
  const found = await readProven(api, path, { fields: TICKET_FIELDS[ticket.list] });
  if (found === undefined) return undefined;
  const parsed = ticketRecord.safeParse(found.value);
  if (!parsed.success || parsed.data.id !== ticket.id)
    throw malformed(path, 'another record than the ticket that was asked for');
  return parsed.data;
}

const entryRecord = z.object({ id, member: z.object({ id }) });

/** Record ids of everybody with an undone entry of this type for the ticket. Throws RemoteError. */
export async function readPlanned(api: PsaApi, ticket: number, type: number): Promise<ReadonlySet<number>> {
  const path = '/schedule/entries';
  const read = await readRows(api, {
    path,
    query: {
      conditions: `objectId=${ticket} and type/id=${type} and doneFlag=false`,
      fields: 'id,member/id',
      orderBy: 'id',
    },
    purpose: 'data',
    place: `schedule entries of ticket ${ticket}`,
    counted: false,
  });
  if (read.error !== null) throw read.error;
  const rows = z.array(entryRecord).safeParse(read.rows);
  if (!rows.success || read.problems.length > 0) throw malformed(path, 'entries that cannot be all there are');
  return new Set(rows.data.map(({ member }) => member.id));
}
