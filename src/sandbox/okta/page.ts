/** Answers one page of an Okta list: a bare array, with `self` and `next` in Link headers. */
import type { Context } from 'hono';
import type { SandboxContext } from '../context.ts';
import type { Cursors } from '../cursors.ts';
import { pageAt } from '../cursors.ts';
import type { WorldGroup, WorldPerson } from '../world.ts';
import type { OktaAccess } from './access.ts';
import type { LogEntry } from './events/log-entry.ts';
import { invalid } from './refusal.ts';

/** What every route is given. */
export interface OktaDouble {
  readonly sandbox: SandboxContext;
  readonly access: OktaAccess;
  readonly people: Cursors<WorldPerson>;
  readonly groups: Cursors<WorldGroup>;
  readonly entries: Cursors<LogEntry>;
  /** The System Log, in the order in which it was written. */
  readonly log: readonly LogEntry[];
}

/** Throws on a parameter that the sandbox does not serve: one that is ignored would answer another question than the one asked. */
export function assertParameters(c: Context, allowed: readonly string[]): void {
  const unknown = Object.keys(c.req.query()).find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw invalid(unknown);
}

/** `limit` as asked for, or the endpoint's own; never more than the largest page. */
export function readLimit(c: Context, usual: number, largest: number): number {
  const text = c.req.query('limit');
  if (text === undefined) return Math.min(usual, largest);
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw invalid('limit');
  return Math.min(Number(text), largest);
}

/** `items` is asked only for a first page; a next link goes on in the list as it was then. */
export function answerPage<T>(
  c: Context,
  list: {
    readonly cursors: Cursors<T>;
    readonly limit: number;
    readonly hollowMiddle: boolean;
    readonly items: () => readonly T[];
    readonly show: (item: T, origin: string) => Record<string, unknown>;
  },
): Response {
  const here = new URL(c.req.url);
  const after = c.req.query('after');
  const cursor = after === undefined ? { items: list.items(), offset: 0, hollow: false } : list.cursors.find(after);
  if (cursor === undefined) throw invalid('after');
  const page = pageAt(cursor, list.limit, list.hollowMiddle);
  c.header('Link', `<${here.href}>; rel="self"`, { append: true });
  if (page.next !== null) {
    here.searchParams.set('after', list.cursors.keep(page.next));
    here.searchParams.set('limit', String(list.limit));
    c.header('Link', `<${here.href}>; rel="next"`, { append: true });
  }
  return c.json(page.items.map((item) => list.show(item, here.origin)));
}
