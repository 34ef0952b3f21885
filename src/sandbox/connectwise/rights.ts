/** What the API member's security role lets it do, as rows that it can read about itself and as the refusals that it meets. */
import type { MiddlewareHandler } from 'hono';
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
  return async (c, next) => (world.rights.readSetup ? next() : sayNo(c, forbidden(module, 'Inquire')));
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

/** One row per function of the System and Time modules that Rollcall's kind of work touches. */
export function permissionRows(world: SandboxWorld): readonly (JsonRecord & { readonly id: number })[] {
  const { readMembers, writeMembers, readSetup } = world.rights;
  return [
    row(1, 'System', 'Member Maintenance', { inquire: readMembers, write: writeMembers }),
    row(2, 'System', 'Security Roles', { inquire: readSetup, write: false }),
    row(3, 'System', 'Table Setup', { inquire: readSetup, write: false }),
    row(4, 'System', 'My Company', { inquire: readSetup, write: false }),
    row(5, 'Time & Expense', 'Time Entry', { inquire: true, write: false }),
  ];
}

function row(
  id: number,
  moduleName: string,
  name: string,
  may: { readonly inquire: boolean; readonly write: boolean },
): JsonRecord & { readonly id: number } {
  const write = may.write ? 'All' : 'None';
  return {
    id,
    addLevel: write,
    editLevel: write,
    deleteLevel: 'None',
    inquireLevel: may.inquire ? 'All' : 'None',
    moduleFunctionName: name,
    moduleFunctionIdentifier: name.replaceAll(' ', ''),
    moduleName,
    moduleIdentifier: moduleName.replaceAll(/\W+/g, ''),
    myAllFlag: true,
    sortOrder: id,
  };
}
