import type { Reassignment, SlotHandover } from '../offboarding/handover.ts';
import type { FieldChange, MemberDraft, MemberField, MemberRef } from '../people/member.ts';
import type { PersonRef } from '../people/person.ts';
import type { WriteClass } from './policy.ts';

/** Why a member leaves. The first three are positive evidence; the rest is absence and needs corroboration. */
export type Departure = 'disabled' | 'deleted' | 'suspended' | 'gone' | 'out-of-scope' | 'unmanaged';
export const ABSENCES: readonly Departure[] = ['gone', 'out-of-scope', 'unmanaged'];

/** One intended write. */
export type Action =
  | {
      readonly kind: 'create';
      readonly person: PersonRef;
      readonly draft: MemberDraft;
      readonly profile: string;
      readonly because: 'in-scope';
    }
  | {
      readonly kind: 'reactivate';
      readonly person: PersonRef;
      readonly member: MemberRef;
      /** Role, licence class and other owned fields as today's profile says. */
      readonly changes: readonly FieldChange[];
      readonly profile: string;
      /** `returned`: Rollcall had deactivated this member. `switched-off-by-hand`: someone else had, so a human confirms. */
      readonly because: 'returned' | 'switched-off-by-hand';
    }
  | {
      readonly kind: 'update';
      readonly person: PersonRef;
      readonly member: MemberRef;
      readonly changes: readonly FieldChange[];
      readonly profile: string;
      readonly because: 'drifted';
    }
  | {
      readonly kind: 'deactivate';
      /** null: the directory knows nobody for this member. */
      readonly person: PersonRef | null;
      readonly member: MemberRef;
      readonly because: Departure;
      /** SSO user to unlink afterwards, when the member was linked. */
      readonly ssoUserId: string | null;
      /** Who takes over what the deactivation itself can hand over, in the order of the kinds; empty: nobody, nothing. */
      readonly handover: readonly SlotHandover[];
    }
  | {
      readonly kind: 'reassign';
      /** The leaver. */
      readonly person: PersonRef | null;
      readonly member: MemberRef;
      readonly reassignment: Reassignment;
      /** `handed-back`: an undo. */
      readonly because: Departure | 'left-earlier' | 'handed-back';
    };
export type ActionKind = Action['kind'];
/** Writes to an account, as against to what hangs on it. */
export type MemberAction = Exclude<Action, { readonly kind: 'reassign' }>;

/** What every surface shows in front of an action. */
export const GLYPHS = {
  create: '+',
  reactivate: '^',
  update: '~',
  deactivate: '-',
  reassign: '>',
} as const satisfies Record<ActionKind, string>;

/** Work is handed over before its member goes, seats are freed before they are taken; so is everything done in this order. */
export const ACTION_ORDER: readonly ActionKind[] = ['reassign', 'deactivate', 'update', 'reactivate', 'create'];

/** Fields that decide what a member may do and see, and what their seat costs. */
const RIGHTS: readonly MemberField[] = ['securityRole', 'licenseClass', 'structureLevel', 'securityLocation'];

/** Under which limit an action counts. */
export function writeClass(action: Action): WriteClass {
  switch (action.kind) {
    case 'create':
    case 'reactivate':
    case 'deactivate':
    case 'reassign':
      return action.kind;
    case 'update':
      return action.changes.some((change) => RIGHTS.includes(change.field)) ? 'role-change' : 'other-change';
  }
}

/** The one whose account is written, or whose duty is handed over: a member's Member ID, or for a creation the wanted one. */
export function subjectOf(action: Action): string {
  return action.kind === 'create' ? action.draft.identifier : action.member.identifier;
}
