/** Handovers from Dana to Sam in a busy world. */
import type { HandedDuty, Reassignment } from '../../../../src/domain/offboarding/handover.ts';
import type { TicketRef } from '../../../../src/domain/offboarding/duty.ts';
import type { WorldTicket } from '../../../../src/sandbox/work/tickets.ts';
import type { aBusyPsa } from './a-duty-psa.ts';
import { refTo } from './a-duty-psa.ts';

type Busy = Awaited<ReturnType<typeof aBusyPsa>>;

const S = { id: 4, name: 'Service Ticket' };

function refToTicket({ kind, id, summary }: Pick<WorldTicket, 'kind' | 'id' | 'summary'>): TicketRef {
  return { list: kind, id, summary, board: '' };
}

export function fromDanaToSam({ dana, sam }: Pick<Busy, 'dana' | 'sam'>, duty: HandedDuty): Reassignment {
  return { duty, from: refTo(dana), to: refTo(sam) };
}

export function owner(ticket: WorldTicket): HandedDuty {
  return { kind: 'ticket-owner', ticket: refToTicket(ticket) };
}

export function resource(ticket: WorldTicket, entries: readonly number[] = [], type = S): HandedDuty {
  return { kind: 'ticket-resource', ticket: refToTicket(ticket), entries, type };
}

/** Dana is Samantha's superior and time approver. */
export function approver({ samantha }: Pick<Busy, 'samantha'>): HandedDuty {
  return { kind: 'approver', of: refTo(samantha), field: 'reportsTo' };
}

/** Ids of the undone schedule entries that a member has for a ticket. */
export function entriesOf({ world }: Pick<Busy, 'world'>, member: number, ticket: number): readonly number[] {
  return [...world.work.scheduleEntries.byId.values()]
    .filter((entry) => entry.member === member && entry.objectId === ticket && !entry.doneFlag)
    .map(({ id }) => id);
}
