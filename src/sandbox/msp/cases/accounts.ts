/** Members that are nobody's: integrations, the emergency account, a vendor, and one whose person nobody can name. */
import type { MemberInput } from '../../empty-world.ts';
import { addMember } from '../../empty-world.ts';
import type { SandboxWorld, WorldMember } from '../../world.ts';
import { ADMINISTRATORS, TECHNICIANS } from '../profiles.ts';

/** Rollcall's own API member and two others. */
export function addApiMembers(world: SandboxWorld): readonly WorldMember[] {
  const names = [
    ['rollcallapi', 'Rollcall'],
    ['backupapi', 'Backup Monitor'],
    ['reportingapi', 'Reporting'],
  ] as const;
  return names.map(([identifier, lastName]) =>
    addMember(world, {
      identifier,
      licenseClass: 'A',
      references: { ...TECHNICIANS.references, securityRole: 'API Integration' },
      record: { firstName: 'API', lastName },
    }),
  );
}

/** The account for the day on which nothing else works: an administrator whom no directory knows. Listed as protected. */
export function addBreakGlassMember(world: SandboxWorld): WorldMember {
  return nobody(world, {
    identifier: 'breakglass',
    references: ADMINISTRATORS.references,
    record: { firstName: 'Break', lastName: 'Glass', adminFlag: true },
  });
}

/** A vendor's account: a subcontractor seat, and an address that the directory does not know. */
export function addVendorMember(world: SandboxWorld): WorldMember {
  return nobody(world, {
    identifier: 'cascadehvac',
    licenseClass: 'X',
    references: { type: 'Contractor' },
    record: { firstName: 'Cascade', lastName: 'HVAC', officeEmail: 'dispatch@cascadehvac.example' },
  });
}

/** Bears the name of a new starter, but no address or id that would say that it is theirs. */
export function addNamesakeMember(world: SandboxWorld): WorldMember {
  return nobody(world, {
    identifier: 'danielk',
    references: TECHNICIANS.references,
    record: { firstName: 'Daniel', lastName: 'Kim', officeEmail: 'dkim@formerclient.example' },
  });
}

/** Left years ago and was switched off then: history that nobody should touch. */
export function addFormerMembers(world: SandboxWorld): readonly WorldMember[] {
  const names = [
    ['aoldham', 'Arthur', 'Oldham'],
    ['bnewman', 'Beatrice', 'Newman'],
  ] as const;
  return names.map(([identifier, firstName, lastName]) =>
    nobody(world, {
      identifier,
      inactiveFlag: true,
      record: { firstName, lastName, officeEmail: null, inactiveDate: '2021-06-30T00:00:00Z' },
    }),
  );
}

function nobody(world: SandboxWorld, input: MemberInput): WorldMember {
  return addMember(world, { ...input, record: { employeeIdentifer: null, ...input.record } });
}
