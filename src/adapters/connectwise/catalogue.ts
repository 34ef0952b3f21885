/** Reads the PSA's reference lists: roles, locations, boards … whole, side by side, each once. */
import { z } from 'zod';
import type { Catalogue, CatalogueEntry, CatalogueKind } from '../../domain/planning/world.ts';
import type { PsaApi } from './api/api.ts';
import { readWhole } from './api/read-whole.ts';

export const CATALOGUE_PATHS = {
  securityRole: '/system/securityroles',
  structureLevel: '/system/myCompany/corporateStructureLevels',
  securityLocation: '/system/locations',
  defaultLocation: '/system/locations',
  salesDefaultLocation: '/system/locations',
  defaultDepartment: '/system/departments',
  serviceDefaultBoard: '/service/boards',
  timeZone: '/system/timeZoneSetups',
  workRole: '/time/workRoles',
  workType: '/time/workTypes',
  type: '/system/members/types',
  memberTemplate: '/system/membertemplates/',
} as const satisfies Record<CatalogueKind, string>;

const entry = z.object({
  id: z.int().positive(),
  // Templates have an identifier in place of a name.
  name: z.string().nullish(),
  identifier: z.string().nullish(),
  inactiveFlag: z.boolean().nullish(),
  adminFlag: z.boolean().nullish(),
});

/** Throws RemoteError on the first list that cannot be read whole: a name that is missing from half a list is not missing. */
export async function readCatalogue(api: PsaApi, kinds: readonly CatalogueKind[]): Promise<Catalogue> {
  const byPath = new Map<string, Promise<readonly CatalogueEntry[]>>();
  for (const kind of kinds) {
    const path = CATALOGUE_PATHS[kind];
    if (!byPath.has(path)) byPath.set(path, readList(api, path));
  }
  const lists = await Promise.all(kinds.map(async (kind) => [kind, await byPath.get(CATALOGUE_PATHS[kind])] as const));
  return Object.fromEntries(lists);
}

/** One list; `path` is one of CATALOGUE_PATHS. Throws RemoteError. */
export async function readList(api: PsaApi, path: string): Promise<readonly CatalogueEntry[]> {
  const entries = await readWhole(
    api,
    { path, query: { orderBy: 'id' }, purpose: 'reference', place: path, counted: false },
    { row: entry, otherwise: 'entries without an id, or with fields of another shape' },
  );
  return entries.map(({ id, name, identifier, inactiveFlag, adminFlag }) => ({
    id,
    name: name ?? identifier ?? '',
    inactive: inactiveFlag ?? false,
    admin: adminFlag ?? false,
  }));
}
