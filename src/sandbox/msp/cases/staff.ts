/** The quiet majority: people and members in perfect order, and people who need no member at all. */
import type { SandboxWorld, WorldGroup } from '../../world.ts';
import type { MspGroups } from '../company.ts';
import { employ, hire } from '../company.ts';
import type { MspProfile } from '../profiles.ts';
import { ADMINISTRATORS, DISPATCH, SALES, TECHNICIANS } from '../profiles.ts';

const IN_ADMINISTRATION = ['Rosa Delgado, Operations Director', 'Martin Hale, Systems Administrator'];
const AT_THE_DESK = [
  'Ana Lopez, Service Desk Engineer',
  'Ben Carter, Service Desk Engineer',
  'Chidi Okafor, Senior Engineer',
  'Dana Whitfield, Service Desk Engineer',
  'Erik Lindqvist, Cloud Engineer',
  'Fatima Rahman, Security Engineer',
];
const IN_THE_FIELD = ['Greg Novak, Field Engineer', 'Hannah Brooks, Field Engineer', 'Ivan Petrov, Network Engineer'];
const AT_DISPATCH = ['Julia Santos, Dispatcher', 'Kofi Mensah, Dispatch Lead'];
const IN_SALES = ['Laura Jensen, Account Manager', 'Mike Donnelly, Account Manager', 'Noor Haddad, Sales Engineer'];
const ELSEWHERE = ['Olivia Harbor, Chief Executive', 'Peter Pine, Chief Financial Officer', 'Quinn Avery, Bookkeeper'];

/** Everyone who is in a group, has a member, and needs nothing. The administrators are technicians too: the first profile wins. */
export function addStaff(world: SandboxWorld, groups: MspGroups): void {
  addTeam(world, IN_ADMINISTRATION, [groups.administrators, groups.technicians], ADMINISTRATORS);
  addTeam(world, AT_THE_DESK, [groups.technicians], TECHNICIANS);
  addTeam(world, IN_THE_FIELD, [groups.fieldEngineers], TECHNICIANS);
  addTeam(world, AT_DISPATCH, [groups.dispatch], DISPATCH);
  addTeam(world, IN_SALES, [groups.sales], SALES);
}

/** Enabled people in no mapped group, without a member: none of Rollcall's business. */
export function addPeopleOutside(world: SandboxWorld, groups: MspGroups): void {
  for (const line of ELSEWHERE) hire(world, { ...parse(line), groups: [groups.finance] });
}

function addTeam(
  world: SandboxWorld,
  lines: readonly string[],
  groups: readonly WorldGroup[],
  profile: MspProfile,
): void {
  for (const line of lines) employ(world, hire(world, { ...parse(line), groups }), profile);
}

/** "Ana Lopez, Engineer" */
function parse(line: string): { firstName: string; lastName: string; title: string } {
  const [, firstName, lastName, title] = /^(\S+) (\S+), (.+)$/.exec(line) ?? [];
  if (firstName === undefined || lastName === undefined || title === undefined)
    throw new RangeError(`Not "First Last, Title": ${line}`);
  return { firstName, lastName, title };
}
