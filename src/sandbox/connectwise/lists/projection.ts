/** Reads `fields` ("id,securityRole/name") and cuts records down to them. `_info` is left out unless it is asked for. */
import type { FieldTable } from '../members/field-kinds.ts';
import { kindAt } from '../members/field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';
import type { Refusal } from '../refusal.ts';
import { badCondition } from '../refusal.ts';

type Projection = { readonly kind: 'projection'; readonly project: (record: JsonRecord) => JsonRecord } | Refusal;

export function projection(text: string | undefined, fields: FieldTable): Projection {
  if (text === undefined || text.trim() === '') return { kind: 'projection', project: (record) => record };
  const paths = text.split(',').map((part) => part.trim().split('/'));
  const unknown = paths.find((path) => kindAt(fields, path) === undefined);
  if (unknown !== undefined) return badCondition(`The field ${unknown.join('/')} is no field of this record`);
  return { kind: 'projection', project: (record) => cut(record, paths) };
}

function cut(record: JsonRecord, paths: readonly (readonly string[])[]): JsonRecord {
  const result: Record<string, unknown> = {};
  for (const [name, ...rest] of paths) {
    if (name === undefined || !(name in record)) continue;
    const value = record[name];
    if (rest.length === 0) result[name] = value;
    else if (isRecord(value)) {
      const before = result[name];
      result[name] = { ...(isRecord(before) ? before : {}), ...cut(value, [rest]) };
    }
  }
  return result;
}
