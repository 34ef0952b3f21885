import type { ConnectionFile } from './schema.ts';
import type { Policy } from '../domain/policy.ts';
import { toOffboarding } from './offboarding-schema.ts';
import { toProfile } from './profile-schema.ts';
import { toSeats } from './seats-schema.ts';

/** What core needs of a connection, without endpoints and credentials. */
export function toPolicy(file: ConnectionFile): Policy {
  const { guards, seats } = file;
  return {
    approvals: file.approvals,
    profiles: file.profiles.map(toProfile),
    memberId: file.memberId,
    directoryOwns: file.directoryOwns,
    guests: file.guests,
    suspended: file.suspended,
    unmanaged: file.unmanaged,
    absenceGraceHours: guards.absenceGraceHours,
    mayBeEmpty: guards.mayBeEmpty,
    canaries: guards.canaries,
    shrunkBelowPercent: guards.shrunkBelowPercent,
    protectedMembers: file.protected,
    ...toSeats(seats),
    limits: guards.limits,
    linkSso: file.linkSso,
    offboarding: toOffboarding(file.offboarding),
    companyDomains: file.companyDomains,
  };
}
