/** Offices that a member holds, and duties that no list shows. */
import type { SandboxWorld } from '../../../world.ts';
import { isHandedDuty } from '../../../work/duties.ts';
import type { CompanyRole, DepartmentRole, WorldDepartmentLocation } from '../../../work/offices.ts';
import { COMPANY_ROLES, DEPARTMENT_ROLES } from '../../../work/offices.ts';
import { changeRow } from '../../../work/table.ts';
import type { Holding } from './holding.ts';
import { inSlot } from './holding.ts';
import { COMPANY_ROLE_SLOTS, DEPARTMENT_ROLE_SLOTS } from './slots.ts';

export function officeHoldings(world: SandboxWorld, memberId: number): readonly Holding[] {
  return [
    ...COMPANY_ROLES.flatMap((role) => companyRole(world, memberId, role)),
    ...DEPARTMENT_ROLES.flatMap((role) => departmentRole(world, memberId, role)),
    ...companyTeams(world, memberId),
    ...statusNotifications(world, memberId),
    ...duties(world, memberId),
  ];
}

function companyRole(world: SandboxWorld, memberId: number, role: CompanyRole): readonly Holding[] {
  const { corporateStructure: table } = world.work;
  return [...table.byId.values()]
    .filter((structure) => structure[role] === memberId)
    .map(({ id }) => ({
      place: inSlot(COMPANY_ROLE_SLOTS[role]),
      type: `My Company ${role}`,
      id,
      description: role,
      handTo: (member) => changeRow(table, id, { [role]: member }),
    }));
}

function departmentRole(world: SandboxWorld, memberId: number, role: DepartmentRole): readonly Holding[] {
  const { departmentLocations: table } = world.work;
  return [...table.byId.values()]
    .filter((held) => held[role] === memberId)
    .map((held) => ({
      place: inSlot(DEPARTMENT_ROLE_SLOTS[role]),
      type: `Department ${role}`,
      id: held.id,
      description: placeOf(world, held),
      handTo: (member) => changeRow(table, held.id, { [role]: member }),
    }));
}

function placeOf(world: SandboxWorld, { department, location }: WorldDepartmentLocation): string {
  const nameIn = (list: string, id: number): string =>
    world.references[list]?.find((entry) => entry.id === id)?.name ?? '';
  return `${nameIn('departments', department)}, ${nameIn('locations', location)}`;
}

function companyTeams(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { companyTeams: table, companies } = world.work;
  return [...table.byId.values()]
    .filter((one) => one.member === memberId)
    .map(({ id, company, role }) => {
      const name = companies.byId.get(company)?.name ?? '';
      return {
        place: { kind: 'item', slot: 'companyTeam', id: company, name },
        type: 'Company Team',
        id,
        description: `${role}, ${name}`,
        handTo: (member) => changeRow(table, id, { member }),
      };
    });
}

function statusNotifications(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { statusNotifications: table, boardStatuses } = world.work;
  return [...table.byId.values()]
    .filter((one) => one.member === memberId)
    .map(({ id, status }) => {
      const name = boardStatuses.byId.get(status)?.name ?? '';
      return {
        place: { kind: 'item', slot: 'serviceStatusWorkflow', id: status, name },
        type: 'Service Status Workflow',
        id,
        description: name,
        handTo: (member) => changeRow(table, id, { member }),
      };
    });
}

function duties(world: SandboxWorld, memberId: number): readonly Holding[] {
  const { duties: table } = world.work;
  return [...table.byId.values()]
    .filter((duty) => duty.member === memberId)
    .map(({ id, kind, name }) => ({
      place: isHandedDuty(kind) ? inSlot(kind) : { kind: 'none' },
      type: kind,
      id,
      description: name,
      handTo: (member) => changeRow(table, id, { member }),
    }));
}
