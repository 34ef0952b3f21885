// seats.csv: the classes, who waits for a seat, and the seats that nobody uses; one row each, told apart by the first columns.
import type { RunReport, SeatUse } from '../../domain/run.ts';
import type { IdleSeat, WaitingPerson } from '../../domain/seat.ts';
import { activityText, idleText } from '../describe-seat.ts';
import { SEAT_NAMES } from '../words.ts';
import { renderCsv, RUN_COLUMNS, type Column } from './csv.ts';

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
  ['last_sign_in', (row) => (row.kind === 'idle' ? activityText(row.seat.lastLogin) : null)],
  ['last_time_entry', (row) => (row.kind === 'idle' ? activityText(row.seat.timeEntry) : null)],
  ['last_ticket', (row) => (row.kind === 'idle' ? activityText(row.seat.ticket) : null)],
  ['yearly_cost', (row) => (row.kind === 'idle' ? row.seat.yearlyCost : null)],
  ['currency', (_, report) => report.seating?.currency ?? null],
  ['step', (row) => (row.kind === 'waiting' ? row.seat.step : null)],
  ...RUN_COLUMNS,
];

export function renderSeatsCsv(report: RunReport): string {
  const { seats, seating } = report;
  const rows: readonly Row[] = [
    ...seats.map((seat): Row => ({ kind: 'class', seat })),
    ...(seating?.waiting ?? []).map((seat): Row => ({ kind: 'waiting', seat })),
    ...(seating?.idle ?? []).map((seat): Row => ({ kind: 'idle', seat })),
  ];
  return renderCsv(COLUMNS, rows, report);
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
