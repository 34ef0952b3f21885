/** Time sheets and expense reports that somebody still has to do something about: the leaver, or whoever approves them first. */
import { z } from 'zod';
import { idIn } from '../../api/conditions.ts';
import { dayOf, id, text } from '../shapes.ts';
import type { RecordList } from './record-list.ts';

/**
 * Not yet submitted, turned down, mended after that, or waiting for the first word of an approver. What a first approver has accepted is out of the leaver's hands,
 * whether or not a second one or the billing follows.
 */
const UNFINISHED = {
  Open: 'Open',
  Rejected: 'Rejected',
  RejectBySecondTier: 'Rejected by the second approver',
  ErrorsCorrected: 'Errors corrected',
  PendingApproval: 'Pending approval',
  PendingProjectApproval: 'Pending project approval',
} as const;
const STATUSES = Object.keys(UNFINISHED)
  .map((status) => `status="${status}"`)
  .join(' or ');

const period = {
  id,
  member: z.object({ id }),
  year: z.number().nullish(),
  period: z.number().nullish(),
  dateStart: text,
  dateEnd: text,
  status: z.string(),
};
const timeSheet = z.object({ ...period, hours: z.number().nullish() });
const expenseReport = z.object({ ...period, total: z.number().nullish() });
type Period = Omit<z.infer<typeof timeSheet>, 'hours'>;

const FIELDS = 'id,member/id,year,period,dateStart,dateEnd,status';
const SHARED = {
  condition: (ids: readonly number[]) => `${idIn('member/id', ids)} and (${STATUSES})`,
  title: ({ year, period: number }: Period) => `Period ${number ?? '?'} of ${year ?? '?'}`,
};

export const TIME_SHEETS: RecordList<z.infer<typeof timeSheet>> = {
  ...SHARED,
  kind: 'time-sheet',
  path: '/time/sheets',
  fields: `${FIELDS},hours`,
  place: 'time sheets',
  row: timeSheet,
  holdings: (sheet) => [{ member: sheet.member.id, state: stateOf(sheet, `${sheet.hours ?? 0} hours`) }],
};

export const EXPENSE_REPORTS: RecordList<z.infer<typeof expenseReport>> = {
  ...SHARED,
  kind: 'expense-report',
  path: '/expense/reports',
  fields: `${FIELDS},total`,
  place: 'expense reports',
  row: expenseReport,
  holdings: (report) => [{ member: report.member.id, state: stateOf(report, `${report.total ?? 0} in total`) }],
};

function stateOf({ status, dateStart, dateEnd }: Period, amount: string): string {
  return `${isUnfinished(status) ? UNFINISHED[status] : status}, ${dayOf(dateStart)} to ${dayOf(dateEnd)}, ${amount}`;
}

function isUnfinished(status: string): status is keyof typeof UNFINISHED {
  return Object.hasOwn(UNFINISHED, status);
}
