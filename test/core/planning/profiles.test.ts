import { describe, expect, test } from 'vitest';
import { aCatalogue, aPolicy, aRoster, DISPATCH_PROFILE, TECHNICIAN_PROFILE } from '../builders/a-world.ts';
import { aMember, ROLES } from '../builders/a-member.ts';
import { aPerson, DISPATCH, outside, TECHNICIANS } from '../builders/a-person.ts';
import { catalogueKinds } from '../../../src/core/planning/catalogue-kinds.ts';
import { groupId } from '../../../src/domain/ids.ts';
import { profileFinder, resolveProfiles, type ResolvedProfile } from '../../../src/core/planning/profiles.ts';
import type { Catalogue } from '../../../src/domain/planning/world.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Profile } from '../../../src/domain/planning/policy.ts';

const ada = aPerson('Ada Example');

describe('the profile of a person', () => {
  const { groups } = aRoster([]);

  test.each([
    ['is that of the only group', [DISPATCH], 'dispatch'],
    ["is the first in the policy's order, whatever the order of the groups", [DISPATCH, TECHNICIANS], 'technician'],
    ['is none outside of every group', [], undefined],
    ['is none for a group that no profile names', [groupId('g-else')], undefined],
  ])('%s', (_name, inGroups, expected) => {
    const find = profileFinder(aPolicy(), groups);

    expect(find({ ...ada, groups: inGroups })?.name).toBe(expected);
  });

  test('is the first even when two profiles name the same group', () => {
    const find = profileFinder(
      aPolicy({ profiles: [DISPATCH_PROFILE, { ...TECHNICIAN_PROFILE, groups: ['PSA Dispatch'] }] }),
      groups,
    );

    expect(find({ ...ada, groups: [DISPATCH] })?.name).toBe('dispatch');
  });

  test('is none where the group could not be found', () => {
    const find = profileFinder(
      aPolicy(),
      groups.map((group) => ({ ...group, id: null })),
    );

    expect([find(ada), find(outside(ada))]).toEqual([undefined, undefined]);
  });
});

describe('a name of a profile', () => {
  const boss = aMember(7, 'Boss');

  test.each<[string, Partial<Profile>, Catalogue, readonly Member[], readonly string[]]>([
    ['that exists once is its record', {}, aCatalogue(), [], []],
    ['is found whatever its case', { references: { securityRole: ' TECHNICIAN' } }, aCatalogue(), [], []],
    [
      'that does not exist is a problem',
      { references: { securityRole: 'Wizard' } },
      aCatalogue(),
      [],
      ['Profile "technician": security role "Wizard" does not exist in the PSA.'],
    ],
    [
      'whose list the PSA did not give is a problem',
      { references: { ...TECHNICIAN_PROFILE.references, workRole: 'Engineer' } },
      aCatalogue(),
      [],
      ['Profile "technician": work role "Engineer" does not exist in the PSA.'],
    ],
    [
      'that is inactive is a problem',
      { references: { securityRole: 'Old' } },
      { securityRole: [{ id: 1, name: 'Old', inactive: true, admin: false }] },
      [],
      ['Profile "technician": security role "Old" is inactive in the PSA.'],
    ],
    [
      'that two active records have is a problem',
      { references: { securityRole: 'Technician' } },
      {
        securityRole: [1, 2].map((id) => ({ id, name: 'Technician', inactive: false, admin: false })),
      },
      [],
      [
        'Profile "technician": security role "Technician" stands for 2 records in the PSA, so it is not clear which one is meant.',
      ],
    ],
    [
      'that an inactive record has, too, is the active one',
      { references: { securityRole: 'Technician' } },
      {
        securityRole: [
          { id: 1, name: 'Technician', inactive: true, admin: false },
          { ...ROLES.technician, inactive: false, admin: false },
        ],
      },
      [],
      [],
    ],
    [
      'of an approver is a Member ID',
      { references: { ...TECHNICIAN_PROFILE.references, timeApprover: 'BOSS' } },
      aCatalogue(),
      [boss],
      [],
    ],
    [
      'of an approver who is nobody is a problem',
      { references: { ...TECHNICIAN_PROFILE.references, expenseApprover: 'boss' } },
      aCatalogue(),
      [],
      ['Profile "technician": expense approver "boss" is no Member ID in the PSA.'],
    ],
    [
      'of a manager who is inactive is a problem',
      { references: { ...TECHNICIAN_PROFILE.references, reportsTo: 'boss' } },
      aCatalogue(),
      [{ ...boss, active: false }],
      ['Profile "technician": manager "boss" is an inactive member.'],
    ],
    [
      'of a template that does not exist is a problem',
      { memberTemplate: 'Standard' },
      aCatalogue(),
      [],
      ['Profile "technician": member template "Standard" does not exist in the PSA.'],
    ],
  ])('%s', (_name, over, catalogue, members, problems) => {
    const resolved = resolvedOne({ ...TECHNICIAN_PROFILE, ...over }, catalogue, members);

    expect(resolved?.problems).toEqual(problems);
    if (problems.length === 0) expect(resolved?.fields.securityRole).toEqual(ROLES.technician);
  });

  test('stands for the record id that is written', () => {
    const profile: Profile = {
      ...TECHNICIAN_PROFILE,
      references: { securityRole: 'Technician', timeApprover: 'boss' },
      licenseClass: 'C',
      memberTemplate: 'standard',
    };
    const catalogue = aCatalogue({ memberTemplate: [{ id: 90, name: 'Standard', inactive: false, admin: false }] });

    const resolved = resolvedOne(profile, catalogue, [boss]);

    expect(resolved).toEqual({
      profile,
      fields: { securityRole: ROLES.technician, timeApprover: { id: 7, name: 'Boss' }, licenseClass: 'C' },
      templateId: 90,
      problems: [],
    });
  });
});

describe('the lists to read from the PSA', () => {
  test('are the security roles even without any profile', () => {
    expect(catalogueKinds(aPolicy({ profiles: [] }))).toEqual(['securityRole']);
  });

  test('are those that the profiles name, each once, sorted, without lists for approvers', () => {
    const profile: Profile = {
      ...TECHNICIAN_PROFILE,
      references: {
        ...TECHNICIAN_PROFILE.references,
        timeZone: 'Pacific',
        timeApprover: 'boss',
        expenseApprover: 'boss',
        reportsTo: 'boss',
      },
      memberTemplate: 'Standard',
    };

    expect(catalogueKinds(aPolicy({ profiles: [profile, DISPATCH_PROFILE] }))).toEqual([
      'defaultDepartment',
      'defaultLocation',
      'memberTemplate',
      'securityRole',
      'timeZone',
    ]);
  });
});

function resolvedOne(profile: Profile, catalogue: Catalogue, members: readonly Member[]): ResolvedProfile | undefined {
  return resolveProfiles(aPolicy({ profiles: [profile] }), catalogue, members).get(profile);
}
