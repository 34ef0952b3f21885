/** Reads a list to its end, its pages side by side, and holds what came against the list's own count. It knows no record beyond its id. */
import { z } from 'zod';
import type { SourceProblem } from '../../../domain/people/roster.ts';
import type { RemoteError } from '../../../errors.ts';
import type { PsaApi } from './api.ts';
import type { IdSet } from './id-set.ts';
import { createIdSet } from './id-set.ts';
import { malformed } from './read-fault.ts';

/** The API's own ceiling; a higher number is cut down to it. */
const PAGE_SIZE = 1000;

export interface List {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly purpose: 'reference' | 'data';
  /** How problems call it: "members". */
  readonly place: string;
  /** Whether its `/count` is asked as well: one request more, and the proof that nothing is missing. `if-long`: only where one page does not hold it. */
  readonly counted: boolean | 'if-long';
  /** Rows come and go while it is read. A count that does not fit is asked for once more, and what lies between both counts is whole. */
  readonly moves?: boolean;
}

interface Reading {
  readonly problems: readonly SourceProblem[];
  /** The first fault behind the problems; null when none of them is a fault. */
  readonly error: RemoteError | null;
}

interface Rows extends Reading {
  /** Each id once, in the order of the pages. */
  readonly rows: readonly unknown[];
}

interface PageProblem {
  readonly kind: 'problem';
  readonly problem: SourceProblem;
  readonly error: RemoteError;
}
type Page = { readonly kind: 'rows'; readonly rows: readonly unknown[]; readonly link: string | null } | PageProblem;
/** A page that has been handed over: `fresh` ids were on no page before it. */
type Taken =
  | { readonly kind: 'rows'; readonly length: number; readonly fresh: number; readonly link: string | null }
  | PageProblem;

const identified = z.object({ id: z.int() });

/** A page that fails becomes a problem and the others are kept. Throws the first page's RemoteError when no page at all could be read. */
export async function readRows(api: PsaApi, list: List): Promise<Rows> {
  const pages: (readonly unknown[])[] = [];
  const reading = await readPages(api, list, (rows, page) => {
    pages[page - 1] = rows;
  });
  return { ...reading, rows: pages.flat() };
}

/** The same, page by page: `take` is given each page as it comes, in any order, every id once, and nothing of it is kept here. */
export async function readPages(
  api: PsaApi,
  list: List,
  take: (rows: readonly unknown[], page: number) => void,
): Promise<Reading> {
  const ids = createIdSet();
  let taken = 0;
  let repeated = 0;
  const load = async (number: number): Promise<Taken> => {
    const page = await readPage(api, list, number);
    if (page.kind === 'problem') return page;
    const known = ids.size();
    const rows = page.rows.filter((row) => isNew(ids, row));
    repeated += page.rows.length - rows.length;
    taken += rows.length;
    take(rows, number);
    return { kind: 'rows', length: page.rows.length, fresh: ids.size() - known, link: page.link };
  };

  const start = load(1);
  const isCounted = list.counted === 'if-long' ? isLong(await start) : list.counted;
  const [count, first] = await Promise.all([isCounted ? readCount(api, list) : null, start]);
  const known = count?.kind === 'count' ? count.count : null;
  // A server may serve smaller pages than it is asked for; it says so by pointing to a next page.
  const size = first.kind === 'rows' && first.length > 0 && pointsOn(first) ? first.length : PAGE_SIZE;
  const announced = known === null ? 1 : Math.max(1, Math.ceil(known / size));
  const others = Array.from({ length: announced - 1 }, (_, index) => load(index + 2));
  const pages = [first, ...(await Promise.all(others))];
  for (let last = pages.at(-1); last !== undefined && goesOn(last, size, known); last = pages.at(-1)) {
    const next = await load(pages.length + 1);
    pages.push(next);
    if (next.kind === 'rows' && next.fresh === 0) break;
  }

  if (first.kind === 'problem' && pages.every((page) => page.kind === 'problem')) throw first.error;
  const broken = [...(count?.kind === 'problem' ? [count] : []), ...pages.filter((page) => page.kind === 'problem')];
  const problems = broken.map(({ problem }) => problem);
  const counts = known === null || broken.length > 0 ? [] : await countsAround(api, list, known, taken);
  const fits = counts.length > 0 && Math.min(...counts) <= taken && taken <= Math.max(...counts);
  // Rows that came twice have moved; where the count fits all the same, none was lost over it.
  if (repeated > 0 && !(fits && list.moves === true))
    problems.push({
      check: 'repeated',
      place: list.place,
      detail: `${repeated === 1 ? 'a record' : `${repeated} records`} came twice; the list moved while it was read, so others may be missing`,
    });
  if (counts.length > 0 && !fits)
    problems.push({
      check: 'count-contradicted',
      place: list.place,
      detail: `the PSA counts ${[...new Set(counts)].join(', then ')}, but ${taken} different ones were read`,
    });
  return { problems, error: broken[0]?.error ?? null };
}

/** The first count and, where a list that moves does not fit it, one of now. */
async function countsAround(api: PsaApi, list: List, known: number, taken: number): Promise<readonly number[]> {
  if (known === taken || list.moves !== true) return [known];
  const again = await readCount(api, list);
  return again.kind === 'count' ? [known, again.count] : [known];
}

async function readPage(api: PsaApi, list: List, page: number): Promise<Page> {
  const query = { ...list.query, page: String(page), pageSize: String(PAGE_SIZE) };
  const reply = await api.read(list.path, query, list.purpose);
  const place = `${list.place}, page ${page}`;
  if (reply.kind === 'fault') return problemOf(place, reply.cut ? 'cut' : 'failed', reply.error);
  const parsed = z.array(z.unknown()).safeParse(reply.value);
  if (!parsed.success) return problemOf(place, 'unreadable', malformed(list.path, 'JSON that is not a list'));
  return { kind: 'rows', rows: parsed.data, link: reply.headers['link'] ?? null };
}

type Count = { readonly kind: 'count'; readonly count: number } | PageProblem;

async function readCount(api: PsaApi, list: List): Promise<Count> {
  const { conditions } = list.query;
  const path = `${list.path}/count`;
  const reply = await api.read(path, conditions === undefined ? {} : { conditions }, list.purpose);
  const place = `${list.place}, count`;
  if (reply.kind === 'fault') return problemOf(place, reply.cut ? 'cut' : 'failed', reply.error);
  const parsed = z.object({ count: z.int().nonnegative() }).safeParse(reply.value);
  if (!parsed.success) return problemOf(place, 'unreadable', malformed(path, 'JSON without a count'));
  return { kind: 'count', count: parsed.data.count };
}

function problemOf(place: string, check: SourceProblem['check'], error: RemoteError): PageProblem {
  return { kind: 'problem', problem: { check, place, detail: error.message }, error };
}

function isLong(first: Taken): boolean {
  return first.kind === 'rows' && (first.length >= PAGE_SIZE || pointsOn(first));
}

/** After a full page: where the server points on, or where neither a pointer nor a count tells the end. */
function goesOn(page: Taken, size: number, known: number | null): boolean {
  if (page.kind !== 'rows' || page.length < size) return false;
  return pointsOn(page) || (page.link === null && known === null);
}

function pointsOn({ link }: { readonly link: string | null }): boolean {
  return link !== null && /;\s*rel="?next\b/i.test(link);
}

/** Rows without an id are kept: whoever parses them says what is wrong with them. */
function isNew(ids: IdSet, row: unknown): boolean {
  const parsed = identified.safeParse(row);
  return !parsed.success || ids.add(parsed.data.id);
}
