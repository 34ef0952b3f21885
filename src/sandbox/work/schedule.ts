/** The dispatch calendar: its types and statuses, and who is planned for which ticket or activity, and when. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { someMemberId, named } from './named.ts';
import type { WorldActivity } from './sales.ts';
import { addRow } from './table.ts';
import type { WorldTicket } from './tickets.ts';

export interface WorldScheduleType {
  readonly id: number;
  /** One letter. */
  readonly identifier: string;
  readonly name: string;
  /**
   * What the `objectId` of its entries means. While there is no type for project tickets, that of service tickets serves both: which of the two a real PSA
   * does is unverified.
   */
  readonly objects: 'service-tickets' | 'project-tickets' | 'activities' | 'nothing';
}

export interface WorldScheduleStatus {
  readonly id: number;
  readonly name: string;
}

export interface WorldScheduleEntry {
  readonly id: number;
  readonly type: number;
  readonly objectId: number | null;
  readonly name: string;
  readonly member: number;
  readonly status: number;
  readonly dateStart: string | null;
  readonly dateEnd: string | null;
  readonly doneFlag: boolean;
  readonly lastUpdated: string;
  readonly updatedBy: string;
}

export const SCHEDULE_TYPES = [
  { id: 3, identifier: 'C', name: 'Sales Activity', objects: 'activities' },
  { id: 4, identifier: 'S', name: 'Service Ticket', objects: 'service-tickets' },
  { id: 7, identifier: 'H', name: 'Holiday', objects: 'nothing' },
  { id: 8, identifier: 'V', name: 'Vacation', objects: 'nothing' },
] as const satisfies readonly WorldScheduleType[];

export const SCHEDULE_STATUSES = [
  { id: 1, name: 'Tentative' },
  { id: 2, name: 'Firm' },
] as const satisfies readonly WorldScheduleStatus[];

export interface ScheduleEntryInput {
  readonly id?: number;
  readonly member: WorldMember;
  /** What is planned; without any: time away. */
  readonly ticket?: WorldTicket;
  readonly activity?: WorldActivity;
  readonly doneFlag?: boolean;
  /** Alike for a to-do. */
  readonly dateStart?: string | null;
  readonly dateEnd?: string | null;
  /** By name. Default: firm. */
  readonly status?: string;
}

export function addScheduleEntry(world: SandboxWorld, input: ScheduleEntryInput): WorldScheduleEntry {
  const { scheduleEntries, scheduleStatuses } = world.work;
  const object = input.ticket ?? input.activity ?? null;
  const dateStart = input.dateStart === undefined ? '2026-11-24T17:00:00Z' : input.dateStart;
  return addRow(scheduleEntries, {
    id: input.id ?? scheduleEntries.nextId,
    type: typeFor(world, input).id,
    objectId: object?.id ?? null,
    name: input.ticket?.summary ?? input.activity?.name ?? 'Away',
    member: someMemberId(world, input.member),
    status: named(scheduleStatuses.byId.values(), input.status ?? 'Firm', 'schedule status').id,
    dateStart,
    dateEnd: input.dateEnd === undefined ? dateStart : input.dateEnd,
    doneFlag: input.doneFlag ?? false,
    lastUpdated: '2026-11-02T10:30:00Z',
    updatedBy: 'admin1',
  });
}

/** Gives project tickets a type of their own. Before any is scheduled. */
export function splitScheduleTypes(world: SandboxWorld): void {
  addRow(world.work.scheduleTypes, {
    id: 5,
    identifier: 'P',
    name: 'Project Ticket',
    objects: 'project-tickets',
  });
}

/** The type of entries for project tickets. */
export function projectType(world: SandboxWorld): WorldScheduleType {
  const types = [...world.work.scheduleTypes.byId.values()];
  return types.find((type) => type.objects === 'project-tickets') ?? typeOf(world, 'service-tickets');
}

function typeFor(world: SandboxWorld, { ticket, activity }: ScheduleEntryInput): WorldScheduleType {
  if (ticket !== undefined) return ticket.kind === 'project' ? projectType(world) : typeOf(world, 'service-tickets');
  return typeOf(world, activity === undefined ? 'nothing' : 'activities');
}

function typeOf(world: SandboxWorld, objects: WorldScheduleType['objects']): WorldScheduleType {
  for (const type of world.work.scheduleTypes.byId.values()) if (type.objects === objects) return type;
  throw new RangeError(`The world holds no schedule type for ${objects}`);
}
