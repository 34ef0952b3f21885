/** Performs one handover, sent once, and without the PSA's own mails about it: a hundred tickets would be a hundred mails. */
import { z } from 'zod';
import type { HandedDuty, Reassignment } from '../../../../domain/offboarding/handover.ts';
import type { WriteReply } from '../../../../domain/memory/write-reply.ts';
import type { PsaApi } from '../../api/api.ts';
import { performWrite } from '../../api/perform-write.ts';
import { RemoteError } from '../../../../errors.ts';
import { id } from '../shapes.ts';
import { ENTRIES_PATH, markEntry, readOwnEntries } from './entries.ts';
import { ticketPath } from './read-ticket.ts';

const identified = z.object({ id });

export async function reassign(api: PsaApi, { duty, from, to }: Reassignment): Promise<WriteReply> {
  const patch = async (path: string, record: number, operations: readonly (readonly [string, unknown])[]) =>
    performWrite(api, { method: 'PATCH', path, json: operations.map(replace) }, (reply) => {
      const answered = reply.body.kind === 'json' ? identified.safeParse(reply.body.value) : null;
      return answered?.data?.id === record ? { kind: 'done', key: from.key } : null;
    });
  switch (duty.kind) {
    case 'ticket-owner':
      return patch(ticketPath(duty.ticket), duty.ticket.id, [
        ['owner', { id: to.key }],
        ['processNotifications', false],
        ['skipCallback', true],
      ]);
    case 'approver':
      return patch(`/system/members/${duty.of.key}`, duty.of.key, [[duty.field, { id: to.key }]]);
    case 'ticket-resource':
      return (await reopen(api, duty, { from, to })) ?? addEntry(api, duty, { from, to });
  }
}

type ResourceDuty = Extract<HandedDuty, { readonly kind: 'ticket-resource' }>;
type Sides = Pick<Reassignment, 'from' | 'to'>;

async function addEntry(api: PsaApi, { ticket, type }: ResourceDuty, { from, to }: Sides): Promise<WriteReply> {
  const json = { objectId: ticket.id, member: { id: to.key }, type: { id: type.id }, notifyResource: false };
  return performWrite(api, { method: 'POST', path: ENTRIES_PATH, json }, (reply) =>
    reply.body.kind === 'json' && identified.safeParse(reply.body.value).success
      ? { kind: 'done', key: from.key }
      : null,
  );
}

/** Opens the entry again that an earlier handover had marked done. null: there is none any more, or the PSA leaves it as it is: a new one is made. */
async function reopen(
  api: PsaApi,
  { ticket, reopen: ids = [] }: ResourceDuty,
  { from, to }: Sides,
): Promise<WriteReply | null> {
  const [wanted] = ids;
  if (wanted === undefined) return null;
  let found: readonly number[];
  try {
    found = await readOwnEntries(api, { ids: [wanted], member: to.key, ticket, done: true });
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { kind: 'refused', detail: `Nothing was sent: ${error.message}`, fatal: error.reason === 'credentials' };
  }
  const [entry] = found;
  if (entry === undefined) return null;
  const reply = await markEntry(api, entry, { done: false, key: from.key });
  return reply.kind === 'refused' && !reply.fatal ? null : reply;
}

/** Paths are bare field names, and references whole: a path into one is taken and changes nothing. */
function replace([path, value]: readonly [string, unknown]) {
  return { op: 'replace', path, value } as const;
}
