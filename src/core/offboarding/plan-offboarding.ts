/** Joins the leavers' work to the plan: what is handed over before or with the deactivation, what it waits for, and their sheets. */
import type { Matching } from '../../domain/planning/decision.ts';
import type { DutyReading } from '../../domain/offboarding/duty.ts';
import type { Digest, MemberKey } from '../../domain/ids.ts';
import type { LeaverSheet, OffboardingReport } from '../../domain/offboarding/leaver.ts';
import { memberRef } from '../../domain/people/member.ts';
import type { Draft, Hold, PlannedAction } from '../../domain/planning/plan.ts';
import type { World } from '../../domain/planning/world.ts';
import { digestOf } from '../digest.ts';
import { dutiesOf } from './duties/duties.ts';
import { leaversOf, type Leaver } from './staff/leavers.ts';
import { managerFinder } from './staff/managers.ts';
import { noSuccessorFindings, orphanedWorkFindings, workUnseenFindings } from './offboarding-findings.ts';
import { looksForOrphans, orphanReport, orphansIn } from './duties/orphans.ts';
import { planHandover, type Handover, type HandoverRules } from './plan-handover.ts';
import { profileMoves } from './profile-moves.ts';
import { remarksFor } from './remarks.ts';
import { staffOf, type Staff } from './staff/staff.ts';
import { successorFinder } from './staff/successors.ts';
import { workLeft, workUnread } from './work-left.ts';

export interface Offboarding {
  readonly draft: Draft;
  /** null: nobody looked at any work. */
  readonly report: OffboardingReport | null;
}

export function planOffboarding(world: World, matching: Matching, draft: Draft): Offboarding {
  const leavers = leaversOf(world, matching, draft.actions);
  const policy = world.policy.offboarding;
  const reading = world.duties;
  if (reading === null) {
    const unread = leavers.map((leaver) => ({ leaver, slots: [], holds: workUnread(leaver, policy) }));
    return { draft: { ...draft, actions: withWork(draft.actions, unread) }, report: null };
  }
  const staff = staffOf(world, leavers);
  const rules = rulesOf(world, matching, draft, reading, staff);
  const plans = dutiesOf(world, reading, leavers, staff).map(({ leaver, duties }) => {
    const handover = planHandover(leaver, duties, rules);
    return { leaver, ...handover, holds: workLeft(leaver, handover.duties, reading.unseen, policy) };
  });
  const actions = withWork(draft.actions, plans);
  const handedOver = plans.flatMap(({ reassignments }) => reassignments.map((action) => ({ action, doubts: [] })));
  const orphans = looksForOrphans(world) ? orphansIn(reading, staff) : null;
  return {
    draft: {
      actions: [...actions, ...handedOver],
      findings: [
        ...draft.findings,
        ...plans.flatMap(({ leaver, duties }) => noSuccessorFindings(leaver, duties)),
        ...workUnseenFindings(reading),
        ...orphanedWorkFindings(orphans ?? [], reading, world.now),
      ],
    },
    report: {
      leavers: sheetsOf(plans, actions, reading),
      orphans: orphans === null ? null : orphanReport(orphans, reading),
    },
  };
}

interface LeaverPlan extends Handover {
  readonly leaver: Leaver;
  readonly holds: readonly Hold[];
}

function rulesOf(world: World, matching: Matching, draft: Draft, reading: DutyReading, staff: Staff): HandoverRules {
  const paired = new Set(matching.pairs.map(({ member }) => member.key));
  const doubted = matching.doubts.flatMap(({ members }) => members.map(({ key }) => key));
  return {
    policy: world.policy.offboarding,
    successorOf: successorFinder(staff, reading.teams, managerFinder(world, matching, staff)),
    profileMove: profileMoves(draft.actions, staff),
    inDoubt: new Set(doubted.filter((key) => !paired.has(key))),
  };
}

/** A deactivation takes the slots that it can hand over, and waits for what has to go first. */
function withWork(
  actions: readonly PlannedAction[],
  work: readonly Pick<LeaverPlan, 'leaver' | 'slots' | 'holds'>[],
): readonly PlannedAction[] {
  const byMember = new Map(work.map((each) => [each.leaver.member.key, each]));
  return actions.map((planned) => {
    const { action, doubts } = planned;
    const own = action.kind === 'deactivate' ? byMember.get(action.member.key) : undefined;
    return action.kind !== 'deactivate' || own === undefined
      ? planned
      : { action: { ...action, handover: own.slots }, doubts: [...doubts, ...own.holds] };
  });
}

/** None for somebody who left earlier and has nothing left. */
function sheetsOf(
  plans: readonly LeaverPlan[],
  actions: readonly PlannedAction[],
  { unseen }: DutyReading,
): readonly LeaverSheet[] {
  const steps = new Map<MemberKey, Digest>(
    actions.flatMap(({ action }) => (action.kind === 'deactivate' ? [[action.member.key, digestOf(action)]] : [])),
  );
  return plans
    .filter(({ leaver, duties }) => leaver.because !== null || duties.length > 0)
    .map(({ leaver: { member, person, because }, duties }) => ({
      person,
      member: memberRef(member),
      because,
      step: steps.get(member.key) ?? null,
      before: duties,
      after: null,
      unseen,
      remarks: remarksFor(duties, unseen),
    }));
}
