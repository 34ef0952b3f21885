/** What the API shows of offices: the roles of My Company, the managers of departments, the teams of customers. */
import type { SandboxWorld } from '../../../world.ts';
import type { WorldCompanyTeam, WorldCorporateStructure, WorldDepartmentLocation } from '../../../work/offices.ts';
import { COMPANY_ROLES, DEPARTMENT_ROLES } from '../../../work/offices.ts';
import type { Columns } from '../../lists/columns.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { resolversOf } from '../resolvers.ts';

export function corporateStructureSource(world: SandboxWorld): ListSource<WorldCorporateStructure> {
  const { member } = resolversOf(world);
  const roles: Columns<WorldCorporateStructure> = Object.fromEntries(
    COMPANY_ROLES.map((role) => [role, column.reference('members', (structure) => structure[role], member)]),
  );
  return sourceOf<WorldCorporateStructure>(world.work.corporateStructure, {
    id: column.integer((structure) => structure.id),
    levelCount: column.text(() => 'Level3'),
    fiscalYearStart: column.text(() => 'January'),
    locationCaption: column.text(() => 'Location'),
    groupCaption: column.text(() => 'Department'),
    baseCurrency: column.constant('currencies', () => ({ id: 1, name: 'US Dollars' })),
    ...roles,
    _info: column.info(() => UNTOUCHED),
  });
}

export function departmentLocationSource(world: SandboxWorld): ListSource<WorldDepartmentLocation> {
  const { member, location, department } = resolversOf(world);
  const roles: Columns<WorldDepartmentLocation> = Object.fromEntries(
    DEPARTMENT_ROLES.map((role) => [role, column.reference('members', (held) => held[role], member)]),
  );
  return sourceOf<WorldDepartmentLocation>(world.work.departmentLocations, {
    id: column.integer((held) => held.id),
    location: column.reference('locations', (held) => held.location, location),
    department: column.reference('departments', (held) => held.department, department),
    ...roles,
    _info: column.info(() => UNTOUCHED),
  });
}

export function companyTeamSource(world: SandboxWorld): ListSource<WorldCompanyTeam> {
  const { member, company } = resolversOf(world);
  return sourceOf<WorldCompanyTeam>(world.work.companyTeams, {
    id: column.integer((one) => one.id),
    company: column.reference('companies', (one) => one.company, company),
    teamRole: column.constant('teamRoles', ({ role }) => ({ id: 1, name: role })),
    member: column.reference('members', (one) => one.member, member),
    accountManagerFlag: column.flag(() => false),
    techFlag: column.flag(() => true),
    salesFlag: column.flag(() => false),
    _info: column.info(() => UNTOUCHED),
  });
}
