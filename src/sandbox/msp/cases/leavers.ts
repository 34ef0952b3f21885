/** Members whose people have gone, or may have. */
import type { SandboxWorld, WorldPerson } from '../../world.ts';
import type { MspGroups, Pair } from '../company.ts';
import { employ, hire } from '../company.ts';
import { DISPATCH, SALES, TECHNICIANS } from '../profiles.ts';

/** Disabled in the directory, still listed in the group, still active in the PSA. */
export function addDisabledLeaver(world: SandboxWorld, groups: MspGroups): Pair {
  return employ(world, leaver(world, groups, 'Samuel Reyes', 'disabled'), TECHNICIANS);
}

/** Deleted in the directory: in no group any more, only among the deleted items. */
export function addDeletedLeaver(world: SandboxWorld, groups: MspGroups): Pair {
  return employ(world, leaver(world, groups, 'Tina Marlow', 'deleted'), TECHNICIANS);
}

/** Disabled, but with open time sheets: the PSA refuses to deactivate the member. */
export function addLeaverWithOpenTimeSheets(world: SandboxWorld, groups: MspGroups): Pair {
  return employ(world, leaver(world, groups, 'Victor Stone', 'disabled'), TECHNICIANS, { openTimeSheets: 2 });
}

/** Moved to accounting: enabled, in no mapped group, member still active. */
export function addMemberOutOfScope(world: SandboxWorld, groups: MspGroups): Pair {
  const person = hire(world, {
    firstName: 'Frank',
    lastName: 'Cole',
    title: 'Accountant',
    groups: [groups.finance],
  });
  return employ(world, person, DISPATCH);
}

/** Suspended in Okta: reversible, so it is reported and nothing else. Entra shows an enabled user. */
export function addSuspendedPerson(world: SandboxWorld, groups: MspGroups): Pair {
  return employ(world, leaver(world, groups, 'Wendy Abara', 'suspended'), TECHNICIANS);
}

/** Locked out after too many passwords: employed, nothing to do. */
export function addLockedOutPerson(world: SandboxWorld, groups: MspGroups): Pair {
  return employ(world, leaver(world, groups, 'Xavier Dunn', 'locked'), TECHNICIANS);
}

/** Switched off by hand in the PSA although the person is in the group: someone has to say which of the two is right. */
export function addMemberSwitchedOffByHand(world: SandboxWorld, groups: MspGroups): Pair {
  const person = hire(world, {
    firstName: 'Lucia',
    lastName: 'Ortiz',
    title: 'Account Manager',
    groups: [groups.sales],
  });
  return employ(world, person, SALES, { inactiveFlag: true, record: { inactiveDate: '2026-09-01T00:00:00Z' } });
}

function leaver(world: SandboxWorld, groups: MspGroups, name: string, state: WorldPerson['state']): WorldPerson {
  const [firstName = '', lastName = ''] = name.split(' ');
  return hire(world, {
    firstName,
    lastName,
    title: 'Service Desk Engineer',
    state,
    groups: state === 'deleted' ? [] : [groups.technicians],
  });
}
