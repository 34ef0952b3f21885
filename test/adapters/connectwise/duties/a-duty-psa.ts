/** A PSA whose members have work, and what is asked about them. */
import type { DutyQuestion, DutyReading } from '../../../../src/domain/offboarding/duty.ts';
import { memberKey } from '../../../../src/domain/ids.ts';
import type { MemberRef } from '../../../../src/domain/people/member.ts';
import type { SandboxWorld, WorldMember } from '../../../../src/sandbox/world.ts';
import { createBusyWorld } from '../../../sandbox/connectwise/work/busy-world.ts';
import { aPsa } from '../a-psa.ts';

export function refTo({ id, identifier }: WorldMember): MemberRef {
  return { key: memberKey(id), identifier, name: identifier };
}

export function asking(members: readonly WorldMember[], changes: Partial<DutyQuestion> = {}): DutyQuestion {
  return { members: members.map(refTo), tickets: 'of-members', keep: () => false, closedStatuses: [], ...changes };
}

/** Dana, who has one of everything, Sam and Samantha; `prepare` may change their world before anything is asked. */
export async function aBusyPsa(
  given: Omit<NonNullable<Parameters<typeof aPsa>[0]>, 'world'> = {},
  prepare: (world: SandboxWorld) => void = () => undefined,
) {
  const busy = createBusyWorld();
  prepare(busy.world);
  return { ...busy, ...(await aPsa({ ...given, world: busy.world })) };
}

/** `ticket-owner: forbidden`, sorted. */
export function blindIn({ unseen }: DutyReading): readonly string[] {
  return unseen.map(({ kind, because }) => `${kind}: ${because}`).sort();
}

export function grant(world: SandboxWorld, area: keyof SandboxWorld['rights']['work'], inquire: 'None' | 'My'): void {
  world.rights.work[area].inquire = inquire;
}
