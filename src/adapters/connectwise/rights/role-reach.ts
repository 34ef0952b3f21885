/** Reads how far security roles reach: how many of the levels in their rows of the security matrix are All. */
import { z } from 'zod';
import type { Reference } from '../../../domain/people/member.ts';
import type { RoleReach } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import type { PsaApi } from '../api/api.ts';
import { readRows } from '../api/paging.ts';

const level = z.enum(['None', 'My', 'All']).nullish();
/** Reports and other rows that know no level of a kind leave it out. */
const row = z.object({ addLevel: level, editLevel: level, deleteLevel: level, inquireLevel: level });
const FIELDS = ['id', ...Object.keys(row.shape)].join(',');

/** One request for each role, side by side. A role that cannot be read is `unread`; throws RemoteError for `credentials` alone. */
export async function readRoleReach(api: PsaApi, roles: readonly Reference[]): Promise<ReadonlyMap<number, RoleReach>> {
  return new Map(await Promise.all(roles.map(async ({ id }) => [id, await readOne(api, id)] as const)));
}

async function readOne(api: PsaApi, id: number): Promise<RoleReach> {
  const path = `/system/securityRoles/${id}/settings`;
  try {
    const read = await readRows(api, {
      path,
      query: { fields: FIELDS, orderBy: 'id' },
      purpose: 'reference',
      place: 'settings of a security role',
      counted: false,
    });
    const [problem] = read.problems;
    if (problem !== undefined) return { kind: 'unread', why: problem.detail };
    const rows = z.array(row).safeParse(read.rows);
    if (!rows.success) return { kind: 'unread', why: `GET ${path} answered rows of another shape.` };
    const levels = rows.data.flatMap((each) => Object.values(each)).filter((each) => each != null);
    return { kind: 'read', levels: levels.length, all: levels.filter((each) => each === 'All').length };
  } catch (error) {
    if (!(error instanceof RemoteError) || error.reason === 'credentials') throw error;
    return { kind: 'unread', why: error.message };
  }
}
