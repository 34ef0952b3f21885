/** Harbor & Pine IT, a managed service provider with every case that Rollcall has to get right, each in a function of its own. */
import { addGroup, createEmptyWorld } from '../empty-world.ts';
import type { SandboxWorld } from '../world.ts';
import {
  addApiMembers,
  addBreakGlassMember,
  addFormerMembers,
  addNamesakeMember,
  addVendorMember,
} from './cases/accounts.ts';
import {
  addLogins,
  addLongAbsentMember,
  addMemberWithTicketsAlone,
  addMemberWithTimeAlone,
  addNeverSeenMember,
} from './cases/attendance.ts';
import type { MspGroups } from './company.ts';
import { addMemberOfTwoPeople, addSharedAddress, addTwoMembersOfOnePerson } from './cases/doubts.ts';
import {
  addAliasOnlyMatch,
  addRenamedPerson,
  addRoleDrift,
  addSsoLinkedMember,
  addTitleAndPhoneDrift,
} from './cases/drifts.ts';
import {
  addDeletedLeaver,
  addDisabledLeaver,
  addLeaverWithOpenTimeSheets,
  addLockedOutPerson,
  addMemberOutOfScope,
  addMemberSwitchedOffByHand,
  addSuspendedPerson,
} from './cases/leavers.ts';
import {
  addChargesOfLeavers,
  addForgottenTickets,
  addPapersOfLeavers,
  addTicketsOfLeavers,
} from './cases/leftovers.ts';
import { addManagers } from './cases/managers.ts';
import { DISPATCH, SALES, TECHNICIANS } from './profiles.ts';
import { addPeopleOutside, addStaff } from './cases/staff.ts';
import {
  addGuestInGroup,
  addPendingStarter,
  addPlainStarter,
  addStarterWithChineseName,
  addStarterWithHostileTexts,
  addStarterWithLongName,
  addStarterWithNamesake,
} from './cases/starters.ts';
import { addSteadyPeople, createSteadyWorld } from './steady/steady-world.ts';

/** From this size on a generated world holds the named cases too. */
const ROOM_FOR_CASES = 60;
/** The day on which the world is as it is: logins and time entries are so many days before it. */
const TODAY = '2026-11-23';

/**
 * Without `people`: the firm of about 40 people. With it: exactly that many, in order but for the named cases, which need at least 60. The same number gives
 * the same world.
 */
export function createMspWorld(options: { readonly people?: number; readonly today?: string } = {}): SandboxWorld {
  const { people, today = TODAY } = options;
  if (people !== undefined && people < ROOM_FOR_CASES)
    return createSteadyWorld({ people, groups: 3, lastLogin: `${today}T08:00:00Z` });
  const world = createEmptyWorld();
  const groups = addGroups(world);
  addStaff(world, groups);
  addPeopleOutside(world, groups);
  addCases(world, groups);
  if (people !== undefined) {
    addSteadyPeople(world, people - world.people.size, [
      { profile: TECHNICIANS, group: groups.technicians },
      { profile: DISPATCH, group: groups.dispatch },
      { profile: SALES, group: groups.sales },
    ]);
  }
  addManagers(world);
  addWork(world);
  addAttendance(world, today);
  return world;
}

/** Active members that take an F seat: what a contract is measured by. */
export function usedSeats(world: SandboxWorld): number {
  return [...world.members.values()].filter((member) => !member.inactiveFlag && member.licenseClass === 'F').length;
}

function addGroups(world: SandboxWorld): MspGroups {
  const fieldEngineers = addGroup(world, { name: 'Field Engineers' });
  return {
    administrators: addGroup(world, { name: 'PSA Administrators' }),
    technicians: addGroup(world, { name: 'PSA Technicians', groups: [fieldEngineers] }),
    fieldEngineers,
    dispatch: addGroup(world, { name: 'PSA Dispatch' }),
    sales: addGroup(world, { name: 'PSA Sales' }),
    finance: addGroup(world, { name: 'Finance' }),
  };
}

function addCases(world: SandboxWorld, groups: MspGroups): void {
  addPlainStarter(world, groups);
  addStarterWithChineseName(world, groups);
  addStarterWithLongName(world, groups);
  addStarterWithHostileTexts(world, groups);
  addPendingStarter(world, groups);
  addGuestInGroup(world, groups);
  addStarterWithNamesake(world, groups);

  addDisabledLeaver(world, groups);
  addDeletedLeaver(world, groups);
  addLeaverWithOpenTimeSheets(world, groups);
  addMemberOutOfScope(world, groups);
  addSuspendedPerson(world, groups);
  addLockedOutPerson(world, groups);
  addMemberSwitchedOffByHand(world, groups);

  addRenamedPerson(world, groups);
  addRoleDrift(world, groups);
  addTitleAndPhoneDrift(world, groups);
  addAliasOnlyMatch(world, groups);
  addSsoLinkedMember(world, groups);

  addTwoMembersOfOnePerson(world, groups);
  addSharedAddress(world, groups);
  addMemberOfTwoPeople(world, groups);

  addApiMembers(world);
  addBreakGlassMember(world);
  addVendorMember(world);
  addNamesakeMember(world);
  addFormerMembers(world);
}

function addWork(world: SandboxWorld): void {
  addTicketsOfLeavers(world);
  addForgottenTickets(world);
  addChargesOfLeavers(world);
  addPapersOfLeavers(world);
}

function addAttendance(world: SandboxWorld, today: string): void {
  addLogins(world, today);
  addNeverSeenMember(world);
  addLongAbsentMember(world, today);
  addMemberWithTimeAlone(world, today);
  addMemberWithTicketsAlone(world, today);
}
