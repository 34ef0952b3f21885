/** A list described column by column: what a field holds, and how it is read off a row of the world. */
import type { Row, Table } from '../../work/table.ts';
import type { FieldKind } from '../members/field-kinds.ts';
import { DATE, FLAG, INFO, INTEGER, NUMBER, TEXT } from '../members/field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';
import type { ListSource } from './list-source.ts';

interface Column<T> {
  readonly kind: FieldKind;
  readonly read: (row: T) => unknown;
  /** Of a reference: the id alone, for filters over many rows. */
  readonly readId?: (row: T) => number | null;
}
export type Columns<T> = Readonly<Record<string, Column<T>>>;
/** Finds a record by id and shows it as others point at it. */
export type Resolve = (id: number) => JsonRecord | undefined;

export const column = {
  text: <T>(read: (row: T) => string | null): Column<T> => ({ kind: TEXT, read }),
  flag: <T>(read: (row: T) => boolean): Column<T> => ({ kind: FLAG, read }),
  integer: <T>(read: (row: T) => number | null): Column<T> => ({ kind: INTEGER, read }),
  number: <T>(read: (row: T) => number): Column<T> => ({ kind: NUMBER, read }),
  date: <T>(read: (row: T) => string | null): Column<T> => ({ kind: DATE, read }),
  integers: <T>(read: (row: T) => readonly number[]): Column<T> => ({ kind: { kind: 'integers' }, read }),
  info: <T>(read: (row: T) => JsonRecord): Column<T> => ({ kind: INFO, read }),
  /** Into a list of the world. */
  reference: <T>(list: string, readId: (row: T) => number | null, resolve: Resolve): Column<T> => ({
    kind: { kind: 'reference', list },
    readId,
    read: (row) => {
      const id = readId(row);
      return id === null ? null : resolve(id);
    },
  }),
  /** Into a list that the sandbox does not keep: what it shows is made up. */
  constant: <T>(list: string, read: (row: T) => JsonRecord | null): Column<T> => ({
    kind: { kind: 'reference', list },
    read,
  }),
};

/** `stamp`: of everything that the columns read; default the table's own. */
export function sourceOf<T extends Row>(
  table: Table<T>,
  columns: Columns<T>,
  stamp: () => number = () => table.stamp,
): ListSource<T> {
  const entries = Object.entries(columns);
  let kept: { readonly stamp: number; readonly rows: readonly T[] } | null = null;
  return {
    fields: Object.fromEntries(entries.map(([name, { kind }]) => [name, kind])),
    rows: () => {
      if (kept?.stamp !== table.stamp) kept = { stamp: table.stamp, rows: [...table.byId.values()] };
      return kept.rows;
    },
    find: (id) => table.byId.get(id),
    id: (row) => row.id,
    value: (row, field) => columns[field]?.read(row),
    shortcut: ([field = '', part, ...rest]) => {
      const found = columns[field];
      if (part === undefined) return found?.read;
      return part === 'id' && rest.length === 0 ? found?.readId : undefined;
    },
    memory: { stamp, found: new Map() },
    show: (row) => {
      const record: Record<string, unknown> = {};
      for (const [name, { read }] of entries) {
        const value = read(row);
        if (value !== null && value !== undefined) record[name] = value;
      }
      return record;
    },
  };
}
