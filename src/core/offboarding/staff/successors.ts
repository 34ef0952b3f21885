/** Who takes a duty over: the first of the policy's successors who can, or why none of them can. */
import type { OpenTicket, DutyReading } from '../../../domain/offboarding/duty.ts';
import type { Successor } from '../../../domain/offboarding/handover.ts';
import { memberRef, type Member, type MemberRef } from '../../../domain/people/member.ts';
import type { Leaver } from './leavers.ts';
import type { Staff } from './staff.ts';

/** What is handed over, as far as it matters for who may take it. */
export interface Handing {
  readonly leaver: Leaver;
  /** null: it is no ticket. */
  readonly ticket: OpenTicket | null;
  /** Whose superior or approver is sought; null: it is not that. */
  readonly of: MemberRef | null;
}
export type Taker =
  { readonly kind: 'found'; readonly to: MemberRef } | { readonly kind: 'nobody'; readonly why: string };
export type SuccessorFinder = (handing: Handing, order: readonly Successor[]) => Taker;

export function successorFinder(
  staff: Staff,
  teams: DutyReading['teams'],
  managerOf: (leaver: Leaver) => Member | string,
): SuccessorFinder {
  const leaders = new Map(teams.map(({ id, leader }) => [id, leader]));
  const candidate = (successor: Successor, { leaver, ticket }: Handing): Member | string => {
    switch (successor.kind) {
      case 'manager':
        return managerOf(leaver);
      case 'member':
        return memberNamed(successor.identifier, staff);
      case 'team-leader':
        return ticket === null ? 'only a ticket has a team' : leaderOf(ticket, leaders, staff);
    }
  };
  return (handing, order) => {
    const tried: string[] = [];
    for (const successor of order) {
      const found = candidate(successor, handing);
      const why = typeof found === 'string' ? found : unfit(found, handing, staff);
      if (typeof found !== 'string' && why === null) return { kind: 'found', to: memberRef(found) };
      tried.push(`${labelOf(successor)} (${why})`);
    }
    return { kind: 'nobody', why: `Nobody can take it; tried ${tried.join(', ')}.` };
  };
}

function memberNamed(identifier: string, staff: Staff): Member | string {
  const [only, second] = staff.named(identifier);
  if (only === undefined) return 'no Member ID in the PSA';
  return second === undefined ? only : 'several members have this Member ID but for its case';
}

function leaderOf(
  { team }: OpenTicket,
  leaders: ReadonlyMap<number, DutyReading['teams'][number]['leader']>,
  staff: Staff,
): Member | string {
  if (team === null) return 'the ticket names no team';
  const leader = leaders.get(team.id);
  if (leader === undefined) return `team ${team.name} could not be read`;
  if (leader === null) return `team ${team.name} has no leader`;
  return staff.member(leader) ?? `the leader of team ${team.name} is no member that the PSA shows`;
}

/** null: nothing speaks against them. */
function unfit(member: Member, { leaver, of }: Handing, staff: Staff): string | null {
  const { identifier } = member;
  if (member.key === leaver.member.key) return `${identifier} is the one who leaves`;
  if (member.licenseClass === 'A') return `${identifier} is an API member`;
  if (!member.active) return `${identifier} is inactive`;
  if (staff.leaves(member)) return `${identifier} leaves, too`;
  return member.key === of?.key ? `${identifier} would be their own superior or approver` : null;
}

/** As written in the configuration. */
function labelOf(successor: Successor): string {
  return successor.kind === 'member' ? `member:${successor.identifier}` : successor.kind;
}
