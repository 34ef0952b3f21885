/** Filters and orders a list. Lists of thousands remember what was found, because whoever pages through one asks the same question for every page. */
import { rowTest } from '../conditions/conditions.ts';
import type { Refusal } from '../refusal.ts';
import type { ListSource } from './list-source.ts';
import { rowOrder } from './row-order.ts';

export interface Filter {
  readonly conditions: string | undefined;
  readonly orderBy: string | undefined;
}

/** Below this nothing is remembered: looking again costs less than being wrong. */
const WORTH_REMEMBERING = 2000;
const REMEMBERED_AT_MOST = 8;

export function foundRows<T>(
  source: ListSource<T>,
  { conditions, orderBy }: Filter,
): { readonly kind: 'rows'; readonly rows: readonly T[] } | Refusal {
  const order = rowOrder(orderBy, source);
  if (order.kind === 'refused') return order;
  const test = rowTest(conditions, source);
  if (test.kind === 'refused') return test;
  const { ids } = test;
  // Only where rows are kept by id.
  if (ids !== null && source.memory !== undefined) {
    const named = ids.flatMap((id) => source.find(id) ?? []);
    return { kind: 'rows', rows: named.filter(test.test).sort(order.compare) };
  }
  const all = source.rows();
  const find = (): readonly T[] => all.filter(test.test).sort(order.compare);
  return {
    kind: 'rows',
    rows: all.length < WORTH_REMEMBERING ? find() : remembered(source, [conditions, orderBy], find),
  };
}

function remembered<T>(source: ListSource<T>, question: unknown, find: () => readonly T[]): readonly T[] {
  const { memory } = source;
  if (memory === undefined) return find();
  const key = JSON.stringify(question);
  const stamp = memory.stamp();
  const before = memory.found.get(key);
  if (before?.stamp === stamp) return before.rows;
  const rows = find();
  memory.found.delete(key);
  memory.found.set(key, { stamp, rows });
  const oldest = memory.found.keys().next();
  if (memory.found.size > REMEMBERED_AT_MOST && oldest.done !== true) memory.found.delete(oldest.value);
  return rows;
}
