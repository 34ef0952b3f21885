/** A preview puts everybody where they belong, and each of them once. */
import { describe, expect, test } from 'vitest';
import { aMember, memberOf, ROLES } from './builders/a-member.ts';
import { aMemberRoster, aPolicy, aWorld } from './builders/a-world.ts';
import { aPerson, outside } from './builders/a-person.ts';
import { scene } from './builders/arbitrary-world.ts';
import { decide } from '../../src/core/decide.ts';
import fc from 'fast-check';
import { previewOf } from '../../src/core/preview.ts';
import type { World } from '../../src/domain/planning/world.ts';

const [ada, ben, cyd, dan, eva] = ['Ada Example', 'Ben Example', 'Cyd Example', 'Dan Example', 'Eva Example'].map(
  (name) => aPerson(name),
) as [ReturnType<typeof aPerson>, ...ReturnType<typeof aPerson>[]];
const preview = (world: World) => previewOf(world, decide(world));
const ids = (steps: readonly { readonly action: { readonly kind: string } }[]): readonly string[] =>
  steps.map(({ action }) => action.kind);

describe('a preview', () => {
  test('tells of a pair by which evidence it is one, and what would be written', () => {
    const drifted = memberOf(ben!, 2, { fields: { securityRole: ROLES.dispatcher } });
    const { linked } = preview(aWorld([ada, ben!], [drifted, memberOf(ada, 1)]));

    expect(
      linked.map(({ person, member, active, evidence, step }) => [
        person.login,
        member.identifier,
        active,
        evidence,
        step?.action.kind ?? null,
      ]),
    ).toEqual([
      ['ada.example@harborpine.example', 'ada.example', true, ['address'], null],
      ['ben.example@harborpine.example', 'ben.example', true, ['address'], 'update'],
    ]);
  });

  test('lists a member who would come back among the linked', () => {
    const { linked, deactivated } = preview(aWorld([ada], [memberOf(ada, 1, { active: false })]));

    expect(linked).toMatchObject([{ active: false, step: { verdict: 'hold', action: { kind: 'reactivate' } } }]);
    expect(deactivated).toEqual([]);
  });

  test('keeps those apart who are gone, who are in no group, and whom nobody knows', () => {
    const disabled = { ...ada, state: 'disabled' } as const;
    const world = aWorld(
      [disabled, ben!],
      [memberOf(ada, 1), memberOf(cyd!, 3), aMember(4, 'nobody'), memberOf(ben!, 2)],
      {
        lookups: [
          { member: memberOf(ada, 1).key, people: [disabled] },
          { member: memberOf(cyd!, 3).key, people: [outside(cyd!)] },
        ],
      },
    );
    const seen = preview(world);

    expect(seen.deactivated).toMatchObject([
      { action: { because: 'disabled', member: { identifier: 'ada.example' } } },
    ]);
    expect(seen.outOfScope).toMatchObject([
      { action: { because: 'out-of-scope', member: { identifier: 'cyd.example' } } },
    ]);
    expect(seen.unknown.map(({ identifier }) => identifier)).toEqual(['nobody']);
    expect(seen.linked.map(({ member }) => member.identifier)).toEqual(['ben.example']);
    expect([seen.people, seen.members]).toEqual([2, 4]);
  });

  test('lists whoever is unknown among the deactivated where the policy says so', () => {
    const policy = aPolicy({ unmanaged: 'deactivate', mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] });
    const seen = preview(aWorld([ada], [memberOf(ada, 1), aMember(4, 'zed'), aMember(5, 'nobody')], { policy }));

    expect(seen.deactivated.map(({ action }) => action.kind === 'deactivate' && action.member.identifier)).toEqual([
      'nobody',
      'zed',
    ]);
    expect(seen.unknown).toEqual([]);
  });

  test('tells whom nothing is written for, and why', () => {
    const twin = memberOf(ada, 2, { identifier: 'ada2' });
    const { doubtful, linked, created } = preview(aWorld([ada, eva!], [memberOf(ada, 1), twin]));

    expect(doubtful).toMatchObject([
      { people: [{ login: ada.login }], members: [{ identifier: 'ada.example' }, { identifier: 'ada2' }] },
    ]);
    expect(doubtful[0]?.why).not.toBe('');
    expect(linked).toEqual([]);
    expect(ids(created)).toEqual(['create']);
  });

  test('tells who is in a mapped group and gets no member for now', () => {
    const guest = aPerson('Dan Guest', { type: 'guest' });
    const { leftOut, created } = preview(aWorld([ada, guest, { ...dan!, state: 'pending' }], [memberOf(ada, 1)]));

    expect(leftOut.map(({ person }) => person.login).toSorted()).toEqual([dan!.login, guest.login].toSorted());
    expect(leftOut.every(({ why }) => why !== '')).toBe(true);
    expect(created).toEqual([]);
  });

  test('says why the sources cannot be trusted', () => {
    const problem = { check: 'cut', place: 'members', detail: 'ended early' } as const;
    const { integrity } = preview(
      aWorld([ada], [memberOf(ada, 1)], { psa: aMemberRoster([memberOf(ada, 1)], [problem]) }),
    );

    expect(integrity).toMatchObject([{ side: 'psa', check: 'cut' }]);
  });
});

test('a member is linked, leaving or unknown, never two of them; a doubt may name one whose own pair stands', () => {
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const decision = decide(world);
      const { linked, doubtful, deactivated, outOfScope, unknown } = previewOf(world, decision);
      const keys = [
        ...linked.map(({ member }) => member.key),
        ...[...deactivated, ...outOfScope].flatMap(({ action }) =>
          action.kind === 'create' ? [] : [action.member.key],
        ),
        ...unknown.map(({ key }) => key),
      ];
      expect(new Set(keys).size).toBe(keys.length);

      const told = new Set([...keys, ...doubtful.flatMap(({ members }) => members.map(({ key }) => key))]);
      const paired = decision.matching.pairs.map(({ member }) => member.key);
      expect(paired.filter((key) => !told.has(key))).toEqual([]);
    }),
    { seed: 20261126, numRuns: 300 },
  );
});
