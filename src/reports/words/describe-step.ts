// What one step is, in plain words: who, why, what changes, and how it stands now.
import type { Action } from '../../domain/planning/action.ts';
import type { Reassignment } from '../../domain/offboarding/handover.ts';
import type { FieldChange, FieldValue, MemberFields } from '../../domain/people/member.ts';
import { isDecided, type Hold } from '../../domain/planning/plan.ts';
import type { ReportedStep, StepOutcome } from '../../domain/runs/run.ts';
import { visible } from './safe-text.ts';
import { DUTY_NAMES, FIELD_NAMES, REASONS, SEAT_NAMES } from './words.ts';

/** Where a step stands: `open` has not been done and nothing holds it; `left` the same, and its run was not to do it; `decided` was denied or set aside, so that it waits for nobody. */
export type Standing = 'done' | 'failed' | 'open' | 'left' | 'waiting' | 'decided';

const OUTCOME_STANDINGS = {
  done: 'done',
  already: 'done',
  // Nothing was written and nothing is wrong: the next run sees the record as it is now.
  moved: 'open',
  skipped: 'open',
  left: 'left',
  refused: 'failed',
  unverified: 'failed',
  unknown: 'failed',
} as const satisfies Record<StepOutcome['kind'], Standing>;

/** ISO 8601 in UTC, as core writes it into its sentences. */
const INSTANT = /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g;

export function standingOf(step: ReportedStep): Standing {
  if (step.outcome !== null) return OUTCOME_STANDINGS[step.outcome.kind];
  if (step.verdict === 'go') return 'open';
  return isDecided(step.holds) ? 'decided' : 'waiting';
}

/** The person's name; for a member that nobody is known for, the member's own. */
export function nameOf(action: Action): string {
  if (action.person !== null) return action.person.name;
  return action.kind === 'create' ? '' : action.member.name;
}

/** Why, and for a creation also what the person gets. */
export function reasonOf(action: Action): string {
  switch (action.kind) {
    case 'create':
      return `${REASONS[action.because]}; profile ${action.profile}, ${SEAT_NAMES[action.draft.fields.licenseClass]} seat`;
    case 'update':
    case 'reactivate':
    case 'deactivate':
    case 'reassign':
      return REASONS[action.because];
  }
}

/** What the step would write or has written, one line per field or duty; nothing for a deactivation that hands nothing over. */
export function changesOf(action: Action): readonly string[] {
  switch (action.kind) {
    case 'create':
      return draftLines(action.draft.fields);
    case 'reactivate':
    case 'update':
      return action.changes.map(changeLine);
    case 'deactivate':
      return action.handover.map(({ kind, to }) => `${DUTY_NAMES[kind]} → ${visible(to.identifier)}`);
    case 'reassign':
      return [handoverLine(action.reassignment)];
  }
}

/** A hold's reason, with its instants told to the minute. */
export function heldBecause(hold: Hold): string {
  return toTheMinute(hold.why);
}

/** A text of core, which names instants as ISO 8601. */
export function toTheMinute(text: string): string {
  return text.replace(INSTANT, '$1 $2 UTC');
}

/** What is to be said about what became of it, beyond its kind; null: nothing. */
export function outcomeDetail(outcome: StepOutcome): string | null {
  switch (outcome.kind) {
    case 'done':
    case 'left':
      return outcome.note;
    case 'already':
      return null;
    case 'moved':
    case 'refused':
    case 'unverified':
    case 'unknown':
    case 'skipped':
      return outcome.detail;
  }
}

function handoverLine({ duty, to }: Reassignment): string {
  const what =
    duty.kind === 'approver'
      ? `${FIELD_NAMES[duty.field]} of ${duty.of.identifier}`
      : `${duty.kind === 'ticket-owner' ? 'owner' : 'resource'} of ${duty.ticket.list} ticket ${duty.ticket.id} "${duty.ticket.summary}"`;
  return visible(`${what} → ${to.identifier}`);
}

function changeLine(change: FieldChange): string {
  return `${FIELD_NAMES[change.field]}: ${change.from === null ? '(empty)' : valueText(change.from)} → ${valueText(change.to)}`;
}

function draftLines(fields: Partial<MemberFields>): readonly string[] {
  const names: Readonly<Record<string, string>> = FIELD_NAMES;
  return Object.entries(fields).map(([field, value]) => `${names[field] ?? field}: ${valueText(value)}`);
}

function valueText(value: FieldValue): string {
  const text = visible(typeof value === 'string' ? value : value.name);
  return text === '' ? '(empty)' : text;
}
