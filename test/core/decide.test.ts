/** The whole decision: what is added to the plan once the guards have spoken. */
import { describe, expect, test } from 'vitest';
import { aMember, memberOf, ROLES } from './builders/a-member.ts';
import { aMemberRoster, aPolicy, aRoster, aWorld } from './builders/a-world.ts';
import { aPerson } from './builders/a-person.ts';
import { decide } from '../../src/core/decide.ts';
import { digestOf } from '../../src/core/digest.ts';
import { finding, sortFindings } from '../../src/core/planning/findings.ts';
import { stepLine } from './builders/an-action.ts';
import type { World } from '../../src/domain/planning/world.ts';

const SOUND = { mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] };
const [ada, ben] = [aPerson('Ada Example'), aPerson('Ben Example')];
const gone = { ...ada, state: 'disabled' } as const;
const detailsOf = (world: World): readonly string[] =>
  decide(world).plan.findings.map((each) => `${each.kind}: ${each.detail}`);

describe('a plan', () => {
  test('of a world that agrees is empty', () => {
    const decision = decide(aWorld([ada], [memberOf(ada, 1)]));

    expect(decision).toMatchObject({
      plan: { steps: [], findings: [] },
      integrity: [],
      seats: [{ class: 'F', contracted: null, used: 1, forecast: 1 }],
    });
  });

  test('has the digest of its actions and findings, whatever the verdicts', () => {
    const free = aWorld([gone, ben], [memberOf(ada, 1)]);
    const held = { ...free, policy: aPolicy({ ...SOUND, seats: { F: 9 } }), memory: { ...free.memory } };
    const { plan } = decide(free);

    expect(plan.digest).toBe(digestOf({ actions: plan.steps.map((step) => step.action), findings: plan.findings }));
    expect(decide(held).plan.digest).toBe(plan.digest);
  });
});

describe('a finding after the guards', () => {
  test('tells of a source that cannot be trusted, and what that means', () => {
    const problem = { check: 'cut', place: 'members', detail: 'ended early' } as const;
    const world = aWorld([ada], [memberOf(ada, 1)], {
      directory: aRoster([ada], [{ ...problem, place: 'group PSA Technicians' }]),
      psa: aMemberRoster([memberOf(ada, 1)], [problem]),
    });

    expect(decide(world).plan.findings.map(({ kind, detail, advice }) => [kind, detail, advice])).toEqual([
      [
        'source-problem',
        'group PSA Technicians: ended early',
        'Nobody is switched off for being absent until this is settled.',
      ],
      ['source-problem', 'members: ended early', 'Nothing is written to the PSA until this is settled.'],
    ]);
  });

  test('tells of a protected member whose person has left', () => {
    const world = aWorld([gone], [memberOf(ada, 1)], { policy: aPolicy({ ...SOUND, protectedMembers: ['ada.*'] }) });

    expect(detailsOf(world)).toEqual([
      'protected-departure: ada.example would be switched off (disabled), but: ada.example is listed under "protected".',
    ]);
  });

  test('tells of the last administrator who has left', () => {
    const admin = memberOf(ada, 1, { fields: { securityRole: ROLES.administrator } });

    expect(detailsOf(aWorld([gone], [admin]))).toEqual([
      'protected-departure: ada.example would be switched off (disabled), but: No active administrator would be left in the PSA. Make another member an administrator first.',
    ]);
  });

  test('does not tell of a leaver who is held for another reason, or who goes', () => {
    const psa = aMemberRoster([memberOf(ada, 1)], [{ check: 'cut', place: 'members', detail: 'ended early' }]);

    expect(detailsOf(aWorld([gone], [memberOf(ada, 1)], { psa }))).toEqual(['source-problem: members: ended early']);
    expect(detailsOf(aWorld([gone], [memberOf(ada, 1)]))).toEqual([]);
  });

  test('does not tell of a protected member who would only be changed', () => {
    const world = aWorld([ada], [memberOf(ada, 1, { fields: { lastName: 'Maiden' } })], {
      policy: aPolicy({ ...SOUND, protectedMembers: ['ada.*'] }),
    });

    expect(decide(world).plan.steps.map(stepLine)).toEqual(['update ada.example: hold protected']);
    expect(detailsOf(world)).toEqual([]);
  });

  test.each([
    [1, 'One person waits for a seat.'],
    [0, '2 people wait for a seat.'],
  ])('with %d contracted seats tells who waits: %s', (seats, detail) => {
    const subcontractor = aMember(9, 'break-glass', { licenseClass: 'X', addresses: ['safe@harborpine.example'] });
    const policy = aPolicy({ ...SOUND, seats: { F: seats }, protectedMembers: ['break-glass'] });
    const world = aWorld([ada, ben], [subcontractor], { policy });

    expect(detailsOf(world)).toEqual([`seats-short: ${detail}`]);
  });
});

test('findings are in one order, by kind, then by who, then by wording', () => {
  const all = [
    finding('value-cut', 'know', { people: [ada] }, 'b', ''),
    finding('mail-conflict', 'act', { people: [ben] }, 'a', ''),
    finding('mail-conflict', 'act', { people: [ada] }, 'z', ''),
    finding('mail-conflict', 'act', { people: [ada] }, 'a', ''),
    finding('unmanaged-member', 'act', { members: [aMember(10, 'ten')] }, 'a', ''),
    finding('unmanaged-member', 'act', { members: [aMember(9, 'nine')] }, 'a', ''),
  ];
  const line = (index: number): unknown => all[index];

  expect(sortFindings(all)).toEqual([line(3), line(2), line(1), line(5), line(4), line(0)]);
  expect(sortFindings(all.toReversed())).toEqual(sortFindings(all));
});
