/** Answers one page of a Graph list: value, count on the first page only, and an absolute next link while more follows. */
import type { Context } from 'hono';
import type { SandboxContext } from '../context.ts';
import type { Cursors } from '../cursors.ts';
import { pageAt } from '../cursors.ts';
import type { Entry, Showing } from './entries/entries.ts';
import { showEntry } from './entries/entries.ts';
import { isAdvanced, readTop } from './query/query.ts';
import { refusal } from './refusal.ts';
import type { SubscriptionStore } from './subscriptions/subscription-store.ts';

/** What every route is given. */
export interface GraphDouble {
  readonly sandbox: SandboxContext;
  readonly cursors: Cursors<Entry>;
  readonly subscriptions: SubscriptionStore;
}

/** `entries` is asked only for a first page; a next link goes on in the list as it was then. */
export function answerPage(
  graph: GraphDouble,
  c: Context,
  list: { readonly name: string; readonly showing: Showing; readonly entries: () => readonly Entry[] },
): Response {
  const size = readTop(c);
  const token = c.req.query('$skiptoken');
  const cursor = token === undefined ? { items: list.entries(), offset: 0, hollow: false } : graph.cursors.find(token);
  if (cursor === undefined) {
    const message = 'The specified page token value has expired and can no longer be included in your request.';
    throw refusal(400, 'Directory_ExpiredPageToken', message);
  }
  const page = pageAt(cursor, size, graph.sandbox.quirks.emptyMiddlePage);
  const counted = token === undefined && isAdvanced(c);
  return c.json({
    '@odata.context': contextOf(c, list.name, list.showing.select),
    ...(counted ? { '@odata.count': cursor.items.length } : {}),
    ...(page.next === null ? {} : { '@odata.nextLink': nextLink(c, graph.cursors.keep(page.next)) }),
    value: page.items.map((entry) => showEntry(entry, list.showing)),
  });
}

/** Address of the metadata, as every Graph answer carries it. */
export function contextOf(c: Context, name: string, select: readonly string[] | null): string {
  const origin = new URL(c.req.url).origin;
  return `${origin}/v1.0/$metadata#${name}${select === null ? '' : `(${select.join(',')})`}`;
}

/** The request's own address with another token. Dollar signs stay as Graph writes them. */
function nextLink(c: Context, token: string): string {
  const here = new URL(c.req.url);
  const options = [...here.searchParams].filter(([name]) => name !== '$skiptoken');
  const query = [...options, ['$skiptoken', token] as const].map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%24', '$')}`,
  );
  return `${here.origin}${here.pathname}?${query.join('&')}`;
}
