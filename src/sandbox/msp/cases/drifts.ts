/** Pairs that belong together although something about them no longer agrees. */
import type { SandboxWorld } from '../../world.ts';
import type { MspGroups, Pair } from '../company.ts';
import { DOMAIN, employ, hire } from '../company.ts';
import { DISPATCH, TECHNICIANS } from '../profiles.ts';

/** Married: new name, login and mail; the old mail lives on as an alias, the old Member ID for ever. */
export function addRenamedPerson(world: SandboxWorld, groups: MspGroups): Pair {
  const former = `priya.shah@${DOMAIN}`;
  const person = hire(world, {
    firstName: 'Priya',
    lastName: 'Raman',
    title: 'Senior Engineer',
    aliases: [former],
    groups: [groups.technicians],
  });
  return employ(world, person, TECHNICIANS, {
    identifier: 'pshah',
    record: { lastName: 'Shah', officeEmail: former },
  });
}

/** Somebody gave this technician more rights in the PSA than the profile does. */
export function addRoleDrift(world: SandboxWorld, groups: MspGroups): Pair {
  const person = hire(world, {
    firstName: 'Tomas',
    lastName: 'Becker',
    title: 'Service Desk Engineer',
    groups: [groups.technicians],
  });
  return employ(world, person, TECHNICIANS, { references: { securityRole: 'Service Manager' } });
}

/** Promoted and moved desks; the PSA still shows the old title and phone. */
export function addTitleAndPhoneDrift(world: SandboxWorld, groups: MspGroups): Pair {
  const person = hire(world, {
    firstName: 'Yusuf',
    lastName: 'Demir',
    title: 'Senior Dispatcher',
    mobilePhone: '503-555-0199',
    groups: [groups.dispatch],
  });
  return employ(world, person, DISPATCH, {
    record: { title: 'Dispatcher', officePhone: '5035550111', mobilePhone: null },
  });
}

/** From an acquired company: only an alias connects the two, and the Member ID never fitted the login. */
export function addAliasOnlyMatch(world: SandboxWorld, groups: MspGroups): Pair {
  const person = hire(world, {
    firstName: 'Ellen',
    lastName: 'Grant',
    title: 'Cloud Engineer',
    aliases: ['ellie@pinecrest.example'],
    groups: [groups.technicians],
  });
  return employ(world, person, TECHNICIANS, {
    identifier: 'ellieg',
    record: { officeEmail: 'ellie@pinecrest.example' },
  });
}

/** Linked for single sign-on: the PSA itself knows the directory's id. */
export function addSsoLinkedMember(world: SandboxWorld, groups: MspGroups): Pair {
  const person = hire(world, {
    firstName: 'Haruto',
    lastName: 'Osei',
    title: 'Network Engineer',
    groups: [groups.fieldEngineers],
  });
  return employ(world, person, TECHNICIANS, {
    record: {
      ssoSettings: { id: 501, ssoUserId: person.id, userName: person.login, email: person.mail },
      office365: { id: person.id, name: person.displayName },
    },
  });
}
