/** Members that are never written to: API members, listed ones, and the last active administrator. No approval lifts this. */
import type { Action } from '../../domain/planning/action.ts';
import type { Hold } from '../../domain/planning/plan.ts';
import type { Member, MemberRef } from '../../domain/people/member.ts';
import type { MemberKey } from '../../domain/ids.ts';
import type { World } from '../../domain/planning/world.ts';
import { fold } from '../normalize.ts';

/** Tells whether a Member ID is listed, by name or by pattern (`*`: any run of characters). */
export function protectionList(patterns: readonly string[]): (identifier: string) => boolean {
  const shapes = patterns.map(
    (pattern) => new RegExp(`^${fold(pattern).split('*').map(escapeRegExp).join('.*')}$`, 's'),
  );
  return (identifier) => shapes.some((shape) => shape.test(fold(identifier)));
}

/** A guard over the whole plan: who may not be touched, and who would be the last administrator to go. */
export function protectedGuard(world: World, actions: readonly Action[]): (action: Action) => readonly Hold[] {
  const isListed = protectionList(world.policy.protectedMembers);
  const members = new Map<MemberKey, Member>(world.psa.members.map((member) => [member.key, member]));
  const adminRoles = new Set((world.catalogue.securityRole ?? []).filter((role) => role.admin).map((role) => role.id));
  const isAdmin = (member: Member): boolean => member.admin || adminRoles.has(member.fields.securityRole?.id ?? 0);
  const endsAdministration = (action: Action): boolean => {
    if (action.kind !== 'deactivate' && action.kind !== 'update') return false;
    const member = members.get(action.member.key);
    if (member === undefined || !member.active || !isAdmin(member)) return false;
    const role =
      action.kind === 'update' ? action.changes.find((change) => change.field === 'securityRole')?.to : undefined;
    return action.kind === 'deactivate' || (typeof role === 'object' && !adminRoles.has(role.id));
  };
  const administrators = world.psa.members.filter(
    (member) => member.active && member.licenseClass !== 'A' && isAdmin(member),
  ).length;
  const leavesNone = actions.filter(endsAdministration).length >= administrators;

  return (action) => {
    if (action.kind === 'create') return [];
    const holds: Hold[] = [];
    for (const { identifier, key } of touched(action)) {
      if (members.get(key)?.licenseClass === 'A')
        holds.push({ guard: 'protected', release: 'config', why: `${identifier} is an API member.` });
      if (isListed(identifier))
        holds.push({ guard: 'protected', release: 'config', why: `${identifier} is listed under "protected".` });
    }
    if (leavesNone && endsAdministration(action)) {
      holds.push({
        guard: 'last-administrator',
        release: 'source',
        why: 'No active administrator would be left in the PSA. Make another member an administrator first.',
      });
    }
    return holds;
  };
}

/** Whose account is written, or whose work is taken; a superior or approver stands on the record of somebody else. */
function touched(action: Exclude<Action, { readonly kind: 'create' }>): readonly MemberRef[] {
  return action.kind === 'reassign' && action.reassignment.duty.kind === 'approver'
    ? [action.member, action.reassignment.duty.of]
    : [action.member];
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
