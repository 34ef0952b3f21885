/** Carries out POST /schedule/entries, which is how a ticket gets a resource. */
import type { SandboxContext } from '../../../context.ts';
import type { WorldScheduleEntry } from '../../../work/schedule.ts';
import { addRow } from '../../../work/table.ts';
import type { JsonRecord } from '../../is-record.ts';
import { isRecord } from '../../is-record.ts';
import { findReference } from '../../lists/find-reference.ts';
import type { Problem, Refusal } from '../../refusal.ts';
import { invalidObject, refuse } from '../../refusal.ts';
import { ENTRY_FLAGS, isInstant } from './entry-values.ts';
import { noteOf } from './patch-row.ts';
import { scheduleObject, scheduleTypeIn } from './schedule-object.ts';

const FIELDS: readonly string[] = [
  ...['objectId', 'member', 'type', 'name', 'status', 'dateStart', 'dateEnd'],
  ...ENTRY_FLAGS,
];

export function createEntry(context: SandboxContext, body: unknown): WorldScheduleEntry | Refusal {
  const { work } = context.world;
  if (!isRecord(body)) return refuse(400, 'InvalidObject', 'schedule must be a JSON object');
  const type = scheduleTypeIn(context.world, body['type']);
  const object = type === undefined ? null : scheduleObject(context.world, type, body['objectId']);
  const member = memberIn(context, body['member']);
  const statusId = isRecord(body['status']) ? body['status']['id'] : 2;
  const status = typeof statusId === 'number' ? work.scheduleStatuses.byId.get(statusId) : undefined;
  const problems: readonly Problem[] = [
    ...fieldProblems(body),
    ...(type === undefined ? [problem('type', 'NotFound', 'type names no schedule type')] : []),
    ...(object?.kind === 'problem' ? [object.problem] : []),
    ...(typeof member === 'number' ? [] : [member]),
    ...(status === undefined ? [problem('status', 'NotFound', 'status names no schedule status')] : []),
  ];
  if (problems.length > 0 || type === undefined || object?.kind !== 'object' || typeof member !== 'number')
    return invalidObject('schedule', problems);
  const { name, dateStart, dateEnd, doneFlag, notifyResource } = body;
  const entry = addRow(work.scheduleEntries, {
    id: work.scheduleEntries.nextId,
    type: type.id,
    objectId: object.id,
    name: typeof name === 'string' ? name : object.name,
    member,
    status: status?.id ?? 0,
    dateStart: typeof dateStart === 'string' ? dateStart : null,
    dateEnd: typeof dateEnd === 'string' ? dateEnd : null,
    doneFlag: doneFlag === true,
    ...noteOf(context),
  });
  // Silence has to be asked for.
  if (notifyResource !== false) work.sent.push({ kind: 'mail', record: 'schedule', id: entry.id, member });
  work.sent.push({ kind: 'callback', record: 'schedule', id: entry.id, member: null });
  return entry;
}

function fieldProblems(body: JsonRecord): readonly Problem[] {
  return Object.entries(body).flatMap(([field, value]) => {
    if (!FIELDS.includes(field)) return problem(field, 'UnknownField', `${field} is no field that can be written`);
    if (value === null) return [];
    if (ENTRY_FLAGS.includes(field) && typeof value !== 'boolean')
      return problem(field, 'InvalidValue', `${field} must be true or false`);
    return field.startsWith('date') && !isInstant(value)
      ? problem(field, 'InvalidValue', `${field} must be an instant in UTC like 2026-01-31T00:00:00Z`)
      : [];
  });
}

function memberIn(context: SandboxContext, value: unknown): number | Problem {
  if (value === undefined || value === null) return problem('member', 'MissingRequiredField', 'member is required');
  const found = findReference(context.world, 'members', value);
  if (found.kind === 'problem') return problem('member', found.code, `member ${found.message}`);
  const id = isRecord(found.value) ? found.value['id'] : undefined;
  return typeof id === 'number' ? id : problem('member', 'NotFound', 'member has no id');
}

function problem(field: string, code: string, message: string): Problem {
  return { code, message, resource: 'schedule', field };
}
