/** Opaque cursors into lists: each names the list as it stood on the first page, so that paging neither repeats nor skips. */

export interface Cursor<T> {
  readonly items: readonly T[];
  readonly offset: number;
  /** The page here is empty although more follows. */
  readonly hollow: boolean;
}

export interface Cursors<T> {
  /** Answers the token under which the cursor is found again, as often as it is asked for. */
  keep(cursor: Cursor<T>): string;
  find(token: string): Cursor<T> | undefined;
}

const KEPT_AT_MOST = 5000;

/** Forgets the oldest cursors beyond 5,000. */
export function createCursors<T>(prefix: string): Cursors<T> {
  const kept = new Map<string, Cursor<T>>();
  let made = 0;
  return {
    keep(cursor) {
      made += 1;
      const token = Buffer.from(`${prefix} ${String(made).padStart(8, '0')}`).toString('base64url');
      kept.set(token, cursor);
      const oldest = kept.keys().next();
      if (kept.size > KEPT_AT_MOST && oldest.done !== true) kept.delete(oldest.value);
      return token;
    },
    find: (token) => kept.get(token),
  };
}

/** One page at the cursor and the cursor after it (null: the end). `hollowMiddle` puts one empty page after the first of several. */
export function pageAt<T>(
  cursor: Cursor<T>,
  size: number,
  hollowMiddle: boolean,
): { readonly items: readonly T[]; readonly next: Cursor<T> | null } {
  if (cursor.hollow) return { items: [], next: { ...cursor, hollow: false } };
  const end = cursor.offset + size;
  const items = cursor.items.slice(cursor.offset, end);
  if (end >= cursor.items.length) return { items, next: null };
  return { items, next: { items: cursor.items, offset: end, hollow: hollowMiddle && cursor.offset === 0 } };
}
