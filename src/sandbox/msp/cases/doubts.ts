/** Cases in which nobody can tell who is who: nothing may be written to any of these records. */
import { addMember } from '../../empty-world.ts';
import type { SandboxWorld, WorldMember, WorldPerson } from '../../world.ts';
import type { MspGroups, Pair } from '../company.ts';
import { DOMAIN, employ, hire } from '../company.ts';
import { DISPATCH, SALES, TECHNICIANS } from '../profiles.ts';

/** One person, two active members: one carries the mail, the other the alias. */
export function addTwoMembersOfOnePerson(
  world: SandboxWorld,
  groups: MspGroups,
): { readonly person: WorldPerson; readonly members: readonly WorldMember[] } {
  const person = hire(world, {
    firstName: 'Jun',
    lastName: 'Nakamura',
    title: 'Field Engineer',
    aliases: [`jun@${DOMAIN}`],
    groups: [groups.fieldEngineers],
  });
  const first = employ(world, person, TECHNICIANS);
  const second = employ(world, person, TECHNICIANS, {
    identifier: 'jnakamura2',
    record: { officeEmail: `jun@${DOMAIN}` },
  });
  return { person, members: [first.member, second.member] };
}

/** Two people share the dispatch mailbox as an alias; a member that bears it belongs to either, or to none. */
export function addSharedAddress(
  world: SandboxWorld,
  groups: MspGroups,
): { readonly pairs: readonly Pair[]; readonly member: WorldMember } {
  const shared = `service@${DOMAIN}`;
  const both = [
    { firstName: 'Gloria', lastName: 'Weiss' },
    { firstName: 'Hugo', lastName: 'Marsh' },
  ];
  const pairs = both.map((name) =>
    employ(
      world,
      hire(world, { ...name, title: 'Dispatcher', aliases: [shared], groups: [groups.dispatch] }),
      DISPATCH,
    ),
  );
  const member = addMember(world, {
    identifier: 'servicedesk',
    references: DISPATCH.references,
    record: { firstName: 'Service', lastName: 'Desk', officeEmail: shared },
  });
  return { pairs, member };
}

/** One member with the addresses of two people, neither of whom has another. */
export function addMemberOfTwoPeople(
  world: SandboxWorld,
  groups: MspGroups,
): { readonly people: readonly WorldPerson[]; readonly member: WorldMember } {
  const karen = hire(world, { firstName: 'Karen', lastName: 'West', title: 'Account Manager', groups: [groups.sales] });
  const kurt = hire(world, {
    firstName: 'Kurt',
    lastName: 'West',
    login: `kwest2@${DOMAIN}`,
    title: 'Account Manager',
    groups: [groups.sales],
  });
  const { member } = employ(world, karen, SALES, { record: { homeEmail: kurt.mail } });
  return { people: [karen, kurt], member };
}
