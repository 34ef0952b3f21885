// work: everything that hangs on the leavers, and orphans: open tickets that lie with nobody.
import type { LeaverDuty, LeaverSheet, OrphanedTicket } from '../../domain/offboarding/leaver.ts';
import type { OpenTicket } from '../../domain/offboarding/duty.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { daysBetween } from '../words/amounts.ts';
import { dutyEnd, dutyLink, dutyState, dutyTitle, fateText, isOnTicket } from '../words/describe-duty.ts';
import { DUTY_NAMES, REASONS } from '../words/words.ts';
import { joined, moment, tableOf, type Column } from './table.ts';

interface WorkRow {
  readonly sheet: LeaverSheet;
  /** null: the row tells of a kind that could not be seen. */
  readonly duty: LeaverDuty | null;
  readonly unseen: LeaverSheet['unseen'][number] | null;
}

/** One row per duty, and one per kind that could not be seen. Columns are only ever added at the end. */
const WORK_COLUMNS: readonly Column<WorkRow>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['leaver', ({ sheet }) => sheet.member.identifier],
  ['name', ({ sheet }) => sheet.person?.name ?? sheet.member.name],
  ['login', ({ sheet }) => sheet.person?.login ?? null],
  ['why', ({ sheet }) => REASONS[sheet.because ?? 'left-earlier']],
  ['kind', (row) => DUTY_NAMES[kindOf(row)]],
  ['what', ({ duty }) => (duty === null ? null : dutyTitle(duty.duty))],
  ['state', ({ duty }, report) => (duty === null ? null : dutyState(duty.duty, report.startedAt))],
  [
    'visible',
    ({ unseen }) => (unseen === null ? 'yes' : unseen.because === 'forbidden' ? 'no: forbidden' : 'no: failed'),
  ],
  ['fate', ({ duty }) => (duty === null ? null : fateText(duty.fate))],
  ['outcome', ({ sheet, duty }, report) => (duty === null ? null : dutyEnd(sheet, duty, report))],
  ['detail', ({ unseen }) => unseen?.detail ?? null],
  ['link', ({ duty }) => (duty === null ? null : dutyLink(duty.duty))],
  ['record', ({ duty }) => (duty === null ? null : recordOf(duty))],
  ['member_record', ({ sheet }) => sheet.member.key],
  ['step', ({ duty }) => (duty?.fate.kind === 'handed-over' ? duty.fate.step : null)],
];

const ORPHAN_COLUMNS: readonly Column<OrphanedTicket>[] = [
  ['run', (_, report) => report.run],
  ['connection', (_, report) => report.connection],
  ['list', ({ ticket }) => ticket.list],
  ['ticket', ({ ticket }) => ticket.id],
  ['summary', ({ ticket }) => ticket.summary],
  ['board', ({ ticket }) => ticket.board],
  ['status', ({ ticket }) => ticket.status],
  ['company', ({ ticket }) => ticket.company],
  ['priority', ({ ticket }) => ticket.priority?.name ?? null],
  ['opened_at', ({ ticket }) => moment(ticket.openedAt)],
  ['age_days', ({ ticket }, report) => ageOf(ticket, report)],
  ['updated_at', ({ ticket }) => moment(ticket.updatedAt)],
  ['owner', ({ ticket }) => ticket.owner?.identifier ?? null],
  ['resources', ({ ticket }) => joined(ticket.resources)],
  ['because', ({ because }) => because],
  ['inactive_members', ({ members }) => joined(members.map(({ identifier }) => identifier))],
  ['link', ({ ticket }) => ticket.link],
];

export const WORK = tableOf(WORK_COLUMNS, workRows, 'detail');
export const ORPHANS = tableOf(ORPHAN_COLUMNS, ({ offboarding }) => offboarding?.orphans?.tickets ?? [], 'summary');

function workRows({ offboarding }: RunReport): readonly WorkRow[] {
  return (offboarding?.leavers ?? []).flatMap((sheet) => [
    ...sheet.before.map((duty): WorkRow => ({ sheet, duty, unseen: null })),
    ...sheet.unseen.map((unseen): WorkRow => ({ sheet, duty: null, unseen })),
  ]);
}

function kindOf({ duty, unseen }: WorkRow): keyof typeof DUTY_NAMES {
  return duty?.duty.kind ?? unseen?.kind ?? 'usage';
}

function recordOf({ duty }: LeaverDuty): number | null {
  if (isOnTicket(duty)) return duty.ticket.id;
  return duty.kind === 'approver' ? duty.of.key : duty.id;
}

function ageOf({ openedAt }: OpenTicket, report: RunReport): number | null {
  return openedAt === null ? null : daysBetween(openedAt, report.startedAt);
}
