/** Whose seats are looked at: everybody who costs one, but for those whom the policy leaves out and those who are too new to have done anything. */
import type { Member, SeatClass } from '../../domain/people/member.ts';
import type { World } from '../../domain/planning/world.ts';
import { addHours, isBefore } from '../instants.ts';
import { fold } from '../normalize.ts';
import { isSeatClass } from '../../domain/planning/policy.ts';
import { protectionList } from '../guards/protected.ts';
import type { SeatingPolicy } from '../../domain/people/seat.ts';
import { idleBefore, isRecent } from './usage.ts';

export interface SeatHolder {
  readonly member: Member;
  readonly class: SeatClass;
}

/** What the question is decided from. */
export type HolderWorld = Pick<World, 'policy' | 'psa' | 'memory' | 'now'>;

/**
 * Active members whose last login alone does not show that they use their seat, in the order of the members. Protected ones are among them: that nothing is written to them
 * makes their seats no cheaper, and "except" is there for those who are meant to be idle.
 */
export function quietHolders(world: HolderWorld, afterDays: number): readonly SeatHolder[] {
  const before = idleBefore(world.now, afterDays);
  const isExcepted = protectionList(world.policy.seating.idle.except);
  const snoozed = new Set(
    world.policy.seating.idle.snoozed.filter((snooze) => !isOver(snooze, world.now)).map(({ member }) => fold(member)),
  );
  // A link that a match made says when Rollcall came to know of somebody, not since when they are here.
  const arrived = new Set(
    world.memory.links
      .filter(({ by, since }) => by !== 'match' && !isBefore(since, before))
      .map(({ member }) => member),
  );
  return world.psa.members.flatMap((member): readonly SeatHolder[] => {
    const { active, licenseClass, identifier, knownSince, lastLogin } = member;
    const isNew = arrived.has(member.key) || (knownSince !== null && !isBefore(knownSince, before));
    return !active ||
      !isSeatClass(licenseClass) ||
      isNew ||
      isRecent(lastLogin, before) ||
      isExcepted(identifier) ||
      snoozed.has(fold(identifier))
      ? []
      : [{ member, class: licenseClass }];
  });
}

type Snooze = SeatingPolicy['idle']['snoozed'][number];

/** A snooze lasts through its last day, UTC. */
function isOver({ until }: Snooze, now: string): boolean {
  return !isBefore(now, addHours(`${until}T00:00:00Z`, 24));
}

/** Snoozes that no longer do anything. */
export function endedSnoozes({ policy, now }: Pick<World, 'policy' | 'now'>): readonly Snooze[] {
  return policy.seating.idle.snoozed.filter((snooze) => isOver(snooze, now));
}
