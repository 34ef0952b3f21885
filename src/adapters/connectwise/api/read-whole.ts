/** Reads a list of which a part would prove nothing. */
import { z } from 'zod';
import type { PsaApi } from './api.ts';
import type { List } from './paging.ts';
import { readRows } from './paging.ts';
import { malformed } from './read-fault.ts';

/** All rows. Throws RemoteError where there may be more, and on a row of another shape; `otherwise`: what came then ("members without an id"). */
export async function readWhole<Row>(
  api: PsaApi,
  list: List,
  { row, otherwise }: { readonly row: z.ZodType<Row>; readonly otherwise: string },
): Promise<readonly Row[]> {
  const read = await readRows(api, list);
  if (read.error !== null) throw read.error;
  const [problem] = read.problems;
  if (problem !== undefined) throw malformed(list.path, `a list that cannot be whole: ${problem.detail}`);
  const rows = z.array(row).safeParse(read.rows);
  if (!rows.success) throw malformed(list.path, otherwise);
  return rows.data;
}
