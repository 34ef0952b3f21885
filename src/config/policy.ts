import type { ConnectionFile } from './schema/schema.ts';
import type { Policy } from '../domain/planning/policy.ts';
import { toOffboarding } from './schema/offboarding-schema.ts';
import { toProfile } from './schema/profile-schema.ts';
import { toSeats } from './schema/seats-schema.ts';

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
