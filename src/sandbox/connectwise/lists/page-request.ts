/** Reads which page is wanted: `page` and `pageSize`, or the cursor `pageId` when the header asks for forward-only paging. */
import type { Refusal } from '../refusal.ts';
import { badCondition } from '../refusal.ts';

type PageRequest =
  | { readonly kind: 'numbered'; readonly page: number; readonly size: number }
  /** Rows with an id beyond `after`. */
  | { readonly kind: 'forward'; readonly after: number; readonly size: number };

const DEFAULT_SIZE = 25;
const LARGEST_SIZE = 1000;

export function pageRequest(query: URLSearchParams, paginationType: string | undefined): PageRequest | Refusal {
  const size = wholeNumber(query, 'pageSize', DEFAULT_SIZE, 1);
  if (typeof size !== 'number') return size;
  const capped = Math.min(size, LARGEST_SIZE);
  if (paginationType?.toLowerCase() === 'forward-only') {
    if (query.has('orderBy')) return badCondition('orderBy cannot be combined with forward-only paging');
    const after = wholeNumber(query, 'pageId', 0, 0);
    return typeof after === 'number' ? { kind: 'forward', after, size: capped } : after;
  }
  const page = wholeNumber(query, 'page', 1, 1);
  return typeof page === 'number' ? { kind: 'numbered', page, size: capped } : page;
}

function wholeNumber(query: URLSearchParams, name: string, absent: number, least: number): number | Refusal {
  const text = query.get(name);
  if (text === null || text === '') return absent;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least ? value : badCondition(`${name} must be a whole number from ${least}, not "${text}"`);
}
