/** From the text of `conditions` to a test of rows, or to the refusal that the caller gets. */
import { checkConditions } from './conditions-check.ts';
import { testOf } from './conditions-evaluate.ts';
import type { Condition } from './conditions-parse.ts';
import { parseConditions } from './conditions-parse.ts';
import type { Literal } from './conditions-tokens.ts';
import { ConditionError } from './conditions-tokens.ts';
import { INFO } from '../members/field-kinds.ts';
import type { ListSource } from '../lists/list-source.ts';
import { readerAt } from '../lists/list-source.ts';
import type { Refusal } from '../refusal.ts';
import { badCondition } from '../refusal.ts';

type RowTest<T> =
  | {
      readonly kind: 'test';
      readonly test: (row: T) => boolean;
      /** Rows with other ids cannot pass; null: any can. */
      readonly ids: readonly number[] | null;
    }
  | Refusal;

/** An absent or blank text lets every row through. */
export function rowTest<T>(text: string | undefined, source: ListSource<T>): RowTest<T> {
  if (text === undefined || text.trim() === '') return { kind: 'test', test: () => true, ids: null };
  let condition: Condition;
  try {
    condition = parseConditions(text);
    const alias = '_info' in source.fields ? { lastUpdated: INFO.fields.lastUpdated } : {};
    checkConditions(condition, { ...source.fields, ...alias });
  } catch (error) {
    if (error instanceof ConditionError) return badCondition(error.message);
    throw error;
  }
  return { kind: 'test', test: testOf(condition, (path) => readerAt(source, path)), ids: idsIn(condition) };
}

function idsIn(condition: Condition): readonly number[] | null {
  switch (condition.kind) {
    case 'all':
      return condition.parts.map(idsIn).find((ids) => ids !== null) ?? null;
    case 'compare':
      return condition.path.join('/') === 'id' && condition.operator === '=' ? integersIn([condition.value]) : null;
    case 'in':
      return condition.path.join('/') === 'id' && !condition.negated ? integersIn(condition.values) : null;
    case 'any':
    case 'contains':
    case 'like':
      return null;
  }
}

function integersIn(values: readonly Literal[]): readonly number[] {
  return [...new Set(values.flatMap((value) => (value.kind === 'integer' ? [value.value] : [])))];
}
