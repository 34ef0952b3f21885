/** Marks the leaver's schedule entries for a ticket done, once somebody else has the ticket: that is what takes the leaver off it. */
import { z } from 'zod';
import type { Reassignment } from '../../../../domain/handover.ts';
import type { MemberKey } from '../../../../domain/ids.ts';
import { RemoteError } from '../../../../errors.ts';
import type { PsaApi } from '../../api/api.ts';
import { idIn } from '../../api/conditions.ts';
import { readRows } from '../../api/paging.ts';
import { performWrite } from '../../api/perform-write.ts';
import { inParts } from '../ask-list.ts';
import { id } from '../shapes.ts';

const PATH = '/schedule/entries';
const MOST_AT_ONCE = 200;
const entryRecord = z.object({ id, member: z.object({ id }), objectId: z.int().nullish(), doneFlag: z.boolean() });
type EntryRecord = z.infer<typeof entryRecord>;

/** Words of what could not be done; null: all is done, or nothing had to be. Throws no RemoteError. */
export async function finish(api: PsaApi, { duty, from }: Reassignment): Promise<string | null> {
  if (duty.kind !== 'ticket-resource' || duty.entries.length === 0) return null;
  let entries: readonly EntryRecord[];
  try {
    entries = (await Promise.all(inParts(duty.entries, MOST_AT_ONCE).map((part) => readEntries(api, part)))).flat();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return `${from.identifier}'s schedule entries for it are still there, because reading them failed: ${error.message}`;
  }
  // An entry that was given to somebody else, or moved to another ticket, is nobody's to end here.
  const own = entries.filter(
    ({ member, objectId, doneFlag }) => !doneFlag && member.id === from.key && objectId === duty.ticket.id,
  );
  const failures: string[] = [];
  for (const entry of own) {
    const failure = await markDone(api, entry.id, from.key);
    if (failure !== null) failures.push(failure);
  }
  const [first] = failures;
  if (first === undefined) return null;
  const which = failures.length === 1 ? 'A schedule entry' : `${failures.length} schedule entries`;
  return `${which} of ${from.identifier} for it could not be marked done: ${first}`;
}

async function readEntries(api: PsaApi, ids: readonly number[]): Promise<readonly EntryRecord[]> {
  const query = { conditions: idIn('id', ids), fields: 'id,member/id,objectId,doneFlag', orderBy: 'id' };
  const read = await readRows(api, { path: PATH, query, purpose: 'data', place: 'schedule entries', counted: false });
  if (read.error !== null) throw read.error;
  return read.rows.flatMap((row) => {
    const parsed = entryRecord.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

/** null: done. */
async function markDone(api: PsaApi, entry: number, key: MemberKey): Promise<string | null> {
  const json = [{ op: 'replace', path: 'doneFlag', value: true }];
  const reply = await performWrite(api, { method: 'PATCH', path: `${PATH}/${entry}`, json }, ({ body }) => {
    const parsed = body.kind === 'json' ? entryRecord.safeParse(body.value) : null;
    return parsed?.data?.id === entry && parsed.data.doneFlag ? { kind: 'done', key } : null;
  });
  return reply.kind === 'done' ? null : reply.detail;
}
