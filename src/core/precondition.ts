/** Whether a record still is what the plan saw, and whether a write did what it should. Both judge one fresh read of one member. */
import type { MemberAction } from '../domain/planning/action.ts';
import type { FieldChange, Member, MemberFields } from '../domain/people/member.ts';
import { changesBetween, sameValue } from './planning/desired-fields.ts';
import { fold } from './normalize.ts';

export type Precondition =
  /** As the plan saw it: write. */
  | { readonly kind: 'stands' }
  /** Already as wanted: nothing to write. */
  | { readonly kind: 'already' }
  /** Something else by now: do not write, plan anew. */
  | { readonly kind: 'moved'; readonly detail: string };

const STANDS: Precondition = { kind: 'stands' };
const moved = (detail: string): Precondition => ({ kind: 'moved', detail });

/** `member`: for a creation whoever has the wanted Member ID, for the rest the action's own record; undefined: nobody. */
export function precondition(action: MemberAction, member: Member | undefined): Precondition {
  if (action.kind === 'create') {
    return member === undefined
      ? STANDS
      : moved(`Member ID ${action.draft.identifier} has been taken since the plan was made.`);
  }
  if (member === undefined) return moved(`Member ${action.member.identifier} is no longer there.`);
  if (fold(member.identifier) !== fold(action.member.identifier)) {
    return moved(`Record ${action.member.key} is ${member.identifier} now, not ${action.member.identifier}.`);
  }
  if (member.licenseClass === 'A') return moved(`${member.identifier} has become an API member.`);
  switch (action.kind) {
    case 'deactivate':
      return member.active ? STANDS : { kind: 'already' };
    case 'update':
      return member.active
        ? fieldsStand(action.changes, member)
        : moved(`${member.identifier} has been switched off since the plan was made.`);
    case 'reactivate':
      if (!member.active) return fieldsStand(action.changes, member, true);
      return shortfall(action, member) === null
        ? { kind: 'already' }
        : moved(`${member.identifier} has been switched on since the plan was made.`);
  }
}

function fieldsStand(changes: readonly FieldChange[], member: Member, always = false): Precondition {
  const open = changes.filter((change) => !holds(change, change.to, member));
  if (open.length === 0 && !always) return { kind: 'already' };
  const other = open.find((change) => !holds(change, change.from, member));
  return other === undefined
    ? STANDS
    : moved(`${other.field} of ${member.identifier} has been changed since the plan was made.`);
}

function holds(change: FieldChange, value: FieldChange['from'], member: Member): boolean {
  return sameValue(change.field, member.fields[change.field] ?? null, value);
}

/** What the record lacks after the write, in a sentence; null: all is as wanted. */
export function shortfall(action: MemberAction, member: Member | undefined): string | null {
  if (member === undefined) return 'The member cannot be found after the write.';
  if (action.kind === 'deactivate') return member.active ? `${member.identifier} is still active.` : null;
  if (!member.active) return `${member.identifier} is not active.`;
  const differing = changesBetween(member, wantedFields(action));
  return differing.length === 0
    ? null
    : `${member.identifier} does not hold the wanted ${differing.map((change) => change.field).join(', ')}.`;
}

function wantedFields(action: Exclude<MemberAction, { kind: 'deactivate' }>): Partial<MemberFields> {
  return action.kind === 'create'
    ? action.draft.fields
    : Object.fromEntries(action.changes.map((change) => [change.field, change.to]));
}
