/** Whether a person's profile is certain. The first profile wins, so someone read from a later group may belong to an earlier one that could not be read whole. */
import type { Action, MemberAction } from '../../domain/planning/action.ts';
import type { Hold } from '../../domain/planning/plan.ts';
import type { MemberField } from '../../domain/people/member.ts';
import { DIRECTORY_FIELDS } from '../../domain/planning/policy.ts';
import type { World } from '../../domain/planning/world.ts';

const PERSONAL: readonly MemberField[] = DIRECTORY_FIELDS;

/** A guard that holds what sets a role or anything else of a profile while a group of an earlier profile is in doubt. */
export function profileCertainty(world: World): (action: Action) => readonly Hold[] {
  const doubtful = doubtfulGroups(world);
  const { profiles } = world.policy;
  return (action) => {
    if (action.kind === 'deactivate' || action.kind === 'reassign' || !setsProfile(action)) return [];
    const rank = profiles.findIndex((profile) => profile.name === action.profile);
    const earlier = profiles.slice(0, rank).flatMap((profile) => profile.groups.filter((group) => doubtful.has(group)));
    return earlier.map((group) => ({
      guard: 'source-integrity',
      release: 'source',
      why: `Group "${group}" could not be read whole and its profile goes before "${action.profile}", so it is not certain which one applies.`,
    }));
  };
}

function setsProfile(action: Exclude<MemberAction, { kind: 'deactivate' }>): boolean {
  return action.kind !== 'update' || action.changes.some((change) => !PERSONAL.includes(change.field));
}

/** Groups with a problem of their own, and groups that came back empty where that is not expected. */
function doubtfulGroups(world: World): ReadonlySet<string> {
  const { groups, problems } = world.directory;
  return new Set(
    groups
      .filter(
        (group) =>
          problems.some((problem) => problem.place === `group ${group.selector}`) ||
          // In a look at one person nobody is counted; the direct check has found every group.
          (world.focus === null && group.people === 0 && !world.policy.mayBeEmpty.includes(group.selector)),
      )
      .map((group) => group.selector),
  );
}
