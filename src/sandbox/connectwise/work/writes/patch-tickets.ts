/**
 * PATCH of tickets. The owner is replaced whole; a PATCH of `resources` is answered 200 and changes nothing. Owners are written to and callbacks sent unless the
 * patch says `processNotifications: false` and `skipCallback: true`.
 */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../../context.ts';
import type { WorkArea } from '../../../work/areas.ts';
import type { WorldTicket } from '../../../work/tickets.ts';
import { ticketTable } from '../../../work/tickets.ts';
import { isRecord } from '../../is-record.ts';
import type { ListSource } from '../../lists/list-source.ts';
import type { Replacement } from '../../patch-body.ts';
import type { Refusal } from '../../refusal.ts';
import { forbidden, invalidObject } from '../../refusal.ts';
import { needsWorkRights, visible } from '../work-rights.ts';
import { mountPatch } from './mount-patch.ts';
import type { Setter } from './patch-row.ts';
import { inert, memberInto, noteOf } from './patch-row.ts';

export const LONGEST_SUMMARY = 100;
export const LONGEST_EXTERNAL = 100;

export function mountTicketPatch(
  api: Hono,
  context: SandboxContext,
  path: string,
  kind: WorldTicket['kind'],
  source: ListSource<WorldTicket>,
): void {
  const { world } = context;
  const area: WorkArea = kind === 'service' ? 'serviceTickets' : 'projectTickets';
  mountPatch<WorldTicket>(api, context, {
    path,
    right: needsWorkRights(world, area),
    resource: 'ticket',
    table: ticketTable(world, kind),
    source: visible(world, area, source),
    setters: {
      owner: memberInto(context, 'can be empty', (owner) => ({ owner }), { owner: null }),
      summary: summarySetter,
      status: statusSetter(context),
      resources: inert,
      ...(kind === 'service' ? { externalXRef: externalSetter } : {}),
      processNotifications: flag,
      skipCallback: flag,
    },
    refusal: (ticket, replacements) =>
      kind === 'service' && closes(context, replacements) && world.rights.work.closeTickets.edit !== 'All'
        ? forbidden('Service Desk / Close Service Tickets', 'Edit')
        : stayingClosed(context, ticket),
    noted: (note) => note,
    after: (before, ticket, replacements) => {
      const { id, owner } = ticket;
      const notice = { record: 'ticket', id } as const;
      if (owner !== null && owner !== before.owner && said(replacements, 'processNotifications') !== false)
        world.work.sent.push({ kind: 'mail', ...notice, member: owner });
      if (said(replacements, 'skipCallback') !== true)
        world.work.sent.push({ kind: 'callback', ...notice, member: null });
    },
  });
}

function stayingClosed({ quirks }: SandboxContext, { id, closedFlag }: WorldTicket): Refusal | null {
  return closedFlag && quirks.closedTicketPatch === 'refused'
    ? invalidObject('ticket', [
        { code: 'InvalidState', message: `Ticket ${id} is closed`, resource: 'ticket', field: 'status' },
      ])
    : null;
}

/** Closing is a right of its own. */
function closes({ world }: SandboxContext, replacements: readonly Replacement[]): boolean {
  const value = said(replacements, 'status');
  const id = isRecord(value) ? value['id'] : undefined;
  return typeof id === 'number' && world.work.boardStatuses.byId.get(id)?.closedStatus === true;
}

const flag: Setter<WorldTicket> = (value) =>
  typeof value === 'boolean' ? inert() : { kind: 'problem', code: 'InvalidValue', message: 'must be true or false' };

const summarySetter: Setter<WorldTicket> = (value) =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_SUMMARY
    ? { kind: 'changes', changes: { summary: value } }
    : { kind: 'problem', code: 'InvalidValue', message: `must be a text of at most ${LONGEST_SUMMARY} characters` };

const externalSetter: Setter<WorldTicket> = (value) => {
  if (value === null || (typeof value === 'string' && value.length <= LONGEST_EXTERNAL))
    return { kind: 'changes', changes: { externalXRef: value === '' ? null : value } };
  return { kind: 'problem', code: 'InvalidValue', message: `must be a text of at most ${LONGEST_EXTERNAL} characters` };
};

/** Only a status of the ticket's own board. */
function statusSetter(context: SandboxContext): Setter<WorldTicket> {
  return (value, ticket) => {
    const id = isRecord(value) ? value['id'] : undefined;
    const status = typeof id === 'number' ? context.world.work.boardStatuses.byId.get(id) : undefined;
    if (status?.board !== ticket.board)
      return { kind: 'problem', code: 'NotFound', message: 'no status of this board was found' };
    const closed = status.closedStatus;
    const { lastUpdated, updatedBy } = noteOf(context);
    return {
      kind: 'changes',
      changes: {
        status: status.id,
        closedFlag: closed,
        closedDate: closed ? lastUpdated : null,
        closedBy: closed ? updatedBy : null,
      },
    };
  };
}

function said(replacements: readonly Replacement[], field: string): unknown {
  return replacements.findLast((one) => one.field === field)?.value;
}
