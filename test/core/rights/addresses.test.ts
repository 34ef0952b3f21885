import { describe, expect, test } from 'vitest';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, aWorld } from '../builders/a-world.ts';
import { decide } from '../../../src/core/decide.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const DOMAINS = { companyDomains: ['HarborPine.example'] };
const policyOf = (over: Partial<Policy> = {}): Policy =>
  aPolicy({ mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'], ...over });
function told(world: World): readonly string[] {
  return decide(world)
    .plan.findings.filter(({ kind }) => kind === 'no-address' || kind === 'foreign-address')
    .map(
      ({ kind, severity, members: [member], detail }) => `${severity} ${kind} ${member?.identifier ?? ''}: ${detail}`,
    );
}
/** The look-up could not be finished, so nothing is said of a member whom nobody knows. */
const alone = (member: Member, policy: Partial<Policy> = {}): World =>
  aWorld([], [member], { policy: policyOf(policy), unfinishedLookups: [member.key] });
const bare = aMember(5, 'bare');
const NONE =
  'Member bare is active and has no e-mail address, so nothing the PSA sends arrives, and nobody in the directory can be found for it.';

describe('a member without an address', () => {
  test.each<[string, World, readonly string[]]>([
    ['is told', alone(bare), [`act no-address bare: ${NONE}`]],
    [
      'is told when what stands there is no address',
      alone({ ...bare, addresses: ['n/a'] }),
      [`act no-address bare: ${NONE}`],
    ],
    [
      'is worth knowing when it is protected',
      alone(bare, { protectedMembers: ['bare'] }),
      [`know no-address bare: ${NONE}`],
    ],
    ['is not told when it is inactive', alone({ ...bare, active: false }), []],
    ['is not told when it is an API member', alone({ ...bare, licenseClass: 'A' }), []],
    ['is not told twice when the directory does not know it', aWorld([], [bare], { policy: policyOf() }), []],
    ['is not told in a look at one person', { ...alone(bare), focus: aPerson('Ada Example').id }, []],
  ])('%s', (_what, world, expected) => {
    expect(told(world)).toEqual(expected);
  });

  test('is not told when the plan gives it one', () => {
    const ada = aPerson('Ada Example');
    const member = aMember(1, 'ada.example', { fields: { firstName: 'Ada', lastName: 'Example' } });

    expect(told(aWorld([ada], [member], { policy: policyOf() }))).toEqual([]);
  });
});

describe('a member with an address of another domain', () => {
  const foreign = (addresses: readonly string[], over: Partial<Member> = {}): Member => ({
    ...bare,
    addresses,
    ...over,
  });

  test.each<[string, World, readonly string[]]>([
    [
      'is told',
      alone(foreign(['Bare@Gmail.example']), DOMAINS),
      ["act foreign-address bare: Member bare has an address outside the company's domains: bare@gmail.example."],
    ],
    [
      'is worth knowing beside an address of the company',
      alone(foreign(['bare@harborpine.EXAMPLE', 'bare@a.example', 'bare@b.example']), DOMAINS),
      [
        "know foreign-address bare: Member bare has addresses outside the company's domains: bare@a.example, bare@b.example.",
      ],
    ],
    [
      'is told when it is a subdomain that is not listed',
      alone(foreign(['bare@mail.harborpine.example']), DOMAINS),
      [
        "act foreign-address bare: Member bare has an address outside the company's domains: bare@mail.harborpine.example.",
      ],
    ],
    [
      'is worth knowing of a subcontractor',
      alone(foreign(['bare@own.example'], { licenseClass: 'X' }), DOMAINS),
      ["know foreign-address bare: Member bare has an address outside the company's domains: bare@own.example."],
    ],
    [
      'is worth knowing when it is protected',
      alone(foreign(['bare@own.example']), { ...DOMAINS, protectedMembers: ['bare'] }),
      ["know foreign-address bare: Member bare has an address outside the company's domains: bare@own.example."],
    ],
    ['is not told when it is the company’s', alone(foreign(['bare@harborpine.example']), DOMAINS), []],
    ['is not told while no domain is listed', alone(foreign(['bare@own.example'])), []],
  ])('%s', (_what, world, expected) => {
    expect(told(world)).toEqual(expected);
  });

  test.each<[string, World['policy']]>([
    ['that the plan replaces is not told', policyOf(DOMAINS)],
    ['that the plan would replace is told while the step waits', policyOf({ ...DOMAINS, protectedMembers: ['ada.*'] })],
  ])('%s', (what, policy) => {
    const ada = aPerson('Ada Example');
    const maiden = 'ada.maiden@old.example';
    const member = memberOf(ada, 1, { addresses: [maiden], fields: { officeEmail: maiden } });
    const world = aWorld([ada], [member], { policy });

    expect(told({ ...world, memory: { ...world.memory, links: [aLink(ada, member)] } })).toHaveLength(
      what.includes('while') ? 1 : 0,
    );
  });

  test('who leaves is not told', () => {
    const ada = aPerson('Ada Example', { state: 'disabled' });
    const member = memberOf(ada, 1, { addresses: ['ada.example@harborpine.example', 'ada@home.example'] });

    expect(
      told(
        aWorld([ada], [member, aMember(8, 'root', { admin: true, addresses: ['root@harborpine.example'] })], {
          policy: policyOf(DOMAINS),
        }),
      ),
    ).toEqual([]);
  });
});
