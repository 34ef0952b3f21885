// A PsaDuties in memory: tests lay down who has what, and it moves when it is handed over.
import type { DutyQuestion, DutyReading, OpenTicket, ScheduleEntry } from '../../../src/domain/offboarding/duty.ts';
import { NO_DUTIES } from '../../../src/domain/offboarding/duty.ts';
import type { DutyStanding, HandedDuty, Reassignment } from '../../../src/domain/offboarding/handover.ts';
import type { MemberKey } from '../../../src/domain/ids.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { MemberActivity } from '../../../src/domain/people/seat.ts';
import type { PsaDuties } from '../../../src/ports/duty-ports.ts';
import type { WriteReply } from '../../../src/domain/memory/write-reply.ts';

/** Decides about one handover: undefined lets it through. `carry` carries it out first, for replies that get lost. */
export type HandoverRule = (sent: Reassignment, carry: () => void) => WriteReply | undefined;

export interface MemoryDuties extends PsaDuties {
  /** What lies there. Tickets and schedule entries are changed by handovers; the rest stays as a test lays it down. */
  reading: DutyReading;
  /** Entries that were marked done. */
  readonly ended: ScheduleEntry[];
  activity: readonly MemberActivity[];
  /** In the order in which they arrived, refused ones included. */
  readonly sent: Reassignment[];
  readonly finished: Reassignment[];
  readonly asked: DutyQuestion[];
  /** Asked before every handover. */
  rule: HandoverRule;
  /** Thrown by every read as long as it is set. */
  fault: Error | null;
  /** Called before every fresh read of one record; may change the world meanwhile, or throw. */
  beforeStanding: (reassignment: Reassignment) => void;
  /** What finish answers; null: it does what has to follow. */
  rest: string | null;
}

/** `members`: those of the PSA, in whose records superiors and approvers stand. */
export function createMemoryDuties(members: Map<MemberKey, Member>): MemoryDuties {
  const duties: MemoryDuties = {
    reading: NO_DUTIES,
    ended: [],
    activity: [],
    sent: [],
    finished: [],
    asked: [],
    rule: () => undefined,
    fault: null,
    beforeStanding: () => undefined,
    rest: null,
    readDuties: async (question) => {
      duties.asked.push(question);
      if (duties.fault !== null) throw duties.fault;
      return readingFor(duties.reading, question);
    },
    readActivity: async (asked) => {
      if (duties.fault !== null) throw duties.fault;
      const keys = new Set(asked.map(({ key }) => key));
      return duties.activity.filter(({ member }) => keys.has(member));
    },
    readStanding: async (reassignment) => {
      duties.beforeStanding(reassignment);
      if (duties.fault !== null) throw duties.fault;
      return reassignment.duty.kind === 'approver'
        ? approverStanding(members, reassignment)
        : ticketStanding(duties, reassignment);
    },
    reassign: async (reassignment) => {
      duties.sent.push(reassignment);
      const carry = (): void => {
        handOver(duties, members, reassignment);
      };
      const ruled = duties.rule(reassignment, carry);
      if (ruled !== undefined) return ruled;
      carry();
      return { kind: 'done', key: reassignment.from.key };
    },
    finish: async (reassignment) => {
      duties.finished.push(reassignment);
      if (duties.rest === null) endEntries(duties, reassignment);
      return duties.rest;
    },
  };
  return duties;
}

function readingFor(reading: DutyReading, question: DutyQuestion): DutyReading {
  const keys = new Set(question.members.map(({ key }) => key));
  const names = new Set(question.members.map(({ identifier }) => identifier.toLowerCase()));
  const isTheirs = ({ owner, resources }: OpenTicket): boolean =>
    (owner !== null && keys.has(owner.key)) || resources.some((name) => names.has(name.toLowerCase()));
  return {
    ...reading,
    tickets: reading.tickets.filter(question.tickets === 'every' ? question.keep : isTheirs),
    openTickets: question.tickets === 'every' ? reading.tickets.length : null,
    entries: reading.entries.filter(({ member }) => keys.has(member)),
    records: reading.records.filter(({ member }) => keys.has(member)),
  };
}

