/** The Link header of a page (RFC 5988): next and last, prev and first; forward-only pages have a next alone. */

/** null: no header, because everything fits on this page. */
export function numberedLinks(url: string, page: number, pages: number, size: number): string | null {
  const link = (target: number, rel: string): string => linkTo(url, { page: target, pageSize: size }, rel);
  const links = [
    ...(page < pages ? [link(page + 1, 'next'), link(pages, 'last')] : []),
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
  ];
  return links.length === 0 ? null : links.join(', ');
}

export function forwardLink(url: string, lastId: number, size: number): string {
  return linkTo(url, { pageId: lastId, pageSize: size }, 'next');
}

function linkTo(url: string, params: Readonly<Record<string, number>>, rel: string): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(params)) target.searchParams.set(name, String(value));
  return `<${target.href}>; rel="${rel}"`;
}
