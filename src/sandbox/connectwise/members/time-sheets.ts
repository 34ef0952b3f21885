/** Open time sheets: the world counts them per member, the API lists them, and they stand in the way of a deactivation. */
import type { SandboxWorld, WorldMember } from '../../world.ts';
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
  return listOf(SHEET_FIELDS, () => [...world.members.values()].flatMap(openSheets));
}

/** null: nothing is open. The refusal names every sheet. */
export function openSheetsRefusal(member: WorldMember): Refusal | null {
  const sheets = openSheets(member);
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

function openSheets(member: WorldMember): TimeSheet[] {
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
