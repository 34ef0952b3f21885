/** Schedule entries one by one: whose they are now, and the write that marks one done or undone. */
import { z } from 'zod';
import type { TicketRef } from '../../../../domain/offboarding/duty.ts';
import type { MemberKey } from '../../../../domain/ids.ts';
import type { WriteReply } from '../../../../domain/memory/write-reply.ts';
import type { PsaApi } from '../../api/api.ts';
import { idIn } from '../../api/conditions.ts';
import { readRows } from '../../api/paging.ts';
import { performWrite } from '../../api/perform-write.ts';
import { inParts } from '../ask-list.ts';
import { id } from '../shapes.ts';

export const ENTRIES_PATH = '/schedule/entries';
const MOST_AT_ONCE = 200;
const entryRecord = z.object({ id, member: z.object({ id }), objectId: z.int().nullish(), doneFlag: z.boolean() });
type EntryRecord = z.infer<typeof entryRecord>;

export interface WantedEntries {
  readonly ids: readonly number[];
  readonly member: MemberKey;
  readonly ticket: TicketRef;
  readonly done: boolean;
}

/** Those of them that are (un)done, as asked; one that was given to somebody else, or moved to another ticket, is no longer meant. Throws RemoteError. */
export async function readOwnEntries(api: PsaApi, wanted: WantedEntries): Promise<readonly number[]> {
  const parts = await Promise.all(inParts(wanted.ids, MOST_AT_ONCE).map((part) => readEntries(api, part)));
  return parts
    .flat()
    .filter(
      ({ member, objectId, doneFlag }) =>
        doneFlag === wanted.done && member.id === wanted.member && objectId === wanted.ticket.id,
    )
    .map((entry) => entry.id);
}

async function readEntries(api: PsaApi, ids: readonly number[]): Promise<readonly EntryRecord[]> {
  const query = { conditions: idIn('id', ids), fields: 'id,member/id,objectId,doneFlag', orderBy: 'id' };
  const read = await readRows(api, {
    path: ENTRIES_PATH,
    query,
    purpose: 'data',
    place: 'schedule entries',
    counted: false,
  });
  if (read.error !== null) throw read.error;
  return read.rows.flatMap((row) => {
    const parsed = entryRecord.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

/** `done` carries `key`. */
export async function markEntry(
  api: PsaApi,
  entry: number,
  { done, key }: { readonly done: boolean; readonly key: MemberKey },
): Promise<WriteReply> {
  const json = [{ op: 'replace', path: 'doneFlag', value: done }];
  return performWrite(api, { method: 'PATCH', path: `${ENTRIES_PATH}/${entry}`, json }, ({ body }) => {
    const parsed = body.kind === 'json' ? entryRecord.safeParse(body.value) : null;
    return parsed?.data?.id === entry && parsed.data.doneFlag === done ? { kind: 'done', key } : null;
  });
}
