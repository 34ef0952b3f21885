/** Under which names writes are remembered from one run to the next. */
import type { Action } from '../domain/planning/action.ts';
import type { HandedDuty } from '../domain/offboarding/handover.ts';

/** Under which name a write that a limit holds is remembered. */
export function awaitingSubject(action: Action): string {
  return `${action.kind} ${failureSubject(action)}`;
}

/** Under which name a record's failures are remembered. */
export function failureSubject(action: Action): string {
  if (action.kind === 'create') return `person:${action.person.id}`;
  const account = `member:${action.member.key}`;
  return action.kind === 'reassign' ? `${account} ${dutySubject(action.reassignment.duty)}` : account;
}

/** The account in a failure's subject: `member:1` of `member:1 ticket-owner service:7`. */
export function accountOf(subject: string): string {
  return subject.replace(/ .*$/s, '');
}

function dutySubject(duty: HandedDuty): string {
  return duty.kind === 'approver'
    ? `${duty.field} of ${duty.of.key}`
    : `${duty.kind} ${duty.ticket.list}:${duty.ticket.id}`;
}
