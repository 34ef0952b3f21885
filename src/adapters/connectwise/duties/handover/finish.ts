/** What follows once somebody else has the ticket: the schedule entries of whoever had it are marked done, which takes them off it, and further ones are opened again. */
import type { Reassignment } from '../../../../domain/offboarding/handover.ts';
import type { MemberRef } from '../../../../domain/people/member.ts';
import { RemoteError } from '../../../../errors.ts';
import type { PsaApi } from '../../api/api.ts';
import { markEntry, readOwnEntries, type WantedEntries } from './entries.ts';

/** Words of what could not be done; null: all is done, or nothing had to be. Throws no RemoteError. */
export async function finish(api: PsaApi, { duty, from, to }: Reassignment): Promise<string | null> {
  if (duty.kind !== 'ticket-resource') return null;
  const { ticket, entries, reopen = [] } = duty;
  const said = [
    await mark(api, from, { ids: entries, member: from.key, ticket, done: false }),
    // The first was opened by the handover itself; where it was, the others follow.
    await mark(api, to, { ids: reopen.slice(1), member: to.key, ticket, done: true }),
  ].filter((words) => words !== null);
  return said.length === 0 ? null : said.join(' ');
}

/** Marks entries the other way round than they are. */
async function mark(api: PsaApi, whose: MemberRef, wanted: WantedEntries): Promise<string | null> {
  if (wanted.ids.length === 0) return null;
  let own: readonly number[];
  try {
    own = await readOwnEntries(api, wanted);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const left = wanted.done ? 'still marked done' : 'still there';
    return `${whose.identifier}'s schedule entries for it are ${left}, because reading them failed: ${error.message}`;
  }
  const failures: string[] = [];
  for (const entry of own) {
    const reply = await markEntry(api, entry, { done: !wanted.done, key: whose.key });
    if (reply.kind !== 'done') failures.push(reply.detail);
  }
  const [first] = failures;
  if (first === undefined) return null;
  const which = failures.length === 1 ? 'A schedule entry' : `${failures.length} schedule entries`;
  return `${which} of ${whose.identifier} for it could not be ${wanted.done ? 'opened again' : 'marked done'}: ${first}`;
}
