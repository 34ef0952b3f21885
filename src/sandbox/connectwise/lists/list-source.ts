/** What a list endpoint needs of its records: which fields there are, all rows, and how one is read and shown. */
import type { FieldTable } from '../members/field-kinds.ts';
import { valueBelow } from '../members/field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';

export interface ListSource<T> {
  readonly fields: FieldTable;
  /** In any order. */
  rows(): readonly T[];
  id(row: T): number;
  /** One field's value without building the whole record: a list of many thousands is filtered by it. */
  value(row: T, field: string): unknown;
  /** The record as the API shows it, empty fields left out. */
  show(row: T): JsonRecord;
}

/** A list of records that are made whole anyway. Every one of them has an `id`. */
export function listOf(
  fields: FieldTable,
  rows: () => readonly (JsonRecord & { readonly id: number })[],
): ListSource<JsonRecord & { readonly id: number }> {
  return { fields, rows, id: (row) => row.id, value: (row, field) => row[field], show: (row) => row };
}

/** Bookkeeping is filtered and ordered by as `lastUpdated` too, without its `_info/`. */
export function fullPath(fields: FieldTable, path: readonly string[]): readonly string[] {
  return path.length === 1 && path[0] === 'lastUpdated' && '_info' in fields ? ['_info', 'lastUpdated'] : path;
}

export function valueAt<T>(source: ListSource<T>, row: T, path: readonly string[]): unknown {
  const [field, ...rest] = fullPath(source.fields, path);
  return field === undefined ? undefined : valueBelow(source.value(row, field), rest);
}
