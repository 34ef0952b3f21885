// seats: the classes, who waits for a seat, and the seats that nobody uses; one row each, told apart by the first columns.
import type { RunReport, SeatUse } from '../../domain/runs/run.ts';
import type { Activity, IdleSeat, WaitingPerson } from '../../domain/people/seat.ts';
import { activityText, idleText } from '../words/describe-seat.ts';
import { SEAT_NAMES } from '../words/words.ts';
import { moment, tableOf, type Cell, type Column } from './table.ts';

type Row =
  | { readonly kind: 'class'; readonly seat: SeatUse }
  | { readonly kind: 'waiting'; readonly seat: WaitingPerson }
  | { readonly kind: 'idle'; readonly seat: IdleSeat };

const COLUMNS: readonly Column<Row>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['row', ({ kind }) => kind],
  ['class', ({ seat }) => SEAT_NAMES[seat.class]],
  ['contracted', (row) => (row.kind === 'class' ? row.seat.contracted : null)],
  ['used', (row) => (row.kind === 'class' ? row.seat.used : null)],
  ['after_plan', (row) => (row.kind === 'class' ? row.seat.forecast : null)],
  ['position', (row) => (row.kind === 'waiting' ? row.seat.position : null)],
  ['name', (row) => nameOf(row)],
  ['login', (row) => (row.kind === 'waiting' ? row.seat.person.login : null)],
  ['member_id', (row) => (row.kind === 'idle' ? row.seat.member.identifier : null)],
  ['idle', (row) => (row.kind === 'idle' ? idleText(row.seat) : null)],
  ['last_sign_in', (row) => (row.kind === 'idle' ? seenAt(row.seat.lastLogin) : null)],
  ['last_time_entry', (row) => (row.kind === 'idle' ? seenAt(row.seat.timeEntry) : null)],
  ['last_ticket', (row) => (row.kind === 'idle' ? seenAt(row.seat.ticket) : null)],
  ['monthly_cost', (row, report) => (row.kind === 'class' ? costOf(row.seat, report) : null)],
  ['yearly_cost', (row) => (row.kind === 'idle' ? row.seat.yearlyCost : null)],
  ['currency', (_, report) => report.seating?.currency ?? null],
  ['step', (row) => (row.kind === 'waiting' ? row.seat.step : null)],
];

export const SEATS = tableOf(COLUMNS, rowsOf, 'idle');

function rowsOf({ seats, seating }: RunReport): readonly Row[] {
  return [
    ...seats.map((seat): Row => ({ kind: 'class', seat })),
    ...(seating?.waiting ?? []).map((seat): Row => ({ kind: 'waiting', seat })),
    ...(seating?.idle ?? []).map((seat): Row => ({ kind: 'idle', seat })),
  ];
}

function seenAt(activity: Activity): Cell {
  const text = activityText(activity);
  return activity.kind === 'at' ? moment(activity.at, text) : text;
}

function costOf(seat: SeatUse, { seating }: RunReport): number | null {
  return seating?.classes.find((one) => one.class === seat.class)?.monthlyCost ?? null;
}

function nameOf(row: Row): string | null {
  switch (row.kind) {
    case 'class':
      return null;
    case 'waiting':
      return row.seat.person.name;
    case 'idle':
      return row.seat.member.name;
  }
}
