/** After a crash: what the journal says was written, and the PSA confirms, is remembered as if the run had ended well. */
import type { JournaledWrite } from '../../domain/memory/journal.ts';
import type { Link, Memory, Tombstone } from '../../domain/memory/memory.ts';
import type { MemberRoster } from '../../domain/people/roster.ts';
import { fold } from '../normalize.ts';

/**
 * `past`: oldest first. Runs after the last remembered one count, and of the others only writes whose end was never known; what they wrote is believed only where
 * the PSA shows it.
 */
export function settle(memory: Memory, past: readonly JournaledWrite[], psa: MemberRoster): Memory {
  const lastRun = memory.lastRun ?? '';
  const unsettled = past.filter(
    ({ run, outcome }) => outcome?.kind !== 'refused' && (run > lastRun || outcome?.kind === 'unknown'),
  );
  const tombstones = new Map(memory.tombstones.map((tombstone) => [tombstone.member, tombstone]));
  const links = [...memory.links];
  for (const write of unsettled) {
    const stone = tombstoneOf(write, psa);
    if (stone !== undefined) tombstones.set(stone.member, stone);
    // Brought back later: whoever switched it off after that was not Rollcall.
    if (write.intent.action === 'reactivate' && write.intent.member !== null) tombstones.delete(write.intent.member);
    const link = linkOf(write, psa);
    if (link !== undefined && !links.some((known) => known.member === link.member || known.person === link.person))
      links.push(link);
  }
  return unsettled.length === 0 ? memory : { ...memory, tombstones: [...tombstones.values()], links };
}

function tombstoneOf(write: JournaledWrite, psa: MemberRoster): Tombstone | undefined {
  const { intent, run } = write;
  const member = psa.members.find((candidate) => candidate.key === intent.member);
  return intent.action === 'deactivate' && member !== undefined && !member.active
    ? { member: member.key, person: intent.person, run, at: intent.at }
    : undefined;
}

/** A creation checks that its Member ID is free before it is sent, so a member of that id now is the one it made. */
function linkOf(write: JournaledWrite, psa: MemberRoster): Link | undefined {
  const { intent } = write;
  const member = psa.members.find((candidate) => fold(candidate.identifier) === fold(intent.identifier));
  return intent.action === 'create' && intent.person !== null && member !== undefined
    ? {
        person: intent.person,
        member: member.key,
        expectedIdentifier: intent.identifier,
        since: intent.at,
        by: 'create',
      }
    : undefined;
}
