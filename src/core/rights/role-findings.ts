/** Members whose security role is switched off, or is not their profile's where no write will mend it. */
import type { Decision } from '../../domain/planning/decision.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { GuardName, Step } from '../../domain/planning/plan.ts';
import type { Member } from '../../domain/people/member.ts';
import type { MemberKey } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { World } from '../../domain/planning/world.ts';
import { finding } from '../planning/findings.ts';
import { isExcludedGuest, scopeOf } from '../planning/scope.ts';
import { roleOf } from './api-roles.ts';

interface Judging {
  readonly world: World;
  readonly matching: Decision['matching'];
  readonly steps: readonly Step[];
  readonly severityOf: (member: Member) => Finding['severity'];
}

/** `steps` that go mend the role of whom they change, and end the account of whom they switch off. */
export function inactiveRoles({ world, steps, severityOf }: Judging): readonly Finding[] {
  const settled = new Set(steps.filter((step) => step.verdict === 'go').flatMap(roleSettled));
  return world.psa.members.flatMap((member) => {
    const role = roleOf(member, world.catalogue);
    return !member.active || role?.inactive !== true || settled.has(member.key)
      ? []
      : [
          finding(
            'inactive-role',
            severityOf(member),
            { members: [member] },
            `Member ${member.identifier} is active with security role "${role.name}", which is inactive in the PSA.`,
            'Give the member a role that is in use, or map its group to a profile that does.',
          ),
        ];
  });
}

/** Of members in a pair, and of the several members of one person. */
export function differingRoles(judging: Judging): readonly Finding[] {
  const { world, matching, steps, severityOf } = judging;
  const { profileOf } = scopeOf(world);
  // Whoever gets another role, now or once the step is released, or goes, is spoken of there.
  const planned = new Set(steps.filter(mayCome).flatMap(roleSettled));
  const doubted = matching.doubts.flatMap(({ kind, people, members }) =>
    kind === 'duplicate' ? people.flatMap((person) => members.map((member) => ({ person, member }))) : [],
  );
  return [...matching.pairs, ...doubted].flatMap(({ person, member }) => {
    const profile = isGoverned(person, world) ? profileOf(person) : undefined;
    const wanted = profile?.fields.securityRole;
    const has = member.fields.securityRole;
    return profile === undefined ||
      wanted === undefined ||
      !member.active ||
      has?.id === wanted.id ||
      planned.has(member.key)
      ? []
      : [
          finding(
            'role-differs',
            severityOf(member),
            { people: [person], members: [member] },
            `Member ${member.identifier} has ${has === undefined ? 'no security role' : `security role "${has.name}"`}; profile "${profile.profile.name}" of ${person.login} gives "${wanted.name}", and no write will change it.`,
            'Set the role in the PSA by hand, or settle why the member is not written to: it is protected, or in doubt.',
          ),
        ];
  });
}

/** Whose record follows the directory. */
function isGoverned(person: Person, world: World): boolean {
  return person.state === 'enabled' && !isExcludedGuest(person, world);
}

const NEVER_LIFTED: readonly GuardName[] = ['protected', 'last-administrator', 'identity'];

function mayCome(step: Step): boolean {
  return step.verdict === 'go' || !step.holds.some((hold) => NEVER_LIFTED.includes(hold.guard));
}

function roleSettled({ action }: Step): readonly MemberKey[] {
  if (action.kind === 'deactivate') return [action.member.key];
  return action.kind === 'update' && action.changes.some((change) => change.field === 'securityRole')
    ? [action.member.key]
    : [];
}
