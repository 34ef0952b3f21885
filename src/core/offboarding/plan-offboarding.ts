/** Joins the leavers' work to the plan: what is handed over before or with the deactivation, what it waits for, and their sheets. */
import type { Action } from '../../domain/action.ts';
import type { Matching } from '../../domain/decision.ts';
import type { Duty, DutyReading } from '../../domain/duty.ts';
import type { Finding } from '../../domain/finding.ts';
import type { MemberKey } from '../../domain/ids.ts';
import type { LeaverSheet, OffboardingReport } from '../../domain/leaver.ts';
import { memberRef } from '../../domain/member.ts';
import type { Draft, Hold, PlannedAction } from '../../domain/plan.ts';
import type { World } from '../../domain/world.ts';
import { digestOf } from '../digest.ts';
import { dutiesOf } from './duties.ts';
import { leaversOf, type Leaver } from './leavers.ts';
import { managerFinder } from './managers.ts';
import { noSuccessorFindings, orphanedWorkFindings, workUnseenFindings } from './offboarding-findings.ts';
import { looksForOrphans, orphanReport, orphansIn } from './orphans.ts';
import { planHandover, type Handover, type HandoverRules } from './plan-handover.ts';
import { profileMoves } from './profile-moves.ts';
import { remarksFor } from './remarks.ts';
import { staffOf, type Staff } from './staff.ts';
import { successorFinder } from './successors.ts';
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
    const holds = new Map(leavers.map((leaver) => [leaver.member.key, workUnread(leaver, policy)]));
    return { draft: { ...draft, actions: draft.actions.map((each) => joined(each, holds, new Map())) }, report: null };
  }
  const staff = staffOf(world, leavers);
  const duties = dutiesOf(world, reading, leavers, staff);
  const rules = rulesOf(world, matching, draft, reading, staff);
  const plans = leavers.map((leaver) => planOf(leaver, duties.get(leaver.member.key) ?? [], rules));
  const holds = new Map(
    plans.map(({ leaver, handover }) => [leaver.member.key, workLeft(leaver, handover.duties, reading.unseen, policy)]),
  );
  const handovers = new Map(plans.map(({ leaver, handover }) => [leaver.member.key, handover]));
  const actions = draft.actions.map((each) => joined(each, holds, handovers));
  const departures = new Map(
    actions.flatMap(({ action }) => (action.kind === 'deactivate' ? [[action.member.key, action] as const] : [])),
  );
  const reassignments = plans.flatMap(({ handover }) => handover.reassignments);
  const orphans = looksForOrphans(world) ? orphansIn(reading, staff) : null;
  const findings: readonly Finding[] = [
    ...plans.flatMap(({ leaver, handover }) => noSuccessorFindings(leaver, handover.duties)),
    ...workUnseenFindings(reading),
    ...orphanedWorkFindings(orphans ?? [], reading, world.now),
  ];
  return {
    draft: {
      actions: [...actions, ...reassignments.map((action) => ({ action, doubts: [] }))],
      findings: [...draft.findings, ...findings],
    },
    report: {
      leavers: plans.flatMap((plan) => sheetOf(plan, departures, reading)),
      orphans: orphans === null ? null : orphanReport(orphans, reading),
    },
  };
}

interface LeaverPlan {
  readonly leaver: Leaver;
  readonly handover: Handover;
}

function planOf(leaver: Leaver, duties: readonly Duty[], rules: HandoverRules): LeaverPlan {
  return { leaver, handover: planHandover(leaver, duties, rules) };
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
function joined(
  planned: PlannedAction,
  holds: ReadonlyMap<MemberKey, readonly Hold[]>,
  handovers: ReadonlyMap<MemberKey, Handover>,
): PlannedAction {
  const { action, doubts } = planned;
  if (action.kind !== 'deactivate') return planned;
  return {
    action: { ...action, handover: handovers.get(action.member.key)?.slots ?? [] },
    doubts: [...doubts, ...(holds.get(action.member.key) ?? [])],
  };
}

/** None for somebody who left earlier and has nothing left. */
function sheetOf(
  { leaver, handover }: LeaverPlan,
  departures: ReadonlyMap<MemberKey, Action>,
  { unseen }: DutyReading,
): readonly LeaverSheet[] {
  const { member, person, because } = leaver;
  if (because === null && handover.duties.length === 0) return [];
  const departure = departures.get(member.key);
  return [
    {
      person,
      member: memberRef(member),
      because,
      step: departure === undefined ? null : digestOf(departure),
      before: handover.duties,
      after: null,
      unseen,
      remarks: remarksFor(handover.duties, unseen),
    },
  ];
}
