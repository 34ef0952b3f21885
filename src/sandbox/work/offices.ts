/** Who holds an office: the roles of My Company, the managers of a department at a location, and the team of each customer. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { named, referenceId, someMemberId } from './named.ts';
import { addRow, changeRow } from './table.ts';

export const COMPANY_ROLES = [
  'president',
  'chiefOperatingOfficer',
  'controller',
  'dispatcher',
  'serviceManager',
  'dutyManager',
] as const;
export type CompanyRole = (typeof COMPANY_ROLES)[number];

/** `/system/myCompany/corporateStructure`, which has one record: a member's id for each role that is filled. */
export interface WorldCorporateStructure extends Readonly<Record<CompanyRole, number | null>> {
  readonly id: number;
}

export const DEPARTMENT_ROLES = ['departmentManager', 'dispatch', 'serviceManager', 'dutyManager'] as const;
export type DepartmentRole = (typeof DEPARTMENT_ROLES)[number];

/** `/system/departments/{id}/locations` */
export interface WorldDepartmentLocation extends Readonly<Record<DepartmentRole, number | null>> {
  readonly id: number;
  readonly department: number;
  readonly location: number;
}

/** `/company/companies/{id}/teams`: one member of a customer's team. */
export interface WorldCompanyTeam {
  readonly id: number;
  readonly company: number;
  readonly role: string;
  readonly member: number;
}

export function setCompanyRole(world: SandboxWorld, role: CompanyRole, member: WorldMember): void {
  const [structure] = world.work.corporateStructure.byId.values();
  if (structure === undefined) throw new RangeError('The world has no corporate structure');
  changeRow(world.work.corporateStructure, structure.id, { [role]: someMemberId(world, member) });
}

export function addDepartmentLocation(
  world: SandboxWorld,
  input: { readonly department: string; readonly location: string } & Partial<
    Readonly<Record<DepartmentRole, WorldMember>>
  >,
): WorldDepartmentLocation {
  const { departmentLocations } = world.work;
  const held = (role: DepartmentRole): number | null => {
    const member = input[role];
    return member === undefined ? null : someMemberId(world, member);
  };
  return addRow(departmentLocations, {
    id: departmentLocations.nextId,
    department: referenceId(world, 'departments', input.department),
    location: referenceId(world, 'locations', input.location),
    departmentManager: held('departmentManager'),
    dispatch: held('dispatch'),
    serviceManager: held('serviceManager'),
    dutyManager: held('dutyManager'),
  });
}

export function addCompanyTeam(
  world: SandboxWorld,
  input: { readonly company?: string; readonly member: WorldMember; readonly role?: string },
): WorldCompanyTeam {
  const { companyTeams, companies } = world.work;
  return addRow(companyTeams, {
    id: companyTeams.nextId,
    company: named(companies.byId.values(), input.company, 'company').id,
    role: input.role ?? 'Primary engineer',
    member: someMemberId(world, input.member),
  });
}
