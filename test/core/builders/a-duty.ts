/** Builders of what hangs on members: tickets, schedule entries, records, and policies for them. They throw on nonsense. */
import type {
  DutyKind,
  DutyReading,
  OpenTicket,
  RecordDuty,
  RecordDutyKind,
  ScheduleEntry,
} from '../../../src/domain/offboarding/duty.ts';
import { NO_DUTIES } from '../../../src/domain/offboarding/duty.ts';
import { REPORT_ONLY, type DutyRule, type OffboardingPolicy } from '../../../src/domain/offboarding/handover.ts';
import type { Member } from '../../../src/domain/people/member.ts';

export const ON_SERVICE = { id: 4, name: 'Service Ticket' };

/** An open service ticket of medium age that nobody has. */
export function aTicket(id: number, over: Partial<OpenTicket> = {}): OpenTicket {
  if (id < 1) throw new Error('A ticket has a positive number');
  return {
    list: 'service',
    id,
    summary: `Printer ${id}`,
    board: 'Help Desk',
    status: 'New',
    company: 'Acme',
    priority: null,
    team: null,
    owner: null,
    resources: [],
    openedAt: '2026-11-01T08:00:00Z',
    updatedAt: null,
    link: `https://psa.example/${id}`,
    ...over,
  };
}

export function ownedBy(member: Member): Pick<OpenTicket, 'owner'> {
  return { owner: { key: member.key, identifier: member.identifier } };
}

/** An undone entry on a service ticket; `object` null: on no ticket. */
export function anEntry(
  id: number,
  member: Member,
  object: number | null,
  over: Partial<ScheduleEntry> = {},
): ScheduleEntry {
  return {
    id,
    member: member.key,
    type: object === null ? { id: 9, name: 'Calendar' } : ON_SERVICE,
    on: object === null ? 'other' : 'service',
    object,
    name: `Entry ${id}`,
    startsAt: null,
    ...over,
  };
}

export function aRecord(kind: RecordDutyKind, member: Member, id: number | null, title = `${kind} ${id}`): RecordDuty {
  return { kind, member: member.key, id, title, state: 'Open' };
}

export function aReading(over: Partial<DutyReading> = {}): DutyReading {
  return { ...NO_DUTIES, ...over };
}

export const TO_MANAGER: DutyRule = { kind: 'reassign', to: [{ kind: 'manager' }] };
export const HOLD: DutyRule = { kind: 'hold' };
export function toMember(...identifiers: readonly string[]): DutyRule {
  return { kind: 'reassign', to: identifiers.map((identifier) => ({ kind: 'member', identifier })) };
}

/** Everything is told but what is said here. */
export function anOffboarding(
  duties: Partial<Record<DutyKind, DutyRule>>,
  over: Partial<OffboardingPolicy> = {},
): OffboardingPolicy {
  return { ...REPORT_ONLY, ...over, duties: { ...REPORT_ONLY.duties, ...duties } };
}
