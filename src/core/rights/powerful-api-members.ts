/** API members that may do more than any integration needs: whoever has their keys has the PSA. */
import type { CatalogueEntry, World } from '../../domain/planning/world.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { Member } from '../../domain/people/member.ts';
import { apiMembers, roleOf, rolesLeftOut } from './api-roles.ts';
import { finding } from '../planning/findings.ts';

/** A role that has All in this share of the security matrix is as good as one that has it everywhere. */
const NEARLY_ALL_PERCENT = 90;

/** `severityOf`: by whether the member is protected. */
export function powerfulApiMembers(
  world: World,
  severityOf: (member: Member) => Finding['severity'],
): readonly Finding[] {
  const { members } = world.psa;
  const found = apiMembers(members).flatMap((member) => {
    const why = power(member, roleOf(member, world.catalogue));
    return why === null
      ? []
      : [
          finding(
            'powerful-api-member',
            severityOf(member),
            { members: [member] },
            `API member ${member.identifier} may do nearly everything: ${why}.`,
            'Give it a security role of its own with the rights that its integration needs, and renew its keys if they are known to more than the integration.',
          ),
        ];
  });
  return [...found, ...unseenRoles(world)];
}

function power(member: Member, role: CatalogueEntry | undefined): string | null {
  if (role?.admin === true) return `its security role "${role.name}" is an administrator's`;
  if (member.admin) return 'its own record makes it an administrator';
  if (role?.reach?.kind !== 'read') return null;
  const { all, levels } = role.reach;
  return levels > 0 && all * 100 >= levels * NEARLY_ALL_PERCENT
    ? `its security role "${role.name}" has All in ${all} of the ${levels} levels of the security matrix`
    : null;
}

/** Not seen is not the same as harmless. */
function unseenRoles({ psa, catalogue }: World): readonly Finding[] {
  const leftOut = rolesLeftOut(psa.members, catalogue);
  return (catalogue.securityRole ?? []).flatMap((role) => {
    const why =
      role.reach?.kind === 'unread'
        ? role.reach.why
        : leftOut.includes(role)
          ? 'more roles than are read in one run.'
          : null;
    return why === null
      ? []
      : [
          finding(
            'powerful-api-member',
            'know',
            { members: apiMembers(psa.members).filter((member) => roleOf(member, catalogue) === role) },
            `How far security role "${role.name}" of an API member reaches is not known: ${why}`,
            'Look at the role in the PSA, System > Security Roles.',
          ),
        ];
  });
}
