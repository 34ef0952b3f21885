/** Reads `orderBy` ("lastName asc, id desc") and sorts by it; ties and the default go by id. */
import { kindAt } from '../members/field-kinds.ts';
import type { ListSource } from './list-source.ts';
import { fullPath, readerAt } from './list-source.ts';
import type { Refusal } from '../refusal.ts';
import { badCondition } from '../refusal.ts';

type RowOrder<T> = { readonly kind: 'order'; readonly compare: (a: T, b: T) => number } | Refusal;

export function rowOrder<T>(text: string | undefined, source: ListSource<T>): RowOrder<T> {
  const terms: { readonly read: (row: T) => unknown; readonly sign: 1 | -1 }[] = [];
  for (const term of (text ?? '').split(',').filter((part) => part.trim() !== '')) {
    const match = /^([A-Za-z_]\w*(?:\/\w+)*)(?:\s+(asc|desc))?$/i.exec(term.trim());
    const path = fullPath(source.fields, match?.[1]?.split('/') ?? []);
    if (match === null || kindAt(source.fields, path) === undefined)
      return badCondition(`Cannot order by "${term.trim()}": expected a field of the record, then asc or desc`);
    terms.push({ read: readerAt(source, path), sign: match[2]?.toLowerCase() === 'desc' ? -1 : 1 });
  }
  return {
    kind: 'order',
    compare: (a, b) => {
      for (const { read, sign } of terms) {
        const order = compareValues(read(a), read(b));
        if (order !== 0) return order * sign;
      }
      return source.id(a) - source.id(b);
    },
  };
}

/** Empty values come first; texts go without case. */
function compareValues(a: unknown, b: unknown): number {
  const left = sortable(a);
  const right = sortable(b);
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sortable(value: unknown): string | number | null {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : null;
}
