/** Everybody in the PSA, and who of them will still be there when the leavers have gone. */
import type { MemberKey } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/people/member.ts';
import type { World } from '../../../domain/planning/world.ts';
import { fold } from '../../normalize.ts';
import type { Leaver } from './leavers.ts';

export interface Staff {
  /** By record id. */
  readonly member: (key: number) => Member | undefined;
  /** By Member ID, exact but for case; several where Member IDs differ by case alone. */
  readonly named: (identifier: string) => readonly Member[];
  /** Leaves in this run or has left; in a look at one person also who was seen to leave by an earlier run. */
  readonly leaves: (member: Member) => boolean;
  /** An active member who stays, and a human: only such a one can do the work. */
  readonly stays: (member: Member) => boolean;
}

export function staffOf(world: World, leavers: readonly Leaver[]): Staff {
  const byKey = new Map<number, Member>(world.psa.members.map((member) => [member.key, member]));
  const byName = Map.groupBy(world.psa.members, (member) => fold(member.identifier));
  const leaving = new Set<MemberKey>([
    ...leavers.map(({ member }) => member.key),
    ...(world.focus === null ? [] : rememberedLeavers(world)),
  ]);
  const leaves = (member: Member): boolean => leaving.has(member.key);
  return {
    member: (key) => byKey.get(key),
    named: (identifier) => byName.get(fold(identifier)) ?? [],
    leaves,
    stays: (member) => member.active && member.licenseClass !== 'A' && !leaves(member),
  };
}

/** Of the others a look at one person sees nothing; but those who were absent, or wait at a limit, are remembered. */
function rememberedLeavers({ memory, psa }: World): readonly MemberKey[] {
  const waiting = new Set(memory.awaiting.map(({ subject }) => subject));
  return [
    ...memory.absences.map(({ member }) => member),
    ...psa.members.map(({ key }) => key).filter((key) => waiting.has(`deactivate member:${key}`)),
  ];
}
