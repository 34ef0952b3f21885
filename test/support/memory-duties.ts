// A PsaDuties in memory: tests lay down who has what, and it moves when it is handed over.
import type { DutyReading, OpenTicket, DutyQuestion } from '../../src/domain/duty.ts';
import { NO_DUTIES } from '../../src/domain/duty.ts';
import type { DutyStanding, Reassignment } from '../../src/domain/handover.ts';
import type { MemberActivity } from '../../src/domain/seat.ts';
import type { PsaDuties } from '../../src/duty-ports.ts';
import type { WriteReply } from '../../src/domain/write-reply.ts';

/** Decides about one handover: undefined lets it through. `carry` carries it out first, for replies that get lost. */
export type HandoverRule = (sent: Reassignment, carry: () => void) => WriteReply | undefined;

export interface MemoryDuties extends PsaDuties {
  /** What lies there. Tickets are changed by handovers; the rest stays as a test lays it down. */
  reading: DutyReading;
  activity: readonly MemberActivity[];
  /** In the order in which they arrived, refused ones included. */
  readonly sent: Reassignment[];
  readonly asked: DutyQuestion[];
  /** Asked before every handover. */
  rule: HandoverRule;
  /** Thrown by every read as long as it is set. */
  fault: Error | null;
  /** Called before every fresh read of one record; may change the world meanwhile. */
  beforeStanding: (reassignment: Reassignment) => void;
  /** What finish answers. */
  rest: string | null;
}

export function createMemoryDuties(): MemoryDuties {
  const duties: MemoryDuties = {
    reading: NO_DUTIES,
    activity: [],
    sent: [],
    asked: [],
    rule: () => undefined,
    fault: null,
    beforeStanding: () => undefined,
    rest: null,
    readDuties: async (question) => {
      duties.asked.push(question);
      if (duties.fault !== null) throw duties.fault;
      const keys = new Set(question.members.map(({ key }) => key));
      const names = new Set(question.members.map(({ identifier }) => identifier.toLowerCase()));
      const isTheirs = ({ owner, resources }: OpenTicket): boolean =>
        (owner !== null && keys.has(owner.key)) || resources.some((name) => names.has(name.toLowerCase()));
      const { reading } = duties;
      return {
        ...reading,
        tickets: reading.tickets.filter(question.tickets === 'every' ? question.keep : isTheirs),
        openTickets: question.tickets === 'every' ? reading.tickets.length : null,
        entries: reading.entries.filter(({ member }) => keys.has(member)),
        records: reading.records.filter(({ member }) => keys.has(member)),
      };
    },
    readActivity: async (members) => {
      if (duties.fault !== null) throw duties.fault;
      const keys = new Set(members.map(({ key }) => key));
      return duties.activity.filter(({ member }) => keys.has(member));
    },
    readStanding: async (reassignment) => {
      duties.beforeStanding(reassignment);
      if (duties.fault !== null) throw duties.fault;
      return standingOf(duties, reassignment);
    },
    reassign: async (reassignment) => {
      duties.sent.push(reassignment);
      const carry = (): void => {
        handOver(duties, reassignment);
      };
      const ruled = duties.rule(reassignment, carry);
      if (ruled !== undefined) return ruled;
      carry();
      return { kind: 'done', key: reassignment.from.key };
    },
    finish: async () => duties.rest,
  };
  return duties;
}

function ticketOf(duties: MemoryDuties, { duty }: Reassignment): OpenTicket | undefined {
  if (duty.kind === 'approver') throw new Error('Approvers are members; this double keeps tickets');
  return duties.reading.tickets.find(({ list, id }) => list === duty.ticket.list && id === duty.ticket.id);
}

function standingOf(duties: MemoryDuties, reassignment: Reassignment): DutyStanding {
  const { duty, from, to } = reassignment;
  const ticket = ticketOf(duties, reassignment);
  if (ticket === undefined) return { kind: 'moved', detail: 'The ticket is closed or no longer there.' };
  const names = ticket.resources.map((name) => name.toLowerCase());
  if (duty.kind === 'ticket-owner') {
    if (ticket.owner?.key === to.key) return { kind: 'handed-over' };
    return ticket.owner?.key === from.key
      ? { kind: 'held' }
      : { kind: 'moved', detail: `The ticket belongs to ${ticket.owner?.identifier ?? 'nobody'} now.` };
  }
  if (names.includes(to.identifier.toLowerCase())) return { kind: 'handed-over' };
  return names.includes(from.identifier.toLowerCase())
    ? { kind: 'held' }
    : { kind: 'moved', detail: `${from.identifier} is no longer on the ticket.` };
}

function handOver(duties: MemoryDuties, reassignment: Reassignment): void {
  const { duty, to } = reassignment;
  const moved = ticketOf(duties, reassignment);
  const tickets = duties.reading.tickets.map((ticket) => {
    if (ticket !== moved) return ticket;
    return duty.kind === 'ticket-owner'
      ? { ...ticket, owner: { key: to.key, identifier: to.identifier } }
      : { ...ticket, resources: [...ticket.resources, to.identifier] };
  });
  duties.reading = { ...duties.reading, tickets };
}
