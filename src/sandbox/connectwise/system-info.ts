/** What the PSA says about itself and about the caller: version, own member, own permissions, permissions of a role. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../context.ts';
import type { SandboxWorld, WorldMember } from '../world.ts';
import { answerList, answerOne, sayNo } from './lists/answer-list.ts';
import type { JsonRecord } from './is-record.ts';
import type { ListSource } from './lists/list-source.ts';
import { listOf } from './lists/list-source.ts';
import { memberSource } from './members/member-source.ts';
import { ownMember } from './members/record-info.ts';
import { notFound } from './refusal.ts';
import { needsSetupRights, PERMISSION_FIELDS, permissionRows } from './rights.ts';

export function mountSystemInfo(api: Hono, context: SandboxContext): void {
  const { world } = context;
  const permissions = listOf(PERMISSION_FIELDS, () => permissionRows(world));
  const right = needsSetupRights(world, 'System / Security Roles');

  api.get('/system/info', (c) =>
    c.json({
      version: 'v2025.16',
      isCloud: true,
      serverTimeZone: 'UTC',
      licenseBits: [{ name: 'PSA', activeFlag: true }],
      cloudRegion: 'SANDBOX',
      maxWorkFlowRecordsAllowed: 1000,
    }),
  );
  api.get('/system/myMembers', (c) => answerOne(c, ownSource(world), ownMember(world), 'An API member of the caller'));
  api.get('/system/mySecurity', (c) => answerList(c, permissions));
  api.get('/system/securityRoles/:id{[0-9]+}/settings', right, (c) => {
    const id = Number(c.req.param('id'));
    const role = world.references['securityRoles']?.find((entry) => entry.id === id);
    return role === undefined ? sayNo(c, notFound(`Security role ${id}`)) : answerList(c, permissions);
  });
}

/** The caller sees of itself what it would see of another member, but for the custom fields. */
function ownSource(world: SandboxWorld): ListSource<WorldMember> {
  const source = memberSource(world);
  const show = (member: WorldMember): JsonRecord => {
    const entries = Object.entries(source.show(member)).filter(([field]) => field !== 'customFields');
    return Object.fromEntries(entries);
  };
  return { ...source, show };
}
