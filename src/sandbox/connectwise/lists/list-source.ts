/** What a list endpoint needs of its records: which fields there are, all rows, and how one is read and shown. */
import type { FieldTable } from '../members/field-kinds.ts';
import { valueBelow } from '../members/field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';

export interface ListSource<T> {
  readonly fields: FieldTable;
  /** In any order. */
  rows(): readonly T[];
  find(id: number): T | undefined;
  id(row: T): number;
  /** One field's value without building the whole record: a list of many thousands is filtered by it. */
  value(row: T, field: string): unknown;
  /** A shorter way to one value than through the field's whole; undefined: there is none. */
  shortcut?(path: readonly string[]): ((row: T) => unknown) | undefined;
  /** What was found before, for lists of many thousands that are asked for page by page; their rows are found by id at once, too. */
  readonly memory?: RowMemory<T>;
  /** The record as the API shows it, empty fields left out. */
  show(row: T): JsonRecord;
}

export interface RowMemory<T> {
  /** Differs after every change that could matter to what is found. */
  stamp(): number;
  readonly found: Map<string, { readonly stamp: number; readonly rows: readonly T[] }>;
}

/** A list of records that are made whole anyway. Every one of them has an `id`. */
export function listOf(
  fields: FieldTable,
  rows: () => readonly (JsonRecord & { readonly id: number })[],
): ListSource<JsonRecord & { readonly id: number }> {
  return {
    fields,
    rows,
    find: (id) => rows().find((row) => row.id === id),
    id: (row) => row.id,
    value: (row, field) => row[field],
    show: (row) => row,
  };
}

/** Bookkeeping is filtered and ordered by as `lastUpdated` too, without its `_info/`. */
export function fullPath(fields: FieldTable, path: readonly string[]): readonly string[] {
  return path.length === 1 && path[0] === 'lastUpdated' && '_info' in fields ? ['_info', 'lastUpdated'] : path;
}

/** The reader of one path, made once for many rows. */
export function readerAt<T>(source: ListSource<T>, path: readonly string[]): (row: T) => unknown {
  const full = fullPath(source.fields, path);
  const [field, ...rest] = full;
  if (field === undefined) return () => undefined;
  return source.shortcut?.(full) ?? ((row) => valueBelow(source.value(row, field), rest));
}

/** The same list with some of its rows. */
export function narrowed<T>(source: ListSource<T>, keep: (row: T) => boolean): ListSource<T> {
  return {
    fields: source.fields,
    id: (row) => source.id(row),
    value: (row, field) => source.value(row, field),
    show: (row) => source.show(row),
    rows: () => source.rows().filter(keep),
    find: (wanted) => {
      const row = source.find(wanted);
      return row !== undefined && keep(row) ? row : undefined;
    },
  };
}
