/** Worlds of any size in which everything is in order already: for benchmarks, request counts, and as the bulk around the named cases. */
import { addGroup, addMember, createEmptyWorld } from '../../empty-world.ts';
import type { SandboxWorld, WorldGroup } from '../../world.ts';
import { DOMAIN, employ, hire } from '../company.ts';
import { FIRST_NAMES, LAST_NAMES } from './names.ts';
import type { MspProfile } from '../profiles.ts';
import { DISPATCH, SALES, TECHNICIANS } from '../profiles.ts';
import type { SteadyWork } from './steady-work.ts';
import { addSteadyWork } from './steady-work.ts';

const TEAMS = [TECHNICIANS, DISPATCH, SALES] as const;
const FIRST_GENERATED_NUMBER = 100_001;

export interface SteadySize {
  readonly people: number;
  /** Each with a profile of its own, see `steadyProfiles`. */
  readonly groups: number;
  /** Default: one for each person. Further ones are inactive members of people long gone. */
  readonly members?: number;
  /** When everybody was here last, ISO 8601; default: nobody ever was. */
  readonly lastLogin?: string;
  /** Default: nobody has anything to do. */
  readonly work?: SteadyWork;
}

/** Profiles that map every group of a steady world; the first three are the MSP's own teams. */
export function steadyProfiles(groups: number): readonly MspProfile[] {
  return Array.from({ length: groups }, (_unused, index) => {
    const team = TEAMS[index];
    const number = index + 1;
    return team ?? { ...TECHNICIANS, name: `team-${number}`, groups: [`PSA Team ${number}`] };
  });
}

/** Zero differences, but for leavers, under `steadyProfiles(groups)` and a Member ID made of the login. The same size gives the same world. */
export function createSteadyWorld(size: SteadySize): SandboxWorld {
  const { people, groups, members = people } = size;
  if (![people, groups, members].every(Number.isInteger) || people < 0 || groups < 1)
    throw new RangeError(`A world of ${people} people, ${groups} groups and ${members} members cannot be made`);
  if (members < people) throw new RangeError(`${people} people with ${members} members are not in order`);
  const world = createEmptyWorld();
  const teams = steadyProfiles(groups).map((profile) => ({
    profile,
    group: addGroup(world, { name: profile.groups[0] ?? profile.name }),
  }));
  addSteadyPeople(world, people, teams);
  for (let index = people; index < members; index += 1) {
    addMember(world, {
      identifier: `former${index}`,
      inactiveFlag: true,
      record: { ...nameAt(index), inactiveDate: '2021-06-30T00:00:00Z' },
    });
  }
  if (size.lastLogin !== undefined)
    for (const { record } of world.members.values()) record['lastLogin'] = size.lastLogin;
  if (size.work !== undefined) addSteadyWork(world, size.work);
  return world;
}

/** Adds people with members, dealt out to the teams in turn. Logins carry a number, so they never meet a named person's. */
export function addSteadyPeople(
  world: SandboxWorld,
  count: number,
  teams: readonly { readonly profile: MspProfile; readonly group: WorldGroup }[],
): void {
  for (let index = 0; index < count; index += 1) {
    const team = teams[index % teams.length];
    if (team === undefined) throw new RangeError('People need a team to be in');
    const { firstName, lastName } = nameAt(index);
    const login = `${firstName.charAt(0)}${lastName.slice(0, 7)}${index + 1}`.toLowerCase();
    const person = hire(world, {
      firstName,
      lastName,
      login: `${login}@${DOMAIN}`,
      mail: `${firstName}.${lastName}.${index + 1}@${DOMAIN}`.toLowerCase(),
      employeeNumber: String(FIRST_GENERATED_NUMBER + index),
      officePhone: `503-${String(200 + (Math.floor(index / 10_000) % 800))}-${String(index % 10_000).padStart(4, '0')}`,
      title: 'Engineer',
      groups: [team.group],
    });
    employ(world, person, team.profile);
  }
}

function nameAt(index: number): { readonly firstName: string; readonly lastName: string } {
  const firstName = FIRST_NAMES[index % FIRST_NAMES.length];
  const lastName = LAST_NAMES[(Math.floor(index / FIRST_NAMES.length) + 7 * index) % LAST_NAMES.length];
  if (firstName === undefined || lastName === undefined) throw new RangeError(`There is no name number ${index}`);
  return { firstName, lastName };
}
