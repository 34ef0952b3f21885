import { describe, expect, test } from 'vitest';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf, ROLES } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aWorld, RUN } from '../builders/a-world.ts';
import { decide } from '../../../src/core/decide.ts';
import { EMPTY_MEMORY, type Link } from '../../../src/domain/memory/memory.ts';
import { mismatchFinding } from '../../../src/core/planning/plan-returns.ts';
import { runAgain } from '../builders/play.ts';
import { stepLine } from '../builders/an-action.ts';
import type { Member } from '../../../src/domain/people/member.ts';

const ada = aPerson('Ada Example');

describe('a return', () => {
  const away = memberOf(ada, 1, {
    active: false,
    licenseClass: 'C',
    fields: { securityRole: ROLES.administrator, licenseClass: 'C' },
  });

  test("brings role and licence class of today's profile, not yesterday's rights", () => {
    expect(decide(aWorld([ada], [away])).plan.steps[0]?.action).toMatchObject({
      kind: 'reactivate',
      changes: [
        { field: 'licenseClass', from: 'C', to: 'F' },
        { field: 'securityRole', from: ROLES.administrator, to: ROLES.technician },
      ],
      profile: 'technician',
      because: 'switched-off-by-hand',
    });
  });

  test('from a member that a human switched off waits for a human', () => {
    const { steps, findings } = decide(aWorld([ada], [away])).plan;

    expect(steps.map(stepLine)).toEqual(['reactivate ada.example: hold confirm-return']);
    expect(findings.map((each) => each.detail)).toEqual([
      'ada.example@harborpine.example is in a mapped group, but member ada.example was switched off in the PSA by hand.',
    ]);
  });

  test('from a member that Rollcall switched off goes, and the next run has nothing to do', () => {
    const tombstones = [{ member: away.key, person: ada.id, run: RUN, at: '2026-10-01T00:00:00Z' }];
    const world = aWorld([ada], [away], { memory: { ...EMPTY_MEMORY, tombstones } });

    const first = runAgain(world, [ada], 1);
    const second = runAgain(first.world, [ada], 1);

    expect(first.decision.plan.steps.map(stepLine)).toEqual(['reactivate ada.example: go']);
    expect(second.decision.plan).toMatchObject({ steps: [], findings: [] });
    expect(second.world.memory.tombstones).toEqual([]);
  });
});

describe('a member that Rollcall switched off for somebody else', () => {
  const off = memberOf(ada, 1, { active: false });
  const ben = aPerson('Ben Example');

  test.each([
    ['by its tombstone', ben.id, []],
    ['by its link', ada.id, [aLink(ben, off)]],
    ['without a name', null, []],
  ])('%s waits for a human', (_name, person, links) => {
    const tombstones = [{ member: off.key, person, run: RUN, at: '2026-10-01T00:00:00Z' }];
    const world = aWorld([ada], [off], { memory: { ...EMPTY_MEMORY, tombstones, links } });

    expect(decide(world).plan.steps.map(stepLine)).toEqual(['reactivate ada.example: hold identity']);
  });
});

describe('a Member ID that does not fit its person', () => {
  const linked = (identifier: string, expectedIdentifier: string, person = ada.id): readonly Link[] => [
    { person, member: aMember(1, identifier).key, expectedIdentifier, since: '2026-01-01T00:00:00Z', by: 'match' },
  ];

  test.each<[string, Member, readonly Link[], readonly string[]]>([
    ['but for case does fit', memberOf(ada, 1, { identifier: 'ADA.Example' }), [], []],
    ['but for a number does fit', aMember(1, 'ada.example7', { addresses: ada.addresses }), [], []],
    [
      'and never did is worth knowing',
      aMember(1, 'aexample', { addresses: ada.addresses }),
      linked('aexample', 'ada.example'),
      [
        'know: Member ID aexample does not fit ada.example@harborpine.example, whose data gives ada.example; it never did while Rollcall has known them.',
      ],
    ],
    [
      'and was never linked is worth knowing',
      aMember(1, 'aexample', { addresses: ada.addresses }),
      [],
      [
        'know: Member ID aexample does not fit ada.example@harborpine.example, whose data gives ada.example; it never did while Rollcall has known them.',
      ],
    ],
    [
      'but did when the two were linked is something to act on',
      aMember(1, 'ada.maiden', { addresses: ada.addresses }),
      linked('ada.maiden', 'ada.maiden'),
      [
        'act: Member ID ada.maiden fitted ada.example@harborpine.example when they were linked; today their data gives ada.example.',
      ],
    ],
    [
      'and fitted them on another member is worth knowing',
      aMember(1, 'ada.maiden', { addresses: ada.addresses }),
      linked('ada.maiden', 'ada.maiden').map((link) => ({ ...link, member: aMember(7, 'old').key })),
      [
        'know: Member ID ada.maiden does not fit ada.example@harborpine.example, whose data gives ada.example; it never did while Rollcall has known them.',
      ],
    ],
    [
      'and fitted somebody else before is worth knowing',
      aMember(1, 'ben.example', { addresses: ada.addresses }),
      linked('ben.example', 'ben.example', aPerson('Ben Example').id),
      [
        'know: Member ID ben.example does not fit ada.example@harborpine.example, whose data gives ada.example; it never did while Rollcall has known them.',
      ],
    ],
  ])('%s', (_name, member, links, expected) => {
    const world = aWorld([ada], [member], { memory: { ...EMPTY_MEMORY, links } });

    const found = mismatchFinding({ person: ada, member, evidence: ['address'] }, world);

    expect(found === undefined ? [] : [`${found.severity}: ${found.detail}`]).toEqual(expected);
  });

  test('is not told when the data gives none', () => {
    const person = { ...ada, login: '@x.example' };
    const member = aMember(1, 'aexample', { addresses: ada.addresses });

    expect(mismatchFinding({ person, member, evidence: ['address'] }, aWorld([person], [member]))).toBeUndefined();
  });

  test('is never a write, and not told of an inactive member', () => {
    const mismatched = (active: boolean): readonly string[] => {
      const member = aMember(1, 'aexample', {
        active,
        addresses: ada.addresses,
        fields: { firstName: 'Ada', lastName: 'Example', officeEmail: ada.login },
      });
      const { steps, findings } = decide(aWorld([ada], [member])).plan;
      return [...steps.map(stepLine), ...findings.map((each) => each.kind)];
    };

    expect(mismatched(true)).toEqual(['member-id-mismatch']);
    expect(mismatched(false)).toEqual(['reactivate aexample: hold confirm-return', 'switched-off-by-hand']);
  });
});
