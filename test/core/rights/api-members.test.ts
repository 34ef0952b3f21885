import { describe, expect, test } from 'vitest';
import { aCatalogue, aPolicy, aWorld } from '../builders/a-world.ts';
import { aMember, ROLES } from '../builders/a-member.ts';
import { decide } from '../../../src/core/decide.ts';
import { rolesToRead } from '../../../src/core/rights/api-roles.ts';
import type { Catalogue, CatalogueEntry, RoleReach } from '../../../src/domain/planning/world.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';

const INTEGRATION = { id: 50, name: 'Integration' };
const role = (over: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...INTEGRATION,
  inactive: false,
  admin: false,
  ...over,
});
const api = (over: Partial<Member> = {}): Member =>
  aMember(7, 'rmm-api', { licenseClass: 'A', fields: { securityRole: INTEGRATION }, ...over });
const withRoles = (...roles: readonly CatalogueEntry[]): Catalogue => aCatalogue({ securityRole: roles });
const reaches = (all: number): RoleReach => ({ kind: 'read', levels: 480, all });

function told(members: readonly Member[], catalogue: Catalogue, policy: Partial<Policy> = {}): readonly string[] {
  return decide(
    aWorld([], members, { catalogue, policy: aPolicy({ mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'], ...policy }) }),
  )
    .plan.findings.filter(({ kind }) => kind === 'powerful-api-member')
    .map(
      ({ severity, members: named, detail }) =>
        `${severity} [${named.map(({ identifier }) => identifier).join()}] ${detail}`,
    );
}
const NEARLY = 'API member rmm-api may do nearly everything:';

describe('an API member', () => {
  test.each<[string, Member, Catalogue, readonly string[]]>([
    [
      'with an administrator’s role may do too much',
      api(),
      withRoles(role({ admin: true })),
      [`act [rmm-api] ${NEARLY} its security role "Integration" is an administrator's.`],
    ],
    [
      'that is an administrator by its own record may do too much',
      api({ admin: true }),
      withRoles(role()),
      [`act [rmm-api] ${NEARLY} its own record makes it an administrator.`],
    ],
    [
      'whose role has All nearly everywhere may do too much',
      api(),
      withRoles(role({ reach: reaches(432) })),
      [
        `act [rmm-api] ${NEARLY} its security role "Integration" has All in 432 of the 480 levels of the security matrix.`,
      ],
    ],
    ['whose role has All here and there is as it should be', api(), withRoles(role({ reach: reaches(431) })), []],
    [
      'whose role has no levels is as it should be',
      api(),
      withRoles(role({ reach: { kind: 'read', levels: 0, all: 0 } })),
      [],
    ],
    ['of whose role nobody asked is not judged', api(), withRoles(role()), []],
    [
      'without a role is not judged',
      aMember(7, 'rmm-api', { licenseClass: 'A', fields: { securityRole: { id: 99, name: 'Hidden' } } }),
      withRoles(role()),
      [],
    ],
    ['without the roles having been read is not judged', api(), {}, []],
    ['that is inactive is not judged', api({ active: false }), withRoles(role({ admin: true })), []],
    [
      'is no member with a seat',
      aMember(7, 'admin', { admin: true, addresses: ['a@a.example'] }),
      withRoles(role()),
      [],
    ],
    [
      'whose role could not be read is told, since not seen is not harmless',
      api(),
      withRoles(role({ reach: { kind: 'unread', why: 'The right is missing.' } })),
      [
        'know [rmm-api] How far security role "Integration" of an API member reaches is not known: The right is missing.',
      ],
    ],
  ])('%s', (_what, member, catalogue, expected) => {
    expect(told([member], catalogue)).toEqual(expected);
  });

  test('that is protected is only worth knowing', () => {
    expect(told([api()], withRoles(role({ admin: true })), { protectedMembers: ['*-api'] })).toEqual([
      `know [rmm-api] ${NEARLY} its security role "Integration" is an administrator's.`,
    ]);
  });
});

describe('the roles to be read', () => {
  const roles = Array.from({ length: 7 }, (_unused, index) => role({ id: 60 + index, name: `Role ${index}` }));
  const members = roles.map(({ id, name }, index) =>
    aMember(20 - index, `api${index}`, { licenseClass: 'A', fields: { securityRole: { id, name } } }),
  );

  test('are those of active API members that do not administer anyway, each once, five at most', () => {
    const more = [
      ...members,
      aMember(30, 'again', { licenseClass: 'A', fields: { securityRole: { id: 60, name: 'Role 0' } } }),
      aMember(31, 'person', { fields: { securityRole: ROLES.technician } }),
      aMember(32, 'off', { licenseClass: 'A', active: false, fields: { securityRole: ROLES.dispatcher } }),
      aMember(33, 'admin', { licenseClass: 'A', fields: { securityRole: ROLES.administrator } }),
      aMember(34, 'root', { licenseClass: 'A', admin: true, fields: { securityRole: ROLES.technician } }),
    ];
    const catalogue = withRoles(...roles, ...(aCatalogue().securityRole ?? []));

    expect(rolesToRead(more, catalogue).map(({ id }) => id)).toEqual([60, 61, 62, 63, 64]);
  });

  test('that are too many are told', () => {
    expect(told(members, withRoles(...roles))).toEqual([
      'know [api6] How far security role "Role 6" of an API member reaches is not known: more roles than are read in one run.',
      'know [api5] How far security role "Role 5" of an API member reaches is not known: more roles than are read in one run.',
    ]);
  });
});
