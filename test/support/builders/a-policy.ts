// The policy of a small shop: one group, one profile, generous limits. A test says what differs.
import { aPolicy as aCarefulPolicy, limitsOf } from '../../core/builders/a-world.ts';
import type { KindLimits, Policy } from '../../../src/domain/planning/policy.ts';

const GENEROUS: KindLimits = { perRun: { count: 50, percent: 100 }, perDay: { count: 100, percent: 100 } };

export function limitOf(perRun: number, perDay = perRun * 2): KindLimits {
  if (perRun < 1) throw new RangeError('A limit lets at least one through');
  return { perRun: { count: perRun, percent: 100 }, perDay: { count: perDay, percent: 100 } };
}

export function aPolicy(differences: Partial<Policy> = {}): Policy {
  return aCarefulPolicy({
    profiles: [
      {
        name: 'technicians',
        groups: ['PSA Technicians'],
        licenseClass: 'F',
        references: { securityRole: 'Technician' },
        memberTemplate: null,
      },
    ],
    directoryOwns: ['firstName', 'lastName', 'officeEmail', 'title'],
    protectedMembers: ['owner'],
    limits: {
      ...limitsOf(GENEROUS),
      // Tickets have nothing to do with the number of members.
      reassign: { perRun: { count: 50, percent: null }, perDay: { count: 100, percent: null } },
    },
    ...differences,
  });
}
