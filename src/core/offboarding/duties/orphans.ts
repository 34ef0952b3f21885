/** Open tickets that lie with nobody: their owner, or everybody on them, is no longer there. */
import type { DutyReading, OpenTicket } from '../../../domain/offboarding/duty.ts';
import type { OrphanedTicket, OrphanReport } from '../../../domain/offboarding/leaver.ts';
import { memberRef, type Member } from '../../../domain/people/member.ts';
import type { World } from '../../../domain/planning/world.ts';
import type { Staff } from '../staff/staff.ts';

/** The report lists no more; it counts them all. */
export const MOST_ORPHANS = 1000;

/** All of them, the most urgent first and of those the oldest. */
export function orphansIn({ tickets }: DutyReading, staff: Staff): readonly OrphanedTicket[] {
  return tickets
    .flatMap((ticket): readonly OrphanedTicket[] => {
      const because = orphanedBy(ticket, staff);
      return because === null ? [] : [{ ticket, because, members: goneOf(ticket, staff).map(memberRef) }];
    })
    .sort(mostUrgentFirst);
}

export function orphanReport(orphans: readonly OrphanedTicket[], { openTickets, unseen }: DutyReading): OrphanReport {
  return {
    count: orphans.length,
    tickets: orphans.slice(0, MOST_ORPHANS),
    lookedThrough: openTickets ?? 0,
    unseen: unseen.filter(({ kind }) => kind === 'ticket-owner' || kind === 'ticket-resource'),
  };
}

/** Only a run over everybody does. */
export function looksForOrphans({ focus, policy }: World): boolean {
  return focus === null && policy.offboarding.orphans === 'report';
}

/** null: somebody looks after it. Leavers of this run do not count as gone: their tickets stand on their own sheets. */
export function orphanedBy(ticket: OpenTicket, staff: Staff): OrphanedTicket['because'] | null {
  const owner = ticket.owner === null ? undefined : staff.member(ticket.owner.key);
  const ownerGone = owner !== undefined && isGone(owner, staff);
  const names = ticket.resources.map(staff.named);
  const nobodyLeft =
    // An API member alone on a ticket is an integration at work, and nothing has been lost.
    names.some((members) => members.length === 0 || members.some((member) => isGone(member, staff))) &&
    names.every((members) => members.every((member) => isGone(member, staff) || member.licenseClass === 'A'));
  if (ownerGone) return nobodyLeft ? 'both' : 'owner';
  return nobodyLeft ? 'resources' : null;
}

/** A Member ID that no member has counts like somebody who is gone. */
function isGone(member: Member, staff: Staff): boolean {
  return !member.active && !staff.leaves(member);
}

function goneOf(ticket: OpenTicket, staff: Staff): readonly Member[] {
  const owner = ticket.owner === null ? undefined : staff.member(ticket.owner.key);
  const named = [...(owner === undefined ? [] : [owner]), ...ticket.resources.flatMap(staff.named)];
  return [...new Set(named)].filter((member) => isGone(member, staff));
}

/** By priority, then by age; what the PSA does not say comes last. Else they stay as they were read, by number. */
function mostUrgentFirst({ ticket: a }: OrphanedTicket, { ticket: b }: OrphanedTicket): number {
  const [left, right] = [a.priority?.rank ?? Infinity, b.priority?.rank ?? Infinity];
  if (left !== right) return left - right;
  const [older, younger] = [a.openedAt ?? '9999', b.openedAt ?? '9999'];
  return older === younger ? 0 : older < younger ? -1 : 1;
}
