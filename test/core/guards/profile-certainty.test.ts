import { describe, expect, test } from 'vitest';
import { aCreation, aDeactivation, anUpdate, aReactivation, TO_DISPATCHER } from '../builders/an-action.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, aRoster, aWorld } from '../builders/a-world.ts';
import { memberOf } from '../builders/a-member.ts';
import { profileCertainty } from '../../../src/core/guards/profile-certainty.ts';
import type { Action } from '../../../src/domain/planning/action.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const ada = aPerson('Ada Example');
const member = memberOf(ada, 1);
const cut = (selector: string): Partial<World> => ({
  directory: aRoster([ada], [{ check: 'cut', place: `group ${selector}`, detail: 'ended early' }]),
});
const worldOf = (over: Partial<World>): World => aWorld([ada], [member], over);
const name = { field: 'lastName', from: 'Maiden', to: 'Example' } as const;
const later = (action: Action): Action =>
  action.kind === 'deactivate' || action.kind === 'reassign' ? action : { ...action, profile: 'dispatch' };

describe('while a group of an earlier profile is in doubt', () => {
  test.each<[string, Action, number]>([
    ['a creation with a later profile is held', later(aCreation(ada)), 1],
    ['a return with a later profile is held', later(aReactivation(ada, member)), 1],
    ['another role from a later profile is held', later(anUpdate(ada, member, [TO_DISPATCHER])), 1],
    ["an update of the person's own fields passes", later(anUpdate(ada, member, [name])), 0],
    ['an update of both is held', later(anUpdate(ada, member, [name, TO_DISPATCHER])), 1],
    ['a departure is not its concern', aDeactivation(member, 'disabled'), 0],
    ['a creation with that very profile passes: they were seen in the group', aCreation(ada), 0],
  ])('%s', (_name, action, count) => {
    const guard = profileCertainty(worldOf(cut('PSA Technicians')));

    expect(guard(action)).toEqual(
      Array.from({ length: count }, () => ({
        guard: 'source-integrity',
        release: 'source',
        why: 'Group "PSA Technicians" could not be read whole and its profile goes before "dispatch", so it is not certain which one applies.',
      })),
    );
  });

  test('an empty group that may not be empty is in doubt, too', () => {
    const ben = aPerson('Ben Example', { groups: [] });
    const world = aWorld([], [memberOf(ben, 1)], { policy: aPolicy() });

    expect(profileCertainty(world)(later(aCreation(ada)))).toHaveLength(1);
  });
});

describe('everything passes', () => {
  test.each([
    ['when no group is in doubt', worldOf({})],
    ['when only the group of a later profile is', worldOf(cut('PSA Dispatch'))],
    ['when an empty group may be empty', aWorld([], [member])],
  ])('%s', (_name, world) => {
    expect(profileCertainty(world)(later(aCreation(ada)))).toEqual([]);
  });
});
