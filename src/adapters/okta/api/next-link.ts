/** Finds the next page in a `Link` header. Knows nothing of where a link may lead; the executor judges that. */

export type NextLink =
  | { readonly kind: 'next'; readonly target: string }
  | { readonly kind: 'none' }
  /** There is a header, but no link in it: taking that for the last page would cut the list silently. */
  | { readonly kind: 'unreadable' };

/** `header`: all `Link` lines joined by commas, null when there is none. A target may hold commas itself, so the angle brackets tell links apart. */
export function nextLink(header: string | null): NextLink {
  if (header === null || header.trim() === '') return { kind: 'none' };
  const links = [...header.matchAll(/<([^<>]*)>([^<]*)/g)];
  if (links.length === 0) return { kind: 'unreadable' };
  for (const [, target = '', parameters = ''] of links) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    const names = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (names.includes('next')) return { kind: 'next', target };
  }
  return { kind: 'none' };
}
