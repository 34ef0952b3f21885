/** A small company in which Ada leaves: Bo is her manager, Cem a colleague, and Rita runs the reports by an API member. */
import { decide } from '../../../src/core/decide.ts';
import type { Decision } from '../../../src/domain/planning/decision.ts';
import type { DutyKind, DutyReading } from '../../../src/domain/offboarding/duty.ts';
import type { DutyRule, OffboardingPolicy } from '../../../src/domain/offboarding/handover.ts';
import type { DutyFate, LeaverSheet } from '../../../src/domain/offboarding/leaver.ts';
import { EMPTY_MEMORY, type Memory } from '../../../src/domain/memory/memory.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPolicy, aWorld, RUN } from '../builders/a-world.ts';
import { aPerson } from '../builders/a-person.ts';
import { anOffboarding, aReading } from '../builders/a-duty.ts';

export const ada = aPerson('Ada Example', { state: 'disabled' });
export const bo = aPerson('Bo Boss');
export const cem = aPerson('Cem Muster');
export const memberAda = memberOf(ada, 1);
export const memberBo = memberOf(bo, 2);
export const memberCem = memberOf(cem, 3);
export const robot = aMember(4, 'reports-api', { licenseClass: 'A' });
export const ghost = aMember(5, 'ghost', { active: false });

export interface DepartureOver extends Partial<Omit<World, 'duties' | 'policy'>> {
  readonly people?: readonly Person[];
  readonly members?: readonly Member[];
  readonly duties?: Partial<DutyReading> | null;
  readonly rules?: Partial<Record<DutyKind, DutyRule>>;
  readonly offboarding?: Partial<OffboardingPolicy>;
  readonly policy?: Partial<Policy>;
}

export function aDeparture(over: DepartureOver = {}): World {
  const { people, members, duties, rules, offboarding, policy, ...rest } = over;
  return aWorld(people ?? [ada, bo, cem], members ?? [memberAda, memberBo, memberCem, robot, ghost], {
    policy: aPolicy({
      mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'],
      offboarding: anOffboarding(rules ?? {}, offboarding),
      // The stage is about Ada; nobody has to be known for the others.
      protectedMembers: ['ghost', 'reports-api'],
      ...policy,
    }),
    managers: [{ person: ada.id, manager: bo }],
    duties: duties === null ? null : aReading(duties),
    ...rest,
  });
}

/** Ada left ten days ago. */
export const LEFT: Memory = {
  ...EMPTY_MEMORY,
  tombstones: [{ member: memberAda.key, person: ada.id, run: RUN, at: '2026-11-13T10:00:00.000Z' }],
};
export const offAda: Member = { ...memberAda, active: false };
export function afterDeparture(over: DepartureOver = {}): World {
  return aDeparture({ people: [bo, cem], members: [offAda, memberBo, memberCem, robot, ghost], memory: LEFT, ...over });
}

/** `ticket-owner service 7: ada.example > bo.boss` */
export function handoversOf({ plan }: Decision): readonly string[] {
  return plan.steps.flatMap(({ action }) => {
    if (action.kind !== 'reassign') return [];
    const { duty, from, to } = action.reassignment;
    const what =
      duty.kind === 'approver' ? `${duty.field} of ${duty.of.identifier}` : `${duty.ticket.list} ${duty.ticket.id}`;
    return [`${duty.kind} ${what}: ${from.identifier} > ${to.identifier}`];
  });
}

export function sheetOf(world: World, member: Member = memberAda): LeaverSheet {
  const sheet = decide(world).offboarding?.leavers.find((each) => each.member.key === member.key);
  if (sheet === undefined) throw new Error(`${member.identifier} has no sheet`);
  return sheet;
}

export function fatesOf(world: World): readonly DutyFate[] {
  return sheetOf(world).before.map(({ fate }) => fate);
}

/** `kind: who it goes to, or why to nobody`. */
export function fateLines(world: World): readonly string[] {
  return sheetOf(world).before.map(({ duty, fate }) => {
    const end =
      fate.kind === 'handed-over' ? `to ${fate.to.identifier}` : fate.kind === 'no-successor' ? fate.why : fate.kind;
    return `${duty.kind}: ${end}`;
  });
}

export function holdsOf(world: World): readonly string[] {
  return decide(world).plan.steps.flatMap((step) =>
    step.verdict === 'hold' && step.action.kind === 'deactivate'
      ? step.holds.map(({ guard, release, why }) => `${guard}/${release}: ${why}`)
      : [],
  );
}

export function findingLines(world: World, kind: string): readonly string[] {
  return decide(world)
    .plan.findings.filter((each) => each.kind === kind)
    .map(({ severity, detail, advice }) => `${severity}: ${detail} | ${advice}`);
}