type TicketDuty = Exclude<HandedDuty, { readonly kind: 'approver' }>;

function ticketOf(duties: MemoryDuties, duty: TicketDuty): OpenTicket | undefined {
  return duties.reading.tickets.find(({ list, id }) => list === duty.ticket.list && id === duty.ticket.id);
}

function ticketStanding(duties: MemoryDuties, { duty, from, to }: Reassignment): DutyStanding {
  if (duty.kind === 'approver') throw new Error('An approver is no ticket');
  const ticket = ticketOf(duties, duty);
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

function approverStanding(members: Map<MemberKey, Member>, { duty, from, to }: Reassignment): DutyStanding {
  if (duty.kind !== 'approver') throw new Error('A ticket is no approver');
  const now = members.get(duty.of.key)?.fields[duty.field] ?? null;
  if (now?.id === to.key) return { kind: 'handed-over' };
  return now?.id === from.key ? { kind: 'held' } : { kind: 'moved', detail: `It is ${now?.name ?? 'nobody'} now.` };
}

function handOver(duties: MemoryDuties, members: Map<MemberKey, Member>, { duty, to }: Reassignment): void {
  if (duty.kind === 'approver') {
    const of = members.get(duty.of.key);
    if (of === undefined) throw new RangeError(`There is no member ${duty.of.key}`);
    const fields = { ...of.fields, [duty.field]: { id: to.key, name: to.identifier } };
    members.set(of.key, { ...of, fields });
    return;
  }
  const moved = ticketOf(duties, duty);
  const { reading } = duties;
  const tickets = reading.tickets.map((ticket) => {
    if (ticket !== moved) return ticket;
    return duty.kind === 'ticket-owner'
      ? { ...ticket, owner: { key: to.key, identifier: to.identifier } }
      : { ...ticket, resources: [...ticket.resources, to.identifier] };
  });
  const entries = duty.kind === 'ticket-resource' ? [...reading.entries, entryFor(duties, duty, to)] : reading.entries;
  duties.reading = { ...reading, tickets, entries };
}

/** The first of those that are to be reopened, or a new one. */
function entryFor(
  duties: MemoryDuties,
  duty: Extract<HandedDuty, { readonly kind: 'ticket-resource' }>,
  to: Reassignment['to'],
): ScheduleEntry {
  const again = reopen(duties, (duty.reopen ?? []).slice(0, 1));
  const known = [...duties.reading.entries, ...duties.ended].map(({ id }) => id);
  return (
    again[0] ?? {
      id: Math.max(9000, ...known) + 1,
      member: to.key,
      type: duty.type,
      on: duty.ticket.list,
      object: duty.ticket.id,
      name: duty.ticket.summary,
      startsAt: null,
    }
  );
}

function reopen(duties: MemoryDuties, ids: readonly number[]): readonly ScheduleEntry[] {
  const again = duties.ended.filter(({ id }) => ids.includes(id));
  duties.ended.splice(0, duties.ended.length, ...duties.ended.filter((entry) => !again.includes(entry)));
  return again;
}

/** Whoever has no undone entry on a ticket any more is no longer among its resources. */
function endEntries(duties: MemoryDuties, { duty, from }: Reassignment): void {
  if (duty.kind !== 'ticket-resource') return;
  const { reading } = duties;
  const ended = reading.entries.filter(({ id, member }) => member === from.key && duty.entries.includes(id));
  duties.ended.push(...ended);
  const others = reading.entries.filter((entry) => !ended.includes(entry));
  const entries = [...others, ...reopen(duties, (duty.reopen ?? []).slice(1))];
  const ticket = ticketOf(duties, duty);
  const stays = entries.some(({ member, object }) => member === from.key && object === duty.ticket.id);
  const tickets = reading.tickets.map((each) =>
    each !== ticket || stays
      ? each
      : { ...each, resources: each.resources.filter((name) => name.toLowerCase() !== from.identifier.toLowerCase()) },
  );
  duties.reading = { ...reading, tickets, entries };
}
