/** The reference lists: where each is served, which right it needs, and what its records show beyond id and name. */
import type { SandboxWorld, WorldReference } from '../../world.ts';
import type { FieldTable } from '../members/field-kinds.ts';
import { FLAG, INFO, INTEGER, NUMBER, TEXT } from '../members/field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';
import type { SetupModule } from '../rights.ts';

interface ReferenceList {
  /** As the API spells it. */
  readonly path: string;
  /** Key of SandboxWorld.references. */
  readonly list: string;
  readonly module: SetupModule;
  readonly fields: FieldTable;
  readonly show: (entry: WorldReference, world: SandboxWorld) => JsonRecord;
}

const NAMED = { id: INTEGER, name: TEXT, _info: INFO } satisfies FieldTable;
const SWITCHED = { ...NAMED, inactiveFlag: FLAG } satisfies FieldTable;
const LEVEL = { kind: 'reference', list: 'structureLevels' } as const;

const named = ({ id, name }: WorldReference): JsonRecord => ({ id, name });
const switched = (entry: WorldReference): JsonRecord => ({
  ...named(entry),
  inactiveFlag: entry.inactiveFlag ?? false,
});

export const REFERENCE_LISTS: readonly ReferenceList[] = [
  {
    path: '/system/securityroles',
    list: 'securityRoles',
    module: 'System / Security Roles',
    fields: { ...SWITCHED, adminFlag: FLAG, roleType: TEXT },
    show: (entry) => ({ ...switched(entry), adminFlag: entry.adminFlag ?? false, roleType: 'Custom' }),
  },
  {
    path: '/system/locations',
    list: 'locations',
    module: 'System / My Company',
    fields: { ...NAMED, structureLevel: LEVEL, locationFlag: FLAG },
    show: (entry, world) => ({ ...named(entry), structureLevel: locationLevel(world), locationFlag: true }),
  },
  {
    path: '/system/departments',
    list: 'departments',
    module: 'System / My Company',
    fields: { ...NAMED, identifier: TEXT },
    show: (entry) => ({ ...named(entry), identifier: departmentIdentifier(entry) }),
  },
  {
    path: '/system/timeZoneSetups',
    list: 'timeZones',
    module: 'System / Table Setup',
    fields: { ...NAMED, timeZone: { kind: 'reference', list: null }, defaultFlag: FLAG },
    show: (entry) => ({ ...named(entry), timeZone: named(entry), defaultFlag: false }),
  },
  { path: '/time/workRoles', list: 'workRoles', module: 'System / Table Setup', fields: SWITCHED, show: switched },
  {
    path: '/time/workTypes',
    list: 'workTypes',
    module: 'System / Table Setup',
    fields: { ...SWITCHED, billTime: TEXT, rateType: TEXT, rate: NUMBER },
    show: (entry) => ({ ...switched(entry), billTime: 'Billable', rateType: 'Multiplier', rate: 1 }),
  },
  {
    path: '/system/members/types',
    list: 'memberTypes',
    module: 'System / Table Setup',
    fields: SWITCHED,
    show: switched,
  },
  {
    path: '/system/myCompany/corporateStructureLevels',
    list: 'structureLevels',
    module: 'System / My Company',
    fields: { id: INTEGER, name: TEXT },
    show: named,
  },
  {
    path: '/service/boards',
    list: 'boards',
    module: 'System / Table Setup',
    fields: {
      ...SWITCHED,
      location: { kind: 'reference', list: 'locations' },
      department: { kind: 'reference', list: 'departments' },
      projectFlag: FLAG,
    },
    show: (entry, world) => ({
      ...switched(entry),
      projectFlag: entry.projectFlag ?? false,
      location: firstOf(world, 'locations'),
      department: firstOf(world, 'departments'),
    }),
  },
  {
    path: '/system/membertemplates',
    list: 'memberTemplates',
    module: 'System / Table Setup',
    fields: { id: INTEGER, identifier: TEXT, templateDescription: TEXT, _info: INFO },
    show: (entry) => ({ id: entry.id, identifier: entry.name, templateDescription: entry.name }),
  },
];

/** The API shows a department's short identifier beside its name; the world knows the name alone. */
export function departmentIdentifier(department: WorldReference): string {
  return department.name.slice(0, 15);
}

function locationLevel(world: SandboxWorld): JsonRecord | undefined {
  const levels = world.references['structureLevels'] ?? [];
  const level = levels.find((entry) => entry.name === 'Location') ?? levels[0];
  return level === undefined ? undefined : named(level);
}

function firstOf(world: SandboxWorld, list: string): JsonRecord | undefined {
  const entry = world.references[list]?.[0];
  return entry === undefined ? undefined : named(entry);
}
