/** What the API member's security role lets it do, as rows that it can read about itself and as the refusals that it meets. */
import type { MiddlewareHandler } from 'hono';
import type { RightLevel, WorkArea, WorkLevels } from '../work/areas.ts';
import { WORK_AREAS } from '../work/areas.ts';
import type { SandboxWorld } from '../world.ts';
import { sayNo } from './lists/answer-list.ts';
import { FLAG, INTEGER, TEXT } from './members/field-kinds.ts';
import type { FieldTable } from './members/field-kinds.ts';
import type { JsonRecord } from './is-record.ts';
import { forbidden } from './refusal.ts';

export type SetupModule = 'System / Table Setup' | 'System / Security Roles' | 'System / My Company';
const MEMBERS = 'System / Member Maintenance';

/** GET and HEAD need to read members, everything else to write them. */
export function needsMemberRights(world: SandboxWorld): MiddlewareHandler {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (reads ? world.rights.readMembers : world.rights.writeMembers) return next();
    return sayNo(c, forbidden(MEMBERS, reads ? 'Inquire' : c.req.method === 'POST' ? 'Add' : 'Edit'));
  };
}

export function needsSetupRights(world: SandboxWorld, module: SetupModule): MiddlewareHandler {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (reads ? world.rights.readSetup : world.rights.writeSetup) return next();
    return sayNo(c, forbidden(module, reads ? 'Inquire' : 'Edit'));
  };
}

export const PERMISSION_FIELDS: FieldTable = {
  id: INTEGER,
  addLevel: TEXT,
  editLevel: TEXT,
  deleteLevel: TEXT,
  inquireLevel: TEXT,
  moduleFunctionName: TEXT,
  moduleFunctionIdentifier: TEXT,
  moduleName: TEXT,
  moduleIdentifier: TEXT,
  myAllFlag: FLAG,
  sortOrder: INTEGER,
};

/** One row per function that Rollcall's kind of work touches. */
export function permissionRows(world: SandboxWorld): readonly (JsonRecord & { readonly id: number })[] {
  const { readMembers, writeMembers, readSetup, writeSetup, work } = world.rights;
  const system = [
    ['Member Maintenance', allowed(readMembers), allowed(writeMembers), allowed(writeMembers)],
    ['Security Roles', allowed(readSetup), 'None', 'None'],
    ['Table Setup', allowed(readSetup), 'None', allowed(writeSetup)],
    ['My Company', allowed(readSetup), 'None', allowed(writeSetup)],
  ] as const;
  const areas = Object.entries(WORK_AREAS).filter((entry): entry is [WorkArea, (typeof entry)[1]] => entry[0] in work);
  return [
    ...system.map(([name, inquire, add, edit], index) =>
      row(index + 1, { module: 'System', name }, { inquire, add, edit, delete: 'None' }),
    ),
    ...areas.map(([area, names], index) => row(system.length + index + 1, names, work[area])),
  ];
}

function allowed(may: boolean): RightLevel {
  return may ? 'All' : 'None';
}

function row(
  id: number,
  { module, name }: { readonly module: string; readonly name: string },
  levels: Readonly<WorkLevels>,
): JsonRecord & { readonly id: number } {
  return {
    id,
    addLevel: levels.add,
    editLevel: levels.edit,
    deleteLevel: levels.delete,
    inquireLevel: levels.inquire,
    moduleFunctionName: name,
    moduleFunctionIdentifier: name.replaceAll(' ', ''),
    moduleName: module,
    moduleIdentifier: module.replaceAll(/\W+/g, ''),
    myAllFlag: true,
    sortOrder: id,
  };
}
