/** Time sheets: those that the world counts per member are open, the others say what they are. Every open one stands in the way of a deactivation. */
import type { SandboxWorld, WorldMember } from '../../world.ts';
import { removeRow } from '../../work/table.ts';
import type { WorldTimeSheet } from '../../work/time.ts';
import { weekOf } from '../work/columns/time-columns.ts';
import type { FieldTable } from './field-kinds.ts';
import { DATE, INFO, INTEGER, NUMBER, TEXT } from './field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';
import type { ListSource } from '../lists/list-source.ts';
import { listOf } from '../lists/list-source.ts';
import { memberReference } from './find-member.ts';
import { UNTOUCHED } from './record-info.ts';
import type { Refusal } from '../refusal.ts';
import { invalidObject } from '../refusal.ts';

type TimeSheet = JsonRecord & { readonly id: number };

const SHEET_FIELDS: FieldTable = {
  id: INTEGER,
  member: { kind: 'reference', list: 'members' },
  year: INTEGER,
  period: INTEGER,
  dateStart: DATE,
  dateEnd: DATE,
  status: TEXT,
  hours: NUMBER,
  _info: INFO,
};
const SHEETS_PER_MEMBER = 1000;
const FIRST_WEEK = Date.UTC(2026, 9, 5);
const DAY = 86_400_000;

export function timeSheetSource(world: SandboxWorld): ListSource<TimeSheet> {
  return listOf(SHEET_FIELDS, () => [
    ...[...world.members.values()].flatMap(countedSheets),
    ...[...world.work.timeSheets.byId.values()].flatMap((sheet) => keptSheet(world, sheet)),
  ]);
}

/** null: nothing is open. The refusal names every sheet. */
export function openSheetsRefusal(world: SandboxWorld, member: WorldMember): Refusal | null {
  const sheets = openSheets(world, member);
  if (sheets.length === 0) return null;
  return invalidObject(
    'member',
    sheets.map(({ id }) => ({
      code: 'OpenTimeSheets',
      message: `Time sheet ${id} is still open for ${member.identifier}`,
      resource: 'timeSheet',
      field: 'deleteOpenTimeSheetsFlag',
    })),
  );
}

export function openSheets(world: SandboxWorld, member: WorldMember): readonly TimeSheet[] {
  const kept = [...world.work.timeSheets.byId.values()].filter(
    (sheet) => sheet.member === member.id && sheet.status === 'Open',
  );
  return [...countedSheets(member), ...kept.flatMap((sheet) => keptSheet(world, sheet))];
}

/** Destroys them, and answers how many there were. */
export function deleteOpenSheets(world: SandboxWorld, member: WorldMember): number {
  const sheets = openSheets(world, member);
  member.openTimeSheets = 0;
  const kept = sheets.filter(({ id }) => world.work.timeSheets.byId.has(id));
  for (const { id } of kept) removeRow(world.work.timeSheets, id);
  return sheets.length;
}

/** Open sheets without an hour on them. Those that the world counts have hours. */
export function deleteUnusedSheets(world: SandboxWorld, member: WorldMember): void {
  const { timeSheets } = world.work;
  const unused = [...timeSheets.byId.values()].filter(
    (sheet) => sheet.member === member.id && sheet.status === 'Open' && sheet.hours === 0,
  );
  for (const { id } of unused) removeRow(timeSheets, id);
}

function keptSheet(world: SandboxWorld, sheet: WorldTimeSheet): TimeSheet[] {
  const member = world.members.get(sheet.member);
  if (member === undefined) return [];
  const { id, dateStart, dateEnd, status, hours } = sheet;
  const year = Number(dateStart.slice(0, 4));
  return [
    {
      id,
      member: memberReference(member),
      year,
      period: weekOf(dateStart),
      dateStart,
      dateEnd,
      status,
      hours,
      _info: UNTOUCHED,
    },
  ];
}

function countedSheets(member: WorldMember): TimeSheet[] {
  return Array.from({ length: member.openTimeSheets }, (_, index) => ({
    id: member.id * SHEETS_PER_MEMBER + index + 1,
    member: memberReference(member),
    year: 2026,
    period: 41 + index,
    dateStart: day(FIRST_WEEK + index * 7 * DAY),
    dateEnd: day(FIRST_WEEK + (index * 7 + 6) * DAY),
    status: 'Open',
    hours: 37.5,
    _info: UNTOUCHED,
  }));
}

function day(at: number): string {
  return `${new Date(at).toISOString().slice(0, 10)}T00:00:00Z`;
}
