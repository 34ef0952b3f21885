/** A decision as a preview: sorted by what would become of whom. */
import type { Decision, Pair } from '../domain/planning/decision.ts';
import { memberRef, type MemberRef } from '../domain/people/member.ts';
import type { FindingKind } from '../domain/planning/finding.ts';
import type { MemberKey } from '../domain/ids.ts';
import { personRef } from '../domain/people/person.ts';
import type { Preview, PreviewPair } from '../domain/planning/preview.ts';
import type { Step } from '../domain/planning/plan.ts';
import { subjectOf } from '../domain/planning/action.ts';
import type { World } from '../domain/planning/world.ts';

const LEFT_OUT: ReadonlySet<FindingKind> = new Set([
  'guest-excluded',
  'suspended-person',
  'pending-person',
  'unreadable-person',
]);

/** `decision` is the world's. Handovers are left out: they follow from who leaves. */
export function previewOf(world: World, decision: Decision): Preview {
  const steps = decision.plan.steps.toSorted((left, right) =>
    subjectOf(left.action).localeCompare(subjectOf(right.action), 'en'),
  );
  const leaving = steps.filter(({ action }) => action.kind === 'deactivate');
  const leavers = new Set(steps.flatMap(switchedOff));
  const kept = new Map(steps.flatMap((step) => changed(step)));
  return {
    people: world.directory.people.length,
    members: world.psa.members.length,
    linked: decision.matching.pairs
      .filter(({ member }) => !leavers.has(member.key))
      .map((pair) => previewPair(pair, kept.get(pair.member.key) ?? null))
      .toSorted((left, right) => byIdentifier(left.member, right.member)),
    doubtful: decision.matching.doubts.map(({ people, members, why }) => ({
      people: people.map(personRef),
      members: members.map(memberRef),
      why,
    })),
    created: steps.filter(({ action }) => action.kind === 'create'),
    deactivated: leaving.filter(({ action }) => action.because !== 'out-of-scope'),
    outOfScope: leaving.filter(({ action }) => action.because === 'out-of-scope'),
    unknown: decision.plan.findings
      .flatMap(({ kind, members }) => (kind === 'unmanaged-member' ? members : []))
      .filter(({ key }) => !leavers.has(key))
      .toSorted(byIdentifier),
    leftOut: decision.plan.findings.flatMap(({ kind, people, detail }) =>
      LEFT_OUT.has(kind) ? people.map((person) => ({ person, why: detail })) : [],
    ),
    integrity: decision.integrity,
  };
}

function previewPair({ person, member, evidence }: Pair, step: Step | null): PreviewPair {
  return { person: personRef(person), member: memberRef(member), active: member.active, evidence, step };
}

function switchedOff({ action }: Step): readonly MemberKey[] {
  return action.kind === 'deactivate' ? [action.member.key] : [];
}

/** Steps that leave a member active. */
function changed(step: Step): readonly (readonly [MemberKey, Step])[] {
  const { action } = step;
  return action.kind === 'update' || action.kind === 'reactivate' ? [[action.member.key, step]] : [];
}

function byIdentifier(left: MemberRef, right: MemberRef): number {
  return left.identifier.localeCompare(right.identifier, 'en');
}
