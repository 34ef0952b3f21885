/** Reads one list for many members: in as many questions as their ids need, and with one word on what could not be seen of it. */
import type { z } from 'zod';
import type { UnseenDuty } from '../../../domain/offboarding/duty.ts';
import type { SourceProblem } from '../../../domain/people/roster.ts';
import { RemoteError } from '../../../errors.ts';
import { quoted } from '../../http/redact.ts';
import type { PsaApi } from '../api/api.ts';
import { readRows } from '../api/paging.ts';
import { grantOf, rightFor } from '../api/rights.ts';
import type { OwnRights } from '../rights/own-rights.ts';
import { narrowLevel, readOwnRights } from '../rights/own-rights.ts';

/** Of ids: three times in one condition they are still far from what an address may hold. */
const MOST_AT_ONCE = 200;

export interface Asker {
  readonly api: PsaApi;
  /** Asked for once; read only where a list turns out to be empty. */
  readonly own: () => Promise<OwnRights | RemoteError>;
}

export function createAsker(api: PsaApi): Asker {
  let own: ReturnType<Asker['own']> | null = null;
  return { api, own: () => (own ??= readOwnRights(api)) };
}

export interface AskedList<Row extends { readonly id: number }> {
  readonly path: string;
  /** `id,member/id` */
  readonly fields: string;
  /** How messages call it: "time sheets". */
  readonly place: string;
  readonly row: z.ZodType<Row>;
}

/** Why a list was not seen whole. */
export type Blindness = Pick<UnseenDuty, 'because' | 'detail'>;

export interface ListReading<Row> {
  /** Each once. */
  readonly rows: readonly Row[];
  readonly blind: Blindness | null;
}

/** Of nobody: nothing. `condition` is given as many of the ids as fit into one address. Throws RemoteError for `credentials` alone. */
export async function askList<Row extends { readonly id: number }>(
  asker: Asker,
  list: AskedList<Row>,
  ids: readonly number[],
  condition: (ids: readonly number[]) => string,
): Promise<ListReading<Row>> {
  if (ids.length === 0) return { rows: [], blind: null };
  const readings = await Promise.all(
    inParts(ids, MOST_AT_ONCE).map((part) => askOnce(asker.api, list, condition(part))),
  );
  const rows = new Map(readings.flatMap((reading) => reading.rows.map((row) => [row.id, row] as const)));
  const blind = readings.find((reading) => reading.blind !== null)?.blind ?? null;
  return { rows: [...rows.values()], blind: blind ?? (rows.size > 0 ? null : await narrowness(asker, list.path)) };
}

/** The whole list. */
export async function askWholeList<Row extends { readonly id: number }>(
  asker: Asker,
  list: AskedList<Row>,
): Promise<ListReading<Row>> {
  const reading = await askOnce(asker.api, list, null);
  return reading.blind !== null || reading.rows.length > 0
    ? reading
    : { ...reading, blind: await narrowness(asker, list.path) };
}

async function askOnce<Row extends { readonly id: number }>(
  api: PsaApi,
  { path, fields, place, row: shape }: AskedList<Row>,
  conditions: string | null,
): Promise<ListReading<Row>> {
  try {
    const query = { ...(conditions === null ? {} : { conditions }), fields, orderBy: 'id' };
    const read = await readRows(api, { path, query, purpose: 'data', place, counted: false });
    const rows: Row[] = [];
    const [problem] = read.problems;
    let blind = read.error === null ? null : blindBy(read.error);
    if (problem !== undefined) blind ??= blindByProblem(problem);
    for (const row of read.rows) {
      const parsed = shape.safeParse(row);
      if (parsed.success) rows.push(parsed.data);
      else blind ??= unreadable(place, parsed.error);
    }
    return { rows, blind };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { rows: [], blind: blindBy(error) };
  }
}

export function blindByProblem({ place, detail }: SourceProblem): Blindness {
  return { because: 'failed', detail: `${place}: ${detail}. The next run looks again.` };
}

export function unreadable(place: string, error: z.ZodError): Blindness {
  const [issue] = error.issues;
  const why = quoted(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, []);
  return { because: 'failed', detail: `${place}: a record that cannot be read (${why}). Look at it in the PSA.` };
}

/** Throws the error again where nothing else will be seen either. */
export function blindBy(error: RemoteError): Blindness {
  if (error.reason === 'credentials') throw error;
  return { because: error.reason === 'forbidden' ? 'forbidden' : 'failed', detail: error.message };
}

/** Of a list that came empty: null where the role shows all there is. */
export async function narrowness({ own }: Asker, path: string): Promise<Blindness | null> {
  const right = rightFor('GET', path);
  const level = narrowLevel(await own(), right.area);
  if (level === null) return null;
  const detail = `${right.area}: the API member's role has ${level} for Inquire, which shows its own records alone (GET ${path} came empty). ${grantOf(right)}`;
  return { because: 'forbidden', detail };
}

export function inParts<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}
