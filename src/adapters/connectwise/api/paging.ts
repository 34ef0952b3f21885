/** Reads a list to its end, its pages side by side, and holds what came against the list's own count. It knows no record beyond its id. */
import { z } from 'zod';
import type { SourceProblem } from '../../../domain/roster.ts';
import type { RemoteError } from '../../../errors.ts';
import type { PsaApi } from './api.ts';
import { malformed } from './read-fault.ts';

/** The API's own ceiling; a higher number is cut down to it. */
const PAGE_SIZE = 1000;

interface List {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly purpose: 'reference' | 'data';
  /** How problems call it: "members". */
  readonly place: string;
  /** Whether its `/count` is asked as well: one request more, and the proof that nothing is missing. */
  readonly counted: boolean;
}

interface Rows {
  /** Each id once, in the order of the pages. */
  readonly rows: readonly unknown[];
  readonly problems: readonly SourceProblem[];
  /** The first fault behind the problems; null when none of them is a fault. */
  readonly error: RemoteError | null;
}

type Page =
  | { readonly kind: 'rows'; readonly rows: readonly unknown[]; readonly link: string | null }
  | { readonly kind: 'problem'; readonly problem: SourceProblem; readonly error: RemoteError };

const identified = z.object({ id: z.number() });

/** A page that fails becomes a problem and the others are kept. Throws the first page's RemoteError when no page at all could be read. */
export async function readRows(api: PsaApi, list: List): Promise<Rows> {
  const [count, first] = await Promise.all([list.counted ? readCount(api, list) : null, readPage(api, list, 1)]);
  const known = count?.kind === 'count' ? count.count : null;
  // A server may serve smaller pages than it is asked for; it says so by pointing to a next page.
  const size = first.kind === 'rows' && first.rows.length > 0 && pointsOn(first) ? first.rows.length : PAGE_SIZE;
  const announced = known === null ? 1 : Math.max(1, Math.ceil(known / size));
  const others = Array.from({ length: announced - 1 }, (_, index) => readPage(api, list, index + 2));
  const pages = [first, ...(await Promise.all(others))];

  for (let last = pages.at(-1); last !== undefined && goesOn(last, size, known); last = pages.at(-1)) {
    const seen = new Set(pages.flatMap(idsOf));
    const next = await readPage(api, list, pages.length + 1);
    pages.push(next);
    if (idsOf(next).every((id) => seen.has(id))) break;
  }

  if (first.kind === 'problem' && pages.every((page) => page.kind === 'problem')) throw first.error;
  const broken = [...(count?.kind === 'problem' ? [count] : []), ...pages.filter((page) => page.kind === 'problem')];
  const { rows, repeated } = distinct(pages);
  const problems = broken.map(({ problem }) => problem);
  if (repeated > 0)
    problems.push({
      check: 'repeated',
      place: list.place,
      detail: `${repeated === 1 ? 'a record' : `${repeated} records`} came twice; the list moved while it was read, so others may be missing`,
    });
  if (known !== null && broken.length === 0 && known !== rows.length)
    problems.push({
      check: 'count-contradicted',
      place: list.place,
      detail: `the PSA counts ${known}, but ${rows.length} different ones were read`,
    });
  return { rows, problems, error: broken[0]?.error ?? null };
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

type Count = { readonly kind: 'count'; readonly count: number } | Extract<Page, { kind: 'problem' }>;

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

function problemOf(
  place: string,
  check: SourceProblem['check'],
  error: RemoteError,
): Extract<Page, { kind: 'problem' }> {
  return { kind: 'problem', problem: { check, place, detail: error.message }, error };
}

/** After a full page: where the server points on, or where neither a pointer nor a count tells the end. */
function goesOn(page: Page, size: number, known: number | null): boolean {
  if (page.kind !== 'rows' || page.rows.length < size) return false;
  return pointsOn(page) || (page.link === null && known === null);
}

function pointsOn(page: Extract<Page, { kind: 'rows' }>): boolean {
  return page.link !== null && /;\s*rel="?next\b/i.test(page.link);
}

function idsOf(page: Page): readonly number[] {
  if (page.kind !== 'rows') return [];
  return page.rows.flatMap((row) => {
    const parsed = identified.safeParse(row);
    return parsed.success ? [parsed.data.id] : [];
  });
}

/** Rows without an id are kept: whoever parses them says what is wrong with them. */
function distinct(pages: readonly Page[]): { readonly rows: readonly unknown[]; readonly repeated: number } {
  const seen = new Set<number>();
  let repeated = 0;
  const rows = pages
    .flatMap((page) => (page.kind === 'rows' ? page.rows : []))
    .filter((row) => {
      const parsed = identified.safeParse(row);
      if (!parsed.success) return true;
      if (seen.has(parsed.data.id)) {
        repeated += 1;
        return false;
      }
      seen.add(parsed.data.id);
      return true;
    });
  return { rows, repeated };
}
