/** What a step that is done changes in the PSA's tickets, schedule and records. */
import type { Action } from '../../../src/domain/planning/action.ts';
import type { DutyReading, OpenTicket } from '../../../src/domain/offboarding/duty.ts';
import type { Reassignment } from '../../../src/domain/offboarding/handover.ts';

export function afterStep(duties: DutyReading, action: Action): DutyReading {
  if (action.kind === 'reassign') return afterHandover(duties, action.reassignment);
  if (action.kind !== 'deactivate') return duties;
  const takers = new Map<string, (typeof action.handover)[number]['to']>(
    action.handover.map(({ kind, to }) => [kind, to]),
  );
  const records = duties.records.map((record) => {
    const to = record.member === action.member.key ? takers.get(record.kind) : undefined;
    return to === undefined ? record : { ...record, member: to.key };
  });
  return { ...duties, records };
}

function afterHandover(duties: DutyReading, { duty, from, to }: Reassignment): DutyReading {
  if (duty.kind === 'approver') return duties;
  const isIt = ({ list, id }: OpenTicket): boolean => list === duty.ticket.list && id === duty.ticket.id;
  if (!duties.tickets.some(isIt))
    throw new Error(`The plan names ${duty.ticket.list} ticket ${duty.ticket.id}, which is not there`);
  const change = (ticket: OpenTicket): OpenTicket => {
    if (duty.kind === 'ticket-resource') return { ...ticket, resources: [...ticket.resources, to.identifier] };
    if (ticket.owner?.key !== from.key) throw new Error(`${from.identifier} does not own the ticket`);
    return { ...ticket, owner: { key: to.key, identifier: to.identifier } };
  };
  const done = duty.kind === 'ticket-resource' ? duty.entries : [];
  return {
    ...duties,
    tickets: duties.tickets.map((ticket) => (isIt(ticket) ? change(ticket) : ticket)),
    entries: duties.entries.filter(({ id }) => !done.includes(id)),
  };
}
