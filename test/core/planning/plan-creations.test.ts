import { describe, expect, test } from 'vitest';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf, ROLES } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { aCatalogue, aPolicy, aWorld, TECHNICIAN_PROFILE } from '../builders/a-world.ts';
import { EMPTY_MEMORY } from '../../../src/domain/memory/memory.ts';
import { matchWorld } from '../../../src/core/matching/lookups.ts';
import { planActions } from '../../../src/core/planning/plan.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const jane = aPerson('Jane Doe', { login: 'jdoe@a.example' });
const SOUND = { mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] };

function worldOf(people: readonly Person[], members: readonly Member[], policy: Partial<Policy> = {}): World {
  return aWorld(people, members, { policy: aPolicy({ ...SOUND, ...policy }) });
}
/** `jdoe2 (identity/approval)` for a creation, `act: kind` for a finding. */
function linesOf(world: World): readonly string[] {
  const { actions, findings } = planActions(world, matchWorld(world));
  return [
    ...actions.map(({ action, doubts }) =>
      action.kind === 'create'
        ? [action.draft.identifier, ...doubts.map((doubt) => `(${doubt.guard}/${doubt.release})`)].join(' ')
        : `${action.kind} ${action.member.identifier}`,
    ),
    ...findings.map((each) => `${each.severity}: ${each.kind}`),
  ];
}

describe('a creation', () => {
  test('holds what the person, the policy and the profile give, and nothing else', () => {
    const person = { ...jane, title: 'Engineer', officePhone: '503 555 0100', mobilePhone: '1', hiredOn: '2026-12-01' };
    const world = aWorld([person], [], {
      policy: aPolicy({
        ...SOUND,
        directoryOwns: ['officePhone'],
        profiles: [{ ...TECHNICIAN_PROFILE, memberTemplate: 'Standard' }],
      }),
      catalogue: aCatalogue({ memberTemplate: [{ id: 90, name: 'Standard', inactive: false, admin: false }] }),
    });

    expect(planActions(world, matchWorld(world)).actions).toEqual([
      {
        action: {
          kind: 'create',
          person: { id: person.id, name: 'Jane Doe', login: 'jdoe@a.example' },
          draft: {
            identifier: 'jdoe',
            fields: {
              firstName: 'Jane',
              lastName: 'Doe',
              officeEmail: 'jdoe@a.example',
              officePhone: '5035550100',
              licenseClass: 'F',
              securityRole: ROLES.technician,
              defaultLocation: { id: 20, name: 'Portland' },
              defaultDepartment: { id: 30, name: 'Service' },
            },
            templateId: 90,
            hiredOn: '2026-12-01',
          },
          profile: 'technician',
          because: 'in-scope',
        },
        doubts: [],
      },
    ]);
  });

  test.each<[string, Partial<Person>, string]>([
    ['a first name', { firstName: null }, 'a first name'],
    ['a last name', { lastName: ' ' }, 'a last name'],
    ['an address', { mail: null }, 'an e-mail address'],
    ['what the Member ID is made of', { login: '@a.example' }, 'what the Member ID template "{login}" needs'],
    ['a type while guests are excluded', { type: 'unknown' }, 'a user type (it tells employees from guests)'],
    [
      'names and an address',
      { firstName: '', lastName: null, mail: null },
      'a first name, a last name, an e-mail address',
    ],
  ])('is not made without %s, and the finding says what is missing', (_name, over, gap) => {
    const world = worldOf([{ ...jane, ...over }], []);

    const { actions, findings } = planActions(world, matchWorld(world));

    expect(actions).toEqual([]);
    expect(findings.map((each) => [each.kind, each.detail])).toEqual([
      ['missing-field', `${over.login ?? jane.login} should get a member, but the directory does not have ${gap}.`],
    ]);
  });

  test('does not need a type while guests are included', () => {
    expect(linesOf(worldOf([{ ...jane, type: 'unknown' }], [], { guests: 'include' }))).toEqual(['jdoe']);
  });

  test('with a name too long for the PSA is cut, and a finding says so', () => {
    const world = worldOf([{ ...jane, firstName: 'J'.repeat(31), lastName: 'D'.repeat(31) }], []);

    const { actions, findings } = planActions(world, matchWorld(world));

    expect(actions[0]?.action).toMatchObject({ draft: { fields: { firstName: 'J'.repeat(30) } } });
    expect(findings.map((each) => each.detail)).toEqual([
      'The PSA keeps 30 characters of a name, so the first name and the last name of jdoe@a.example are cut.',
    ]);
  });
});

