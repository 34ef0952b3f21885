/** From the text of `conditions` to a test of rows, or to the refusal that the caller gets. */
import { checkConditions } from './conditions-check.ts';
import { meets } from './conditions-evaluate.ts';
import type { Condition } from './conditions-parse.ts';
import { parseConditions } from './conditions-parse.ts';
import { ConditionError } from './conditions-tokens.ts';
import { INFO } from '../members/field-kinds.ts';
import type { ListSource } from '../lists/list-source.ts';
import { valueAt } from '../lists/list-source.ts';
import type { Refusal } from '../refusal.ts';
import { badCondition } from '../refusal.ts';

type RowTest<T> = { readonly kind: 'test'; readonly test: (row: T) => boolean } | Refusal;

/** An absent or blank text lets every row through. */
export function rowTest<T>(text: string | undefined, source: ListSource<T>): RowTest<T> {
  if (text === undefined || text.trim() === '') return { kind: 'test', test: () => true };
  let condition: Condition;
  try {
    condition = parseConditions(text);
    const alias = '_info' in source.fields ? { lastUpdated: INFO.fields.lastUpdated } : {};
    checkConditions(condition, { ...source.fields, ...alias });
  } catch (error) {
    if (error instanceof ConditionError) return badCondition(error.message);
    throw error;
  }
  return { kind: 'test', test: (row) => meets(condition, (path) => valueAt(source, row, path)) };
}
