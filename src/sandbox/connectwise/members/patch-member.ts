/**
 * Carries out PATCH /system/members/{id}. Paths are bare, case-sensitive field names: a slash in front is refused, and a path into a field is taken and
 * changes nothing, which is the API's false 200. All operations are judged before the first one is applied.
 */
import type { SandboxContext } from '../../context.ts';
import type { WorldMember } from '../../world.ts';
import { checkValue } from './check-value.ts';
import { openSheetsRefusal } from './time-sheets.ts';
import { isRecord } from '../is-record.ts';
import { isLicenseClass } from './license-class.ts';
import { MEMBER_FIELDS, PASSWORD, READ_ONLY_FIELDS } from './member-fields.ts';
import { instant, stampUpdate } from './record-info.ts';
import type { Refusal } from '../refusal.ts';
import { invalidObject, refuse } from '../refusal.ts';
import { switchActivity } from './switch-activity.ts';

interface Change {
  readonly kind: 'change';
  /** null: taken and without effect. */
  readonly apply: (() => void) | null;
}
const OPERATIONS: readonly unknown[] = ['replace', 'add', 'remove'];
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
  if (!Array.isArray(body) || body.length === 0)
    return refuse(400, 'InvalidObject', 'A patch must be a list of operations with op, path and value');
  const changes: Change[] = [];
  for (const operation of body) {
    const change = readOperation(context, member, operation);
    if (change.kind === 'refused') return change;
    changes.push(change);
  }
  const effective = changes.flatMap(({ apply }) => apply ?? []);
  for (const apply of effective) apply();
  if (effective.length > 0) stampUpdate(context, member);
  return null;
}

function readOperation(context: SandboxContext, member: WorldMember, operation: unknown): Change | Refusal {
  if (!isRecord(operation) || !OPERATIONS.includes(operation['op']) || typeof operation['path'] !== 'string')
    return refuse(400, 'InvalidObject', 'An operation has an op (replace, add, remove), a path and a value');
  const path = operation['path'];
  if (path.startsWith('/')) return refused('InvalidPath', path, 'a path is a bare field name without a slash in front');
  if (path.includes('/')) return { kind: 'change', apply: null };
  if (operation['op'] === 'remove') return readValue(context, member, path, null);
  if (!('value' in operation)) return refused('InvalidValue', path, 'the operation has no value');
  return readValue(context, member, path, operation['value']);
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
  return invalidObject('member', [{ code, message: `${field}: ${why}`, resource: 'member', field }]);
}