describe('a Member ID that is taken', () => {
  const max = aMember(1, 'JDoe', { active: false, fields: { firstName: 'Max', lastName: 'Muster' } });

  test('holds the creation where the policy says so, and names who has it', () => {
    const world = worldOf([jane], [max]);

    expect(linesOf(world)).toEqual(['jdoe (identity/config)', 'act: member-id-collision']);
    expect(planActions(world, matchWorld(world)).findings[0]?.members).toEqual([
      { key: 1, identifier: 'JDoe', name: 'Max Muster' },
    ]);
  });

  test('is numbered where the policy says so', () => {
    expect(
      linesOf(worldOf([jane], [max], { memberId: { template: '{login}', case: 'lower', onCollision: 'number' } })),
    ).toEqual(['jdoe2']);
  });

  test('holds the creation when every number is taken, too', () => {
    const members = [
      max,
      ...Array.from({ length: 998 }, (_unused, index) => aMember(index + 2, `jdoe${index + 2}`, { active: false })),
    ];
    const policy: Partial<Policy> = { memberId: { template: '{login}', case: 'lower', onCollision: 'number' } };

    expect(linesOf(worldOf([jane], members, policy))).toEqual(['jdoe (identity/config)', 'act: member-id-collision']);
  });

  test('is taken, too, by someone created in the same run', () => {
    const john = aPerson('John Roe', { login: 'jdoe@b.example', id: 'z' });
    const policy: Partial<Policy> = { memberId: { template: '{login}', case: 'lower', onCollision: 'number' } };

    expect(linesOf(worldOf([jane, john], [], policy))).toEqual(['jdoe', 'jdoe2']);
  });
});

describe('someone of the same name', () => {
  const namesake = aMember(1, 'other', { fields: { firstName: 'JANE', lastName: 'Doe' } });

  test.each([
    ['without a person', namesake],
    ['who is inactive', { ...namesake, active: false }],
  ])('%s holds the creation until someone approves it', (_name, member) => {
    expect(linesOf(worldOf([jane], [member]))).toContain('jdoe (identity/approval)');
    expect(linesOf(worldOf([jane], [member]))).toContain('act: possible-duplicate');
  });

  test('is told by the finding with whether they are active', () => {
    const world = worldOf([jane], [{ ...namesake, active: false }, aMember(2, 'third', { fields: namesake.fields })]);

    expect(
      planActions(world, matchWorld(world)).findings.find((each) => each.kind === 'possible-duplicate')?.detail,
    ).toBe('jdoe@a.example has the same name as other (inactive), third, and nothing else connects them.');
  });

  test('whose name the PSA holds cut is the same name', () => {
    const long = { ...jane, firstName: 'J'.repeat(35) };
    const cut = aMember(1, 'other', { fields: { firstName: 'J'.repeat(30), lastName: 'Doe' } });

    expect(linesOf(worldOf([long], [cut]))).toContain('jdoe (identity/approval)');
  });

  test('who is in doubt holds the creation, too', () => {
    const [ben, carl] = [aPerson('Ben Example'), aPerson('Carl Example')];
    const doubted = { ...namesake, addresses: [...ben.addresses, ...carl.addresses] };

    expect(linesOf(worldOf([jane, ben, carl], [doubted]))).toContain('jdoe (identity/approval)');
  });

  test('who belongs to an account that has left holds the creation, too: it may be the same person with a new account', () => {
    const old = aPerson('Jane Doe', { id: 'p-old', login: 'jane.old@a.example', state: 'disabled' });

    expect(linesOf(worldOf([jane, old], [memberOf(old, 1)]))).toEqual([
      'deactivate jane.old',
      'jdoe (identity/approval)',
      'act: possible-duplicate',
    ]);
  });

  test('who surely is someone else at work does not hold it', () => {
    const other = aPerson('Jane Doe', { id: 'p-other', login: 'jane2@a.example' });

    expect(linesOf(worldOf([jane, other], [memberOf(other, 1)]))).toEqual(['jdoe']);
  });

  test('who is an API member does not hold it', () => {
    expect(linesOf(worldOf([jane], [{ ...namesake, licenseClass: 'A', active: false }]))).toEqual(['jdoe']);
  });
});

test('someone with a remembered member that is not shown any more is not created a second time', () => {
  const links = [aLink(jane, aMember(7, 'jdoe'), { by: 'create' })];
  const world = { ...worldOf([jane], []), memory: { ...EMPTY_MEMORY, links } };

  expect(linesOf(world)).toEqual(['jdoe (identity/source)']);
});

describe('an address of two people', () => {
  const both = { addresses: ['jdoe@a.example', 'info@a.example'] };
  const john = aPerson('John Roe', { login: 'jroe@a.example' });

  test('holds the creations of both until the directory is corrected', () => {
    const world = worldOf(
      [
        { ...jane, ...both },
        { ...john, addresses: ['jroe@a.example', 'INFO@a.example'] },
      ],
      [],
    );

    expect(linesOf(world)).toEqual(['jdoe (identity/source)', 'jroe (identity/source)', 'act: mail-conflict']);
  });

  test('does not count someone who is deleted', () => {
    const gone = { ...outside(john), state: 'deleted' as const, addresses: ['info@a.example'] };
    const world = aWorld([{ ...jane, ...both }], [], {
      directory: { ...worldOf([], []).directory, people: [{ ...jane, ...both }, gone] },
    });

    expect(linesOf(world)).toEqual(['jdoe']);
  });
});
