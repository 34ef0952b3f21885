// Stored identifiers get their meaning back through the domain's own constructors.
import { z } from 'zod';
import { connectionName, digest, groupId, memberKey, personId, rulingId, runId, ticket } from '../../../domain/ids.ts';

export const personIdShape = z.string().transform(through(personId));
export const groupIdShape = z.string().transform(through(groupId));
export const memberKeyShape = z.number().transform(through(memberKey));
export const connectionNameShape = z.string().transform(through(connectionName));
export const runIdShape = z.string().transform(through(runId));
export const digestShape = z.string().transform(through(digest));
export const rulingIdShape = z.string().transform(through(rulingId));
export const ticketShape = z.string().transform(through(ticket));
/** ISO 8601 in UTC. */
export const instantShape = z.iso.datetime();

/** A constructor's refusal becomes a problem at its place in the file; anything else it throws is a bug and passes. */
function through<Plain, Id>(make: (plain: Plain) => Id): (plain: Plain, context: z.RefinementCtx) => Id {
  return (plain, context) => {
    try {
      return make(plain);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  };
}
