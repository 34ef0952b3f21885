/** Reads one member, by record id or by Member ID. "There is none" is answered only where the PSA surely said so. */
import { fold } from '../../../domain/fold.ts';
import type { MemberKey } from '../../../domain/ids.ts';
import { memberKey } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/people/member.ts';
import { z } from 'zod';
import type { PsaApi } from '../api/api.ts';
import { malformed } from '../api/read-fault.ts';
import { anyOf, fieldEquals } from '../api/conditions.ts';
import { mapMember } from './map-member.ts';
import { projection } from './member-record.ts';
import type { JoinField } from '../api/options.ts';
import { readRows } from '../api/paging.ts';
import { readProven } from '../api/read-proven.ts';
import { readWhole } from '../api/read-whole.ts';

const MEMBERS = '/system/members';

/** `GET /system/members/{id}`; undefined: 404 from a PSA that is known to accept these keys. */
export async function readMember(
  api: PsaApi,
  key: MemberKey,
  joinField: JoinField | null,
): Promise<Member | undefined> {
  const path = `${MEMBERS}/${key}`;
  const found = await readProven(api, path, { fields: projection(joinField) });
  return found === undefined ? undefined : readable(path, found.value, joinField);
}

/** By Member ID, compared case-folded on this side whatever the PSA's own comparison does. */
export async function findMember(
  api: PsaApi,
  identifier: string,
  joinField: JoinField | null,
): Promise<Member | undefined> {
  const wanted = fold(identifier);
  const condition = anyOf([
    fieldEquals('identifier', identifier),
    ...[...new Set([wanted, wanted.toUpperCase()])]
      .filter((spelling) => spelling !== identifier)
      .map((spelling) => fieldEquals('identifier', spelling)),
  ]);
  if (condition.kind === 'refused') return findInList(api, wanted, joinField);
  const found = await readRows(api, {
    path: MEMBERS,
    query: { conditions: condition.text, fields: projection(joinField), orderBy: 'id' },
    purpose: 'data',
    place: 'members by Member ID',
    counted: false,
  });
  if (found.error !== null) throw found.error;
  return found.rows
    .map((row) => readable(MEMBERS, row, joinField))
    .find((member) => fold(member.identifier) === wanted);
}

const listed = z.object({ id: z.int().positive(), identifier: z.string() });

/** For a Member ID that cannot be asked for: reads every id and Member ID, and compares here. A list with a problem proves nothing. */
async function findInList(api: PsaApi, wanted: string, joinField: JoinField | null): Promise<Member | undefined> {
  const query = { fields: 'id,identifier', orderBy: 'id' };
  const rows = await readWhole(
    api,
    { path: MEMBERS, query, purpose: 'data', place: 'Member IDs', counted: true },
    { row: listed, otherwise: 'members without an id or a Member ID' },
  );
  const found = rows.find((row) => fold(row.identifier) === wanted);
  return found === undefined ? undefined : readMember(api, memberKey(found.id), joinField);
}

function readable(path: string, row: unknown, joinField: JoinField | null): Member {
  const mapped = mapMember(row, joinField);
  if (mapped.kind === 'unreadable') throw malformed(path, `a record that cannot be read (${mapped.detail})`);
  return mapped.member;
}
