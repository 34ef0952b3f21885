/** What somebody should know of rights and roles, over everybody. Protected members are meant to be as they are, so what is seen of them is only worth knowing. */
import type { Decision } from '../../domain/planning/decision.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { World } from '../../domain/planning/world.ts';
import { addressFindings } from './address-findings.ts';
import { differingRoles, inactiveRoles } from './role-findings.ts';
import { powerfulApiMembers } from './powerful-api-members.ts';
import { protectionList } from '../guards/protected.ts';

/** `planned`: the findings of the plan so far, so that nothing is said twice. */
export function rightsFindings(
  world: World,
  {
    matching,
    steps,
    planned,
  }: {
    readonly matching: Decision['matching'];
    readonly steps: readonly Step[];
    readonly planned: readonly Finding[];
  },
): readonly Finding[] {
  if (world.focus !== null) return [];
  const isProtected = protectionList(world.policy.protectedMembers);
  const severityOf = ({ identifier }: Member): Finding['severity'] => (isProtected(identifier) ? 'know' : 'act');
  const judging = { world, matching, steps, severityOf };
  const known = new Set(
    planned.flatMap(({ kind, members }) => (kind === 'unmanaged-member' ? members.map(({ key }) => key) : [])),
  );
  return [
    ...powerfulApiMembers(world, severityOf),
    ...inactiveRoles(judging),
    ...differingRoles(judging),
    ...addressFindings(world, steps, { severityOf, known }),
  ];
}
