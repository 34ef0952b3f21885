/** Time sheets, expense reports and time entries. The open sheets that a member's `openTimeSheets` counts come on top of these. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { someMemberId } from './named.ts';
import { addRow } from './table.ts';
import type { WorldTicket } from './tickets.ts';

export const SHEET_STATUSES = [
  'Open',
  'Rejected',
  'PendingApproval',
  'ErrorsCorrected',
  'PendingProjectApproval',
  'ApprovedByTierOne',
  'RejectBySecondTier',
  'ApprovedByTierTwo',
  'ReadyToBill',
  'Billed',
  'WrittenOff',
  'BilledAgreement',
] as const;
export type SheetStatus = (typeof SHEET_STATUSES)[number];

export interface WorldTimeSheet {
  readonly id: number;
  readonly member: number;
  readonly status: SheetStatus;
  readonly dateStart: string;
  readonly dateEnd: string;
  /** 0: unused. */
  readonly hours: number;
}

export interface WorldExpenseReport {
  readonly id: number;
  readonly member: number;
  readonly status: SheetStatus;
  readonly dateStart: string;
  readonly dateEnd: string;
  readonly total: number;
}

export interface WorldTimeEntry {
  readonly id: number;
  readonly member: number;
  readonly timeStart: string;
  readonly timeEnd: string | null;
  readonly actualHours: number;
  readonly chargeToType: 'ServiceTicket' | 'ProjectTicket' | 'ChargeCode' | 'Activity';
  readonly chargeToId: number;
  readonly status: SheetStatus;
}

const DAY = 86_400_000;
const CHARGE_CODE = 31;

interface PeriodInput {
  readonly member: WorldMember;
  readonly status?: SheetStatus;
  /** First day of the week, `2026-11-16`. */
  readonly from?: string;
}

export function addTimeSheet(world: SandboxWorld, input: PeriodInput & { readonly hours?: number }): WorldTimeSheet {
  const { timeSheets } = world.work;
  return addRow(timeSheets, {
    id: timeSheets.nextId,
    member: someMemberId(world, input.member),
    status: input.status ?? 'Open',
    ...weekFrom(input.from),
    hours: input.hours ?? 37.5,
  });
}

export function addExpenseReport(
  world: SandboxWorld,
  input: PeriodInput & { readonly total?: number },
): WorldExpenseReport {
  const { expenseReports } = world.work;
  return addRow(expenseReports, {
    id: expenseReports.nextId,
    member: someMemberId(world, input.member),
    status: input.status ?? 'Open',
    ...weekFrom(input.from),
    total: input.total ?? 84.2,
  });
}

export function addTimeEntry(
  world: SandboxWorld,
  input: {
    readonly member: WorldMember;
    readonly timeStart: string;
    readonly hours?: number;
    /** Default: a charge code. */
    readonly ticket?: WorldTicket;
    readonly status?: SheetStatus;
  },
): WorldTimeEntry {
  const { timeEntries } = world.work;
  const { ticket, timeStart, hours = 1.5 } = input;
  const start = Date.parse(timeStart);
  if (Number.isNaN(start)) throw new RangeError(`A time entry starts at an instant, not at "${timeStart}"`);
  return addRow(timeEntries, {
    id: timeEntries.nextId,
    member: someMemberId(world, input.member),
    timeStart,
    timeEnd: seconds(start + hours * 3_600_000),
    actualHours: hours,
    chargeToType: ticket === undefined ? 'ChargeCode' : ticket.kind === 'service' ? 'ServiceTicket' : 'ProjectTicket',
    chargeToId: ticket?.id ?? CHARGE_CODE,
    status: input.status ?? 'Billed',
  });
}

function weekFrom(from = '2026-11-16'): { readonly dateStart: string; readonly dateEnd: string } {
  const start = Date.parse(`${from}T00:00:00Z`);
  if (Number.isNaN(start)) throw new RangeError(`A week begins on a day like 2026-11-16, not on "${from}"`);
  return { dateStart: seconds(start), dateEnd: seconds(start + 6 * DAY) };
}

function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
