/** A table of the PSA's work: rows by record id, and a stamp by which whoever computed something from them sees that it is old. Rows are replaced, never changed. */

export interface Row {
  readonly id: number;
}

export interface Table<T extends Row> {
  readonly byId: Map<number, T>;
  /** Grows with every change. */
  stamp: number;
  /** What the next row is called unless it says so itself. */
  nextId: number;
}

export function createTable<T extends Row>(firstId: number, rows: readonly T[] = []): Table<T> {
  const table: Table<T> = { byId: new Map(), stamp: 0, nextId: firstId };
  for (const row of rows) addRow(table, row);
  return table;
}

/** Throws when the id is taken or no positive integer. */
export function addRow<T extends Row>(table: Table<T>, row: T): T {
  if (!Number.isSafeInteger(row.id) || row.id <= 0)
    throw new RangeError(`A record id is a positive integer, not ${row.id}`);
  if (table.byId.has(row.id)) throw new RangeError(`There is a record ${row.id} already`);
  table.byId.set(row.id, row);
  table.nextId = Math.max(table.nextId, row.id + 1);
  table.stamp += 1;
  return row;
}

/** Puts a changed copy into the row's place and answers it; throws when there is no such row. */
export function changeRow<T extends Row>(table: Table<T>, id: number, changes: Partial<Omit<T, 'id'>>): T {
  const before = table.byId.get(id);
  if (before === undefined) throw new RangeError(`There is no record ${id} to change`);
  const after = { ...before, ...changes };
  table.byId.set(id, after);
  table.stamp += 1;
  return after;
}

/** Throws when there is no such row. */
export function removeRow<T extends Row>(table: Table<T>, id: number): void {
  if (!table.byId.delete(id)) throw new RangeError(`There is no record ${id} to remove`);
  table.stamp += 1;
}
