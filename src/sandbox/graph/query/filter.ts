/** Judges users and groups by a `$filter`, and refuses what the directory refuses: too many clauses, unfilterable properties, a missing header. */
import type { Context } from 'hono';
import type { FilterNode } from './filter-syntax.ts';
import { parseFilter } from './filter-syntax.ts';
import { isAdvanced } from './query.ts';
import { unsupportedQuery } from '../refusal.ts';

export interface Filterable {
  readonly single: readonly string[];
  readonly lists: readonly string[];
}
export const USER_FILTER: Filterable = {
  single: ['id', 'mail', 'userPrincipalName', 'displayName', 'employeeId', 'accountEnabled', 'userType'],
  lists: ['proxyAddresses', 'otherMails'],
};
export const GROUP_FILTER: Filterable = { single: ['id', 'displayName'], lists: [] };

/** Clauses of one filter, and values of one `in`. */
const MOST_CLAUSES = 15;

/** Reads a property of the judged object; an unknown name is undefined. */
export type PropertyOf = (name: string) => unknown;

/** undefined: the request has no filter. */
export function readFilter(c: Context, filterable: Filterable): ((read: PropertyOf) => boolean) | undefined {
  const text = c.req.query('$filter');
  if (text === undefined) return undefined;
  const node = parseFilter(text);
  const clauses = countClauses(node);
  if (clauses > MOST_CLAUSES)
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${clauses}. Max allowed: ${MOST_CLAUSES}.`,
    );
  assertFilterable(node, filterable);
  if (hasLambda(node) && !isAdvanced(c))
    throw unsupportedQuery(
      'Unsupported query. A filter with a lambda needs $count=true and the header ConsistencyLevel: eventual.',
    );
  return (read) => holds(node, read);
}

function countClauses(node: FilterNode): number {
  switch (node.kind) {
    case 'and':
    case 'or':
      return countClauses(node.left) + countClauses(node.right);
    case 'any':
      return countClauses(node.inner);
    case 'eq':
    case 'in':
      return 1;
  }
}

function assertFilterable(node: FilterNode, filterable: Filterable): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      assertFilterable(node.left, filterable);
      assertFilterable(node.right, filterable);
      return;
    case 'any':
      if (!filterable.lists.includes(node.property)) throw unfilterable(node.property);
      assertFilterable(node.inner, { single: [node.variable], lists: [] });
      return;
    case 'in':
      if (node.values.length > MOST_CLAUSES)
        throw unsupportedQuery(
          `Too many values in the 'in' clause: ${node.values.length}. Max allowed: ${MOST_CLAUSES}.`,
        );
      if (!filterable.single.includes(node.property)) throw unfilterable(node.property);
      return;
    case 'eq':
      if (!filterable.single.includes(node.property)) throw unfilterable(node.property);
  }
}

function unfilterable(property: string): Error {
  return unsupportedQuery(`Unsupported or invalid query filter clause specified for property '${property}'.`);
}

function hasLambda(node: FilterNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return hasLambda(node.left) || hasLambda(node.right);
  return node.kind === 'any';
}

function holds(node: FilterNode, read: PropertyOf): boolean {
  switch (node.kind) {
    case 'and':
      return holds(node.left, read) && holds(node.right, read);
    case 'or':
      return holds(node.left, read) || holds(node.right, read);
    case 'eq':
      return sameValue(read(node.property), node.value);
    case 'in': {
      const held = read(node.property);
      return node.values.some((value) => sameValue(held, value));
    }
    case 'any': {
      const list = read(node.property);
      return (
        Array.isArray(list) && list.some((item) => holds(node.inner, (name) => (name === node.variable ? item : null)))
      );
    }
  }
}

/** Texts are compared without regard to case, as the directory's index does. */
function sameValue(held: unknown, wanted: string | boolean | null): boolean {
  if (typeof held === 'string' && typeof wanted === 'string') return held.toLowerCase() === wanted.toLowerCase();
  return held === wanted;
}
