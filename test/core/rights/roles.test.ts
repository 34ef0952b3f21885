import { describe, expect, test } from 'vitest';
import { aCatalogue, aPolicy, aWorld, DISPATCH_PROFILE, TECHNICIAN_PROFILE } from '../builders/a-world.ts';
import { aMember, memberOf, ROLES } from '../builders/a-member.ts';
import { aPerson, DISPATCH } from '../builders/a-person.ts';
import { decide } from '../../../src/core/decide.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const ada = aPerson('Ada Example');
const other = memberOf(aPerson('Root Example'), 9, { fields: { securityRole: ROLES.administrator } });
const sound = { mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'], protectedMembers: ['root.*'] };
const policyOf = (over: Partial<Policy> = {}): Policy => aPolicy({ ...sound, ...over });

function told(kind: 'inactive-role' | 'role-differs', world: World): readonly string[] {
  return decide(world)
    .plan.findings.filter((each) => each.kind === kind)
    .map(
      ({ severity, members, detail }) =>
        `${severity} [${members.map(({ identifier }) => identifier).join()}] ${detail}`,
    );
}

describe('an inactive role', () => {
  const old = { id: 40, name: 'Technician (old)' };
  const catalogue = aCatalogue({
    securityRole: [...(aCatalogue().securityRole ?? []), { ...old, inactive: true, admin: false }],
  });
  const ghost = aMember(3, 'ghost', { addresses: ['ghost@harborpine.example'], fields: { securityRole: old } });
  const INACTIVE = 'is active with security role "Technician (old)", which is inactive in the PSA.';
  const worldOf = (members: World['psa']['members'], over: Partial<World> = {}): World =>
    aWorld([ada], [other, ...members], { catalogue, policy: policyOf(), ...over });

  test.each<[string, World, readonly string[]]>([
    ['of an active member is told', worldOf([ghost]), [`act [ghost] Member ghost ${INACTIVE}`]],
    ['of an API member is told', worldOf([{ ...ghost, licenseClass: 'A' }]), [`act [ghost] Member ghost ${INACTIVE}`]],
    [
      'of a protected member is worth knowing',
      worldOf([ghost], { policy: policyOf({ protectedMembers: ['root.*', 'ghost'] }) }),
      [`know [ghost] Member ghost ${INACTIVE}`],
    ],
    ['of an inactive member is nobody’s business', worldOf([{ ...ghost, active: false }]), []],
    ['that a step of this plan mends is not told', worldOf([memberOf(ada, 1, { fields: { securityRole: old } })]), []],
    [
      'of a leaver who goes is not told',
      {
        ...worldOf([memberOf(ada, 1, { fields: { securityRole: old } })]),
        directory: aWorld([{ ...ada, state: 'disabled' }], []).directory,
      },
      [],
    ],
    [
      'whose change waits is told',
      worldOf([memberOf(ada, 1, { fields: { securityRole: old } })], { policy: policyOf({ protectedMembers: ['*'] }) }),
      [`know [ada.example] Member ada.example ${INACTIVE}`],
    ],
  ])('%s', (_what, world, expected) => {
    expect(told('inactive-role', world)).toEqual(expected);
  });

  test('is not spoken of in a look at one person', () => {
    expect(told('inactive-role', worldOf([ghost], { focus: ada.id }))).toEqual([]);
  });
});

describe('a role that is not the profile’s', () => {
  const wrong = memberOf(ada, 1, { fields: { securityRole: ROLES.dispatcher } });
  const worldOf = (members: World['psa']['members'], over: Partial<World> = {}): World =>
    aWorld([ada], [other, ...members], { policy: policyOf(), ...over });
  const DIFFERS = (member: string, has = 'security role "Dispatcher"'): string =>
    `[${member}] Member ${member} has ${has}; profile "technician" of ada.example@harborpine.example gives "Technician", and no write will change it.`;

  test.each<[string, World, readonly string[]]>([
    ['is the drift itself as a rule', worldOf([wrong]), []],
    [
      'is the drift itself while a limit holds it',
      worldOf([wrong], {
        psa: {
          ...worldOf([wrong]).psa,
          complete: false,
          problems: [{ check: 'cut', place: 'members', detail: 'ended' }],
        },
      }),
      [],
    ],
    [
      'is told of a protected member',
      worldOf([wrong], { policy: policyOf({ protectedMembers: ['root.*', 'ada.*'] }) }),
      [`know ${DIFFERS('ada.example')}`],
    ],
    [
      'is told of a pair in doubt',
      worldOf([{ ...wrong, fields: { ...wrong.fields, firstName: 'Zed', lastName: 'Other' } }]),
      [`act ${DIFFERS('ada.example')}`],
    ],
    [
      'is told of each of the several members of one person, and of none that is inactive',
      worldOf([
        wrong,
        memberOf(ada, 2, { identifier: 'ada2', fields: { securityRole: ROLES.administrator } }),
        memberOf(ada, 3, { identifier: 'ada3' }),
        memberOf(ada, 4, { identifier: 'ada4', active: false, fields: { securityRole: ROLES.dispatcher } }),
      ]),
      [`act ${DIFFERS('ada.example')}`, `act ${DIFFERS('ada2', 'security role "Administrator"')}`],
    ],
    [
      'is told where the PSA shows no role',
      worldOf([{ ...wrong, fields: { firstName: 'Ada', lastName: 'Example' } }], {
        policy: policyOf({ protectedMembers: ['root.*', 'ada.*'] }),
      }),
      [`know ${DIFFERS('ada.example', 'no security role')}`],
    ],
    [
      'is nothing of an excluded guest',
      aWorld([{ ...ada, type: 'guest' }], [other, wrong], { policy: policyOf() }),
      [],
    ],
    [
      'is nothing of somebody who is suspended',
      aWorld([{ ...ada, state: 'suspended' }], [other, wrong], { policy: policyOf() }),
      [],
    ],
    [
      'is nothing where the profile’s role does not exist',
      worldOf([wrong], {
        catalogue: aCatalogue({ securityRole: [{ ...ROLES.dispatcher, inactive: false, admin: false }] }),
      }),
      [],
    ],
    [
      'is nothing of somebody in no mapped group',
      aWorld([], [other, wrong], {
        policy: policyOf(),
        lookups: [{ member: wrong.key, people: [{ ...ada, groups: [] }] }],
      }),
      [],
    ],
  ])('%s', (_what, world, expected) => {
    expect(told('role-differs', world)).toEqual(expected);
  });

  test('is judged by the profile that applies', () => {
    const both = { ...ada, groups: [...ada.groups, DISPATCH] };
    const policy = policyOf({ profiles: [DISPATCH_PROFILE, TECHNICIAN_PROFILE], protectedMembers: ['*'] });

    expect(told('role-differs', aWorld([both], [other, wrong], { policy }))).toEqual([]);
  });
});
