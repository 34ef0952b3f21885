// What one duty of a leaver is, in plain words: which record, how it stands, what becomes of it.
import type { Duty, DutyKind, OpenTicket, UnseenDuty } from '../../domain/offboarding/duty.ts';
import type { DutyFate, LeaverDuty, LeaverSheet } from '../../domain/offboarding/leaver.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { counted, dayOf, daysBetween } from './amounts.ts';
import { standingOf } from './describe-step.ts';
import { DUTY_NAMES, FIELD_NAMES } from './words.ts';

/** `service ticket 4711 "Printer jams"`, `time approver of jdoe (Jo Doe)`, `project "Migration"`. */
export function dutyTitle(duty: Duty): string {
  if (isOnTicket(duty)) return ticketTitle(duty.ticket);
  if (duty.kind === 'approver') return `${FIELD_NAMES[duty.field]} of ${duty.of.identifier} (${duty.of.name})`;
  return duty.title === '' ? `record ${duty.id ?? 'without a number'}` : duty.title;
}

export function isOnTicket(duty: Duty): duty is Extract<Duty, { readonly ticket: OpenTicket }> {
  return duty.kind === 'ticket-owner' || duty.kind === 'ticket-resource';
}

export function ticketTitle(ticket: Pick<OpenTicket, 'list' | 'id' | 'summary'>): string {
  return `${ticket.list} ticket ${ticket.id} "${ticket.summary}"`;
}

/** How it stands: board, status, company and so on; empty: nothing more is known. */
export function dutyState(duty: Duty, now: string): string {
  if (duty.kind === 'approver') return '';
  if (!isOnTicket(duty)) return duty.state;
  const state = ticketState(duty.ticket, now);
  if (duty.kind === 'ticket-owner') return state;
  return `${duty.alone ? 'no other active resource' : 'another active resource remains'} · ${state}`;
}

/** `Help Desk · In Progress · Acme · Priority 2 · opened 2026-10-02, 52 days ago` */
export function ticketState(ticket: OpenTicket, now: string): string {
  return [ticket.board, ticket.status, ticket.company, ticket.priority?.name ?? '', openedText(ticket, now)]
    .filter((part) => part !== '')
    .join(' · ');
}

function openedText({ openedAt }: OpenTicket, now: string): string {
  if (openedAt === null) return '';
  const days = daysBetween(openedAt, now);
  return `opened ${dayOf(openedAt)}${days === null ? '' : days === 1 ? ', 1 day ago' : `, ${days} days ago`}`;
}

/** Where it can be opened; null: nowhere that is known. */
export function dutyLink(duty: Duty): string | null {
  return isOnTicket(duty) ? duty.ticket.link : null;
}

/** What is meant to become of it. */
export function fateText(fate: DutyFate): string {
  switch (fate.kind) {
    case 'reported':
      return 'stays as it is';
    case 'awaited':
      return 'the deactivation waits for it';
    case 'handed-over':
      return `goes to ${fate.to.identifier}`;
    case 'no-successor':
      return `nobody to take it: ${fate.why}`;
  }
}

/** What became of it in this run. */
export type DutyEnd = 'left' | 'handed over' | 'not handed over' | 'not read again';

/** null: nothing was written for this leaver, so there is nothing to tell beyond its fate. */
export function dutyEnd(
  sheet: LeaverSheet,
  { duty, fate }: LeaverDuty,
  report: Pick<RunReport, 'steps'>,
): DutyEnd | null {
  if (sheet.afterUnseen?.some(({ kind }) => kind === duty.kind) === true) return 'not read again';
  if (sheet.after !== null) {
    const key = dutyKey(duty);
    const isLeft = sheet.after.some((left) => dutyKey(left) === key);
    if (!isLeft) return 'handed over';
    return fate.kind === 'handed-over' ? 'not handed over' : 'left';
  }
  if (fate.kind !== 'handed-over') return null;
  const step = report.steps.find(({ digest }) => digest === (fate.step ?? sheet.step));
  return step !== undefined && standingOf(step) === 'done' ? 'not read again' : null;
}

/** How much is left after the writes, as one sentence; null: nothing was written for this leaver. */
export function afterText({ after, afterUnseen = [] }: LeaverSheet): string | null {
  const [first] = afterUnseen;
  if (after === null)
    return first === undefined ? null : `After the writes it could not be read again: ${first.detail}`;
  const unread = afterUnseen.map(({ kind }) => DUTY_NAMES[kind]).join(', ');
  const left = `Afterwards ${counted(after.length, 'thing is', 'things are')} left`;
  return unread === '' ? `${left}.` : `${left}; these could not be read again: ${unread}.`;
}

/** The same record in two readings. */
function dutyKey(duty: Duty): string {
  if (isOnTicket(duty)) return `${duty.kind} ${duty.ticket.list} ${duty.ticket.id}`;
  if (duty.kind === 'approver') return `approver ${duty.field} ${duty.of.key}`;
  return `${duty.kind} ${duty.id ?? duty.title}`;
}

/** By kind, in the order of the kinds' first appearance. */
export function dutiesByKind(duties: readonly LeaverDuty[]): readonly (readonly [DutyKind, readonly LeaverDuty[]])[] {
  return [...Map.groupBy(duties, ({ duty }) => duty.kind)];
}

/** `tickets they own (4), time sheets (1)`: how much of what, in the order of the kinds' first appearance. */
export function countedKinds(kinds: readonly DutyKind[]): string {
  return [...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => `${DUTY_NAMES[kind]} (${all.length})`).join(', ');
}

export function unseenText(unseen: UnseenDuty): string {
  return `${DUTY_NAMES[unseen.kind]}: ${unseen.because === 'forbidden' ? 'not visible' : 'could not be read'}. ${unseen.detail}`;
}
