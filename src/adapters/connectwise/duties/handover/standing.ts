/** Tells by a fresh read where a duty stands: with the leaver still, with whoever is to take it, or somewhere else. */
import type { DutyStanding, HandedDuty, Reassignment } from '../../../../domain/offboarding/handover.ts';
import { quoted } from '../../../http/redact.ts';
import type { PsaApi } from '../../api/api.ts';
import { readMember } from '../../members/find-member.ts';
import { nameOf } from '../shapes.ts';
import type { TicketRecord } from '../tickets/ticket-record.ts';
import { readPlanned, readTicket } from './read-ticket.ts';

type Duty<Kind extends HandedDuty['kind']> = Extract<HandedDuty, { readonly kind: Kind }>;
type Sides = Pick<Reassignment, 'from' | 'to'>;

const APPROVES = {
  reportsTo: 'the superior',
  timeApprover: 'the time approver',
  expenseApprover: 'the expense approver',
} as const satisfies Record<Duty<'approver'>['field'], string>;

/** Throws RemoteError. */
export async function readStanding(api: PsaApi, { duty, from, to }: Reassignment): Promise<DutyStanding> {
  switch (duty.kind) {
    case 'ticket-owner':
      return standingOfOwner(api, duty, { from, to });
    case 'ticket-resource':
      return standingOfResource(api, duty, { from, to });
    case 'approver':
      return standingOfApprover(api, duty, { from, to });
  }
}

async function standingOfOwner(api: PsaApi, { ticket }: Duty<'ticket-owner'>, sides: Sides): Promise<DutyStanding> {
  const found = await readTicket(api, ticket);
  if (found?.owner?.id === sides.to.key) return { kind: 'handed-over' };
  const over = endOf(found, ticket.id);
  if (over !== null) return over;
  if (found?.owner?.id === sides.from.key) return { kind: 'held' };
  const owner = said(nameOf({ name: found?.owner?.identifier, identifier: found?.owner?.name }));
  return moved(
    `Ticket ${ticket.id} belongs to ${owner === '' ? 'nobody' : owner} now, not to ${sides.from.identifier}.`,
  );
}

/** A resource is whoever has an undone schedule entry for the ticket. */
async function standingOfResource(
  api: PsaApi,
  { ticket, type }: Duty<'ticket-resource'>,
  sides: Sides,
): Promise<DutyStanding> {
  const [found, planned] = await Promise.all([readTicket(api, ticket), readPlanned(api, ticket.id, type.id)]);
  if (planned.has(sides.to.key)) return { kind: 'handed-over' };
  const over = endOf(found, ticket.id);
  if (over !== null) return over;
  return planned.has(sides.from.key)
    ? { kind: 'held' }
    : moved(`${sides.from.identifier} has no undone schedule entry for ticket ${ticket.id} any more.`);
}

async function standingOfApprover(
  api: PsaApi,
  { of, field }: Duty<'approver'>,
  { from, to }: Sides,
): Promise<DutyStanding> {
  const member = await readMember(api, of.key, null);
  const holder = member?.fields[field];
  if (holder?.id === to.key) return { kind: 'handed-over' };
  if (member === undefined) return moved(`Member ${of.identifier} is no longer there.`);
  if (!member.active) return moved(`Member ${of.identifier} is inactive now.`);
  if (holder?.id === from.key) return { kind: 'held' };
  const name = said(holder?.name ?? '');
  return moved(
    `${name === '' ? 'Nobody' : name} is ${APPROVES[field]} of ${of.identifier} now, not ${from.identifier}.`,
  );
}

/** null: it is there, and open. */
function endOf(ticket: TicketRecord | undefined, id: number): DutyStanding | null {
  if (ticket === undefined) return moved(`Ticket ${id} is no longer there.`);
  if (ticket.closedFlag !== true) return null;
  return moved(`Ticket ${id} is closed now (status "${said(nameOf(ticket.status))}").`);
}

function moved(detail: string): DutyStanding {
  return { kind: 'moved', detail };
}

function said(text: string): string {
  return quoted(text, []);
}
