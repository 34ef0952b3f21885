/** Finds the one record of a list that has a name; names are compared without case, and two of one name are none. */
import { fold } from '../../../domain/fold.ts';
import type { PsaApi } from '../api/api.ts';
import { readWhole } from '../api/read-whole.ts';
import { z } from 'zod';

const row = z.looseObject({
  id: z.int().positive(),
  name: z.string().nullish(),
  identifier: z.string().nullish(),
  inactive: z.boolean().nullish(),
  inactiveFlag: z.boolean().nullish(),
  deletedFlag: z.boolean().nullish(),
  closedStatus: z.boolean().nullish(),
  sortOrder: z.number().nullish(),
});
export type NamedRow = z.infer<typeof row>;

export interface AskedNames {
  readonly path: string;
  readonly fields: string;
  readonly conditions?: string;
}

/** Whole, in use alone. Throws RemoteError. */
export async function readNamed(api: PsaApi, { path, fields, conditions }: AskedNames): Promise<readonly NamedRow[]> {
  const query = { ...(conditions === undefined ? {} : { conditions }), fields, orderBy: 'id' };
  const rows = await readWhole(
    api,
    { path, query, purpose: 'reference', place: path, counted: false },
    { row, otherwise: 'entries without an id, or with fields of another shape' },
  );
  return rows.filter((one) => one.inactive !== true && one.inactiveFlag !== true && one.deletedFlag !== true);
}

export type Named = { readonly kind: 'found'; readonly row: NamedRow } | { readonly kind: 'missing' | 'several' };

export function findNamed(rows: readonly NamedRow[], name: string): Named {
  const wanted = fold(name);
  const exact = rows.filter((row) => fold(row.identifier ?? '') === wanted);
  const named = exact.length > 0 ? exact : rows.filter((row) => fold(row.name ?? '') === wanted);
  const [only, second] = named;
  if (only === undefined) return { kind: 'missing' };
  return second === undefined ? { kind: 'found', row: only } : { kind: 'several' };
}
