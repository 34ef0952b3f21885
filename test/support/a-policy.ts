// The policy of a small shop: one group, one profile, generous limits. A test says what differs.
import { REPORT_ONLY } from '../../src/domain/handover.ts';
import { PLAIN_APPROVALS } from '../../src/domain/ruling.ts';
import { PLAIN_SEATING } from '../../src/domain/seat.ts';
import type { KindLimits, Policy } from '../../src/domain/policy.ts';

const GENEROUS: KindLimits = { perRun: { count: 50, percent: 100 }, perDay: { count: 100, percent: 100 } };

export function limitOf(perRun: number, perDay = perRun * 2): KindLimits {
  if (perRun < 1) throw new RangeError('A limit lets at least one through');
  return { perRun: { count: perRun, percent: 100 }, perDay: { count: perDay, percent: 100 } };
}

export function aPolicy(differences: Partial<Policy> = {}): Policy {
  return {
    approvals: PLAIN_APPROVALS,
    profiles: [
      {
        name: 'technicians',
        groups: ['PSA Technicians'],
        licenseClass: 'F',
        references: { securityRole: 'Technician' },
        memberTemplate: null,
      },
    ],
    memberId: { template: '{login}', case: 'lower', onCollision: 'hold' },
    directoryOwns: ['firstName', 'lastName', 'officeEmail', 'title'],
    guests: 'exclude',
    suspended: 'report',
    unmanaged: 'report',
    absenceGraceHours: 0,
    mayBeEmpty: [],
    canaries: [],
    shrunkBelowPercent: 80,
    protectedMembers: ['owner'],
    seats: {},
    limits: {
      // Tickets have nothing to do with the number of members.
      reassign: { perRun: { count: 50, percent: null }, perDay: { count: 100, percent: null } },
      deactivate: GENEROUS,
      reactivate: GENEROUS,
      create: GENEROUS,
      'role-change': GENEROUS,
      'other-change': GENEROUS,
    },
    linkSso: false,
    offboarding: REPORT_ONLY,
    seating: PLAIN_SEATING,
    companyDomains: [],
    ...differences,
  };
}
