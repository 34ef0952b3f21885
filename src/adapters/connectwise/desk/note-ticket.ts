/** Adds an internal note, recognised by its tag: whoever is not sure whether it arrived looks, and does not add it twice. */
import { z } from 'zod';
import type { TicketReply } from '../../../domain/messages/ticket.ts';
import type { PsaApi } from '../api/api.ts';
import { malformed } from '../api/read-fault.ts';
import { readRows } from '../api/paging.ts';
import { TICKETS } from './read-own-tickets.ts';
import { sendWrite } from './send-write.ts';
import { tame } from './tame-text.ts';

const TAG = /\(Rollcall ([0-9a-z]{1,20})\)\s*$/;
const noteRecord = z.object({ id: z.int().positive(), text: z.string().nullish() });

/** Throws RemoteError where the notes cannot be read; nothing was sent then. */
export async function noteTicket(
  api: PsaApi,
  ticket: number,
  { tag, text }: { readonly tag: string; readonly text: string },
): Promise<TicketReply> {
  const path = `${TICKETS}/${ticket}/notes`;
  if ((await readLatestTag(api, path)) === tag) return { kind: 'done', ticket };
  const json = {
    text: `${tame(text)}\n(Rollcall ${tag})`,
    internalAnalysisFlag: true,
    detailDescriptionFlag: false,
    resolutionFlag: false,
    processNotifications: false,
  };
  const sent = await sendWrite(api, { method: 'POST', path, json });
  if (sent.kind === 'refused') return { kind: 'refused', detail: sent.detail };
  if ((await readLatestTag(api, path)) === tag) return { kind: 'done', ticket };
  const detail = sent.kind === 'unknown' ? sent.detail : `A note on ticket ${ticket} was taken and cannot be found.`;
  return { kind: 'unsettled', ticket, detail };
}

/** Of the newest note that Rollcall has written; null: none. What people write beside it does not matter. */
async function readLatestTag(api: PsaApi, path: string): Promise<string | null> {
  const query = { fields: 'id,text', orderBy: 'id' };
  const read = await readRows(api, { path, query, purpose: 'data', place: 'notes', counted: false });
  if (read.error !== null) throw read.error;
  const rows = z.array(noteRecord).safeParse(read.rows);
  if (!rows.success || read.problems.length > 0) throw malformed(path, 'notes that cannot be all there are');
  const tags = rows.data.sort((left, right) => right.id - left.id).map(({ text }) => TAG.exec(text ?? '')?.[1] ?? null);
  return tags.find((tag) => tag !== null) ?? null;
}
