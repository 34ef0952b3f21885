/** Okta's System Log. With an end it is a list like any other; without one every page has a next link, under which what happens later will be found. */
import type { Context, Hono } from 'hono';
import { parseOktaFilter } from '../filter.ts';
import type { LogEntry } from './log-entry.ts';
import type { OktaDouble } from '../page.ts';
import { answerPage, assertParameters, readLimit } from '../page.ts';
import { invalid } from '../refusal.ts';

const USUAL_PAGE = 100;
const LARGEST_PAGE = 1000;
const USUAL_SPAN_MS = 7 * 24 * 3_600_000;
const FILTERED = ['eventType', 'uuid', 'severity'];

export function addLogRoutes(app: Hono, okta: OktaDouble): void {
  const { now } = okta.sandbox;

  app.get('/logs', (c) => {
    okta.access.demand(c, 'okta.logs.read');
    assertParameters(c, ['since', 'until', 'filter', 'sortOrder', 'limit', 'after']);
    const order = c.req.query('sortOrder') ?? 'ASCENDING';
    if (order !== 'ASCENDING' && order !== 'DESCENDING') throw invalid('sortOrder');
    if (Number(c.req.query('limit') ?? 1) > LARGEST_PAGE) throw invalid('limit');
    const limit = Math.min(readLimit(c, USUAL_PAGE, LARGEST_PAGE), okta.sandbox.quirks.oktaMaxPage);
    const until = readInstant(c, 'until');
    const since = readInstant(c, 'since') ?? (until ?? now().getTime()) - USUAL_SPAN_MS;
    if (until !== null && until < since) throw invalid('until');
    const matches = readFilter(c);
    const wanted = (entry: LogEntry): boolean => Date.parse(entry.published) >= since && matches(entry);

    if (until === null && order === 'ASCENDING') return answerPoll(c, okta, { limit, wanted });
    const end = until ?? now().getTime();
    return answerPage(c, {
      cursors: okta.entries,
      limit,
      hollowMiddle: false,
      items: () => {
        const span = okta.log.filter((entry) => wanted(entry) && Date.parse(entry.published) < end);
        const oldestFirst = span.toSorted((a, b) => Date.parse(a.published) - Date.parse(b.published));
        return order === 'ASCENDING' ? oldestFirst : oldestFirst.reverse();
      },
      show: (entry) => entry,
    });
  });
}

/** Entries in the order in which they were written, from where the last page ended. */
function answerPoll(
  c: Context,
  okta: OktaDouble,
  { limit, wanted }: { readonly limit: number; readonly wanted: (entry: LogEntry) => boolean },
): Response {
  const after = c.req.query('after');
  const from = after === undefined ? 0 : okta.entries.find(after)?.offset;
  if (from === undefined) throw invalid('after');
  const page: LogEntry[] = [];
  let at = from;
  for (; at < okta.log.length && page.length < limit; at += 1) {
    const entry = okta.log[at];
    if (entry !== undefined && wanted(entry)) page.push(entry);
  }
  const here = new URL(c.req.url);
  c.header('Link', `<${here.href}>; rel="self"`, { append: true });
  here.searchParams.set('after', okta.entries.keep({ items: [], offset: at, hollow: false }));
  c.header('Link', `<${here.href}>; rel="next"`, { append: true });
  return c.json(page);
}

function readFilter(c: Context): (entry: LogEntry) => boolean {
  const text = c.req.query('filter');
  if (text === undefined) return () => true;
  const holds = parseOktaFilter(text, { properties: FILTERED, ignoreCase: false });
  return (entry) => holds((property) => entry[property]);
}

/** Milliseconds since 1970; null: it was not given. */
function readInstant(c: Context, name: 'since' | 'until'): number | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw invalid(name);
  return instant;
}
