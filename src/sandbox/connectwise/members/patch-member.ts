/** Carries out PATCH /system/members/{id}. All operations are judged before the first one is applied. */
import type { SandboxContext } from '../../context.ts';
import type { WorldMember } from '../../world.ts';
import { checkValue } from './check-value.ts';
import { openSheetsRefusal } from './time-sheets.ts';
import { isLicenseClass } from './license-class.ts';
import { MEMBER_FIELDS, PASSWORD, READ_ONLY_FIELDS } from './member-fields.ts';
import { instant, stampUpdate } from './record-info.ts';
import { fieldRefused, readPatch } from '../patch-body.ts';
import type { Refusal } from '../refusal.ts';
import { switchActivity } from './switch-activity.ts';

interface Change {
  readonly kind: 'change';
  /** null: taken and without effect. */
  readonly apply: (() => void) | null;
}
/** A member cannot be without these. */
const NEVER_EMPTY: readonly string[] = [
  'licenseClass',
  'firstName',
  'lastName',
  'hireDate',
  'defaultEmail',
  'defaultPhone',
  'securityRole',
  'inactiveFlag',
  'password',
];

export function patchMember(context: SandboxContext, member: WorldMember, body: unknown): Refusal | null {
  const patch = readPatch('member', body);
  if (patch.kind === 'refused') return patch;
  const changes: Change[] = [];
  for (const { field, value } of patch.replacements) {
    const change = readValue(context, member, field, value);
    if (change.kind === 'refused') return change;
    changes.push(change);
  }
  const effective = changes.flatMap(({ apply }) => apply ?? []);
  for (const apply of effective) apply();
  if (effective.length > 0) stampUpdate(context, member);
  return null;
}

function readValue(context: SandboxContext, member: WorldMember, field: string, value: unknown): Change | Refusal {
  const kind = field === 'password' ? PASSWORD : Object.hasOwn(MEMBER_FIELDS, field) ? MEMBER_FIELDS[field] : undefined;
  if (kind === undefined) return refused('InvalidPath', field, 'a member has no such field (names are case-sensitive)');
  if (field === 'identifier' || READ_ONLY_FIELDS.includes(field))
    return refused('ReadOnly', field, 'it cannot be changed');
  const empty = value === null || (typeof value === 'string' && value.trim() === '');
  if (empty && NEVER_EMPTY.includes(field)) return refused('MissingRequiredField', field, 'it cannot be empty');
  if (value === null) {
    return {
      kind: 'change',
      apply: () => {
        member.record[field] = null;
      },
    };
  }
  const checked = checkValue(context.world, kind, value);
  if (checked.kind === 'problem') return refused(checked.code, field, checked.message);
  if (field === 'password') return { kind: 'change', apply: () => undefined };
  if (field === 'inactiveFlag') return changeActivity(context, member, checked.value === true);
  return {
    kind: 'change',
    apply: () => {
      if (field !== 'licenseClass') member.record[field] = checked.value;
      else if (isLicenseClass(checked.value)) member.licenseClass = checked.value;
    },
  };
}

function changeActivity(context: SandboxContext, member: WorldMember, inactive: boolean): Change | Refusal {
  switch (context.quirks.patchInactiveFlag) {
    case 'refused':
      return refused('ReadOnly', 'inactiveFlag', 'it cannot be changed by PATCH');
    case 'ignored':
      return { kind: 'change', apply: null };
    case 'honoured': {
      const refusal = inactive && !member.inactiveFlag ? openSheetsRefusal(context.world, member) : null;
      return (
        refusal ?? {
          kind: 'change',
          apply: () => {
            switchActivity(member, inactive, instant(context));
          },
        }
      );
    }
  }
}

function refused(code: string, field: string, why: string): Refusal {
  return fieldRefused('member', code, field, why);
}
