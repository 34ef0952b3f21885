// The addresses of all pages. A function key that came in the address goes on with it from page to page, since a browser can send it in no other way.
import { html, type Markup } from '../reports/html/markup.ts';

const BASE = '/api/app';

/** The pages of one connection, in the order in which they are offered. */
export const SECTIONS = ['home', 'runs', 'waiting', 'findings', 'orphans', 'seats', 'leavers', 'people'] as const;
export type Section = (typeof SECTIONS)[number];

/** Search parameters; null and empty ones are left out. */
export type Query = Readonly<Record<string, string | number | null>>;

export interface Links {
  readonly overview: string;
  readonly section: (connection: string, section: Section, query?: Query) => string;
  readonly run: (connection: string, run: string, query?: Query) => string;
  /** Of the form that asks for the runs of a span of time: what it asks comes with it. */
  readonly exported: (connection: string) => string;
  readonly file: (connection: string, run: string, file: string) => string;
  readonly leaver: (connection: string, run: string, member: number) => string;
  /** `who`: a directory id, a login, a Member ID or a name. */
  readonly person: (connection: string, who: string) => string;
  /** Where decisions are sent. */
  readonly decide: (connection: string) => string;
  readonly asset: (name: string) => string;
  /** What a form that asks by GET has to send along; null: nothing. */
  readonly hidden: Markup | null;
}

/** `key`: null where the caller was let in without one in the address. */
export function createLinks(key: string | null): Links {
  const at = (parts: readonly string[], query: Query = {}): string => {
    const search = new URLSearchParams();
    const all: Query = { ...query, code: key };
    for (const [name, value] of Object.entries(all))
      if (value !== null && value !== '') search.set(name, String(value));
    const path = [BASE, ...parts.map(encodeURIComponent)].join('/');
    return search.size === 0 ? path : `${path}?${search.toString()}`;
  };
  return {
    overview: at([]),
    section: (connection, section, query) => at(section === 'home' ? [connection] : [connection, section], query),
    run: (connection, run, query) => at([connection, 'runs', run], query),
    exported: (connection) => [BASE, encodeURIComponent(connection), 'export'].join('/'),
    file: (connection, run, file) => at([connection, 'runs', run, 'files', file]),
    leaver: (connection, run, member) => at([connection, 'runs', run, 'leavers', String(member)]),
    person: (connection, who) => at([connection, 'people'], { who }),
    decide: (connection) => at([connection, 'approvals']),
    // No connection's name begins with a dash.
    asset: (name) => at(['-', name]),
    hidden: key === null ? null : html`<input type="hidden" name="code" value="${key}" />`,
  };
}
