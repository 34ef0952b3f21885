/** Performs one handover, sent once, and without the PSA's own mails about it: a hundred tickets would be a hundred mails. */
import { z } from 'zod';
import type { Reassignment } from '../../../../domain/handover.ts';
import type { WriteReply } from '../../../../domain/write-reply.ts';
import type { PsaApi } from '../../api/api.ts';
import { performWrite } from '../../api/perform-write.ts';
import { id } from '../shapes.ts';
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
    case 'ticket-resource': {
      const json = {
        objectId: duty.ticket.id,
        member: { id: to.key },
        type: { id: duty.type.id },
        notifyResource: false,
      };
      return performWrite(api, { method: 'POST', path: '/schedule/entries', json }, (reply) =>
        reply.body.kind === 'json' && identified.safeParse(reply.body.value).success
          ? { kind: 'done', key: from.key }
          : null,
      );
    }
  }
}

/** Paths are bare field names, and references whole: a path into one is taken and changes nothing. */
function replace([path, value]: readonly [string, unknown]) {
  return { op: 'replace', path, value } as const;
}
