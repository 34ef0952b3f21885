/** Reads Graph's query options and refuses what Graph refuses: unknown options, misspelt properties, pages out of range. */
import type { Context } from 'hono';
import { GROUP_PROPERTIES } from '../entries/group-properties.ts';
import { badRequest, unsupportedQuery } from '../refusal.ts';
import { USER_PROPERTIES } from '../entries/user-properties.ts';

export type EntityKind = 'user' | 'group' | 'any';
export type QueryOption = '$select' | '$top' | '$count' | '$filter' | '$skiptoken';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;

/** Throws on any `$` option outside the allowed ones; others are not Graph's business. */
export function assertOptions(c: Context, allowed: readonly QueryOption[]): void {
  const known: readonly string[] = allowed;
  const unknown = Object.keys(c.req.query()).find((name) => name.startsWith('$') && !known.includes(name));
  if (unknown !== undefined)
    throw badRequest(`The query specified in the URI is not valid: '${unknown}' is not served here.`);
}

/** The selected property names; null: nothing was selected. */
export function readSelect(c: Context, kind: EntityKind): readonly string[] | null {
  const text = c.req.query('$select');
  if (text === undefined) return null;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) {
    const known = (kind !== 'group' && USER_PROPERTIES.has(name)) || (kind !== 'user' && GROUP_PROPERTIES.has(name));
    if (!known) {
      const type = kind === 'any' ? 'directoryObject' : kind;
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);
    }
  }
  return names;
}

export function readTop(c: Context): number {
  const text = c.req.query('$top');
  if (text === undefined) return DEFAULT_PAGE;
  const size = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(size >= 1 && size <= LARGEST_PAGE))
    throw unsupportedQuery(`Invalid page size specified: '${text}'. Must be between 1 and ${LARGEST_PAGE} inclusive.`);
  return size;
}

/** Whether the request carries both advanced query parameters. The header is not part of a next link: each page must bring it. */
export function isAdvanced(c: Context): boolean {
  return c.req.header('ConsistencyLevel')?.toLowerCase() === 'eventual' && c.req.query('$count') === 'true';
}

export function assertAdvanced(c: Context, what: string): void {
  if (!isAdvanced(c))
    throw unsupportedQuery(`${what} needs the query parameter $count=true and the header ConsistencyLevel: eventual.`);
}
