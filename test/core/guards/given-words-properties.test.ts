/** Whatever people say, nothing passes that no approval lifts, nothing that somebody has denied, and nobody is two people. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import type { Digest } from '../../../src/domain/ids.ts';
import type { Approval } from '../../../src/domain/memory/memory.ts';
import { GUARDS } from '../../../src/domain/planning/plan.ts';
import type { Objection } from '../../../src/domain/rulings/ruling.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { scene } from '../builders/arbitrary-world.ts';
import { NOW } from '../builders/a-world.ts';

const RUNS = { numRuns: 600, seed: 20261123 };
const PEOPLE = [
  { by: 'dana', person: 'id-dana' },
  { by: 'Dana ', person: 'id-dana-2' },
  { by: 'eli', person: 'id-eli' },
  { by: 'fay', person: null },
] as const;

/** For a step: who has approved it, for which guards, and whether that has ended. */
const word = fc.record({
  giver: fc.constantFrom(...PEOPLE),
  guards: fc.oneof(fc.constant([...GUARDS]), fc.subarray([...GUARDS])),
  ended: fc.constantFrom(false, false, false, true),
});
const said = fc.record({
  words: fc.array(word, { minLength: 1, maxLength: 3 }),
  objection: fc.constantFrom('none', 'none', 'none', 'denied', 'aside', 'aside-ended'),
});
const SAYINGS = fc.array(said, { minLength: 40, maxLength: 40 });

type Said = ReturnType<typeof saidOf>;
const saidOf = (
  digests: readonly Digest[],
  sayings: readonly (typeof said extends fc.Arbitrary<infer One> ? One : never)[],
) => {
  const approvals: Approval[] = [];
  const objections: Objection[] = [];
  for (const [index, digest] of digests.entries()) {
    const saying = sayings[index % sayings.length];
    if (saying === undefined) continue;
    for (const { giver, guards, ended } of saying.words)
      approvals.push({
        version: 1,
        digest,
        ...giver,
        guards,
        note: '',
        at: NOW,
        expires: ended ? '2000-01-01T00:00:00.000Z' : '2999-01-01T00:00:00.000Z',
      });
    const objected = { version: 1, digest, by: 'dana', note: '', at: NOW } as const;
    if (saying.objection === 'denied') objections.push({ ...objected, kind: 'denied' });
    if (saying.objection === 'aside') objections.push({ ...objected, kind: 'set-aside', until: null });
    if (saying.objection === 'aside-ended')
      objections.push({ ...objected, kind: 'set-aside', until: '2000-01-01T00:00:00.000Z' });
  }
  return { approvals, objections };
};

function withWords(world: World, words: Said, secondPerson: boolean): World {
  return { ...world, ...words, policy: { ...world.policy, approvals: { secondPerson, expiresHours: 24 } } };
}
/** So tight that much waits for somebody. */
const ONE = { perRun: { count: 1, percent: null }, perDay: { count: 1, percent: null } };
const tight = (world: World): World => ({
  ...world,
  policy: {
    ...world.policy,
    limits: { ...world.policy.limits, deactivate: ONE, create: ONE, 'other-change': ONE, 'role-change': ONE },
  },
});
const goingOf = (world: World) => decide(world).plan.steps.filter(({ verdict }) => verdict === 'go');

test('no word lets a step go that something holds which no approval lifts, or that somebody has denied', () => {
  let freed = 0;
  fc.assert(
    fc.property(scene({}, 'leaving'), SAYINGS, fc.boolean(), (found, sayings, secondPerson) => {
      const world = tight(found.world);
      const bare = decide({ ...world, approvals: [], objections: [] }).plan.steps;
      const words = saidOf(
        bare.map(({ digest }) => digest),
        sayings,
      );
      const objected = new Set(
        words.objections.filter((one) => one.kind === 'denied' || one.until === null).map(({ digest }) => digest),
      );
      for (const step of goingOf(withWords(world, words, secondPerson))) {
        const before = bare.find(({ digest }) => digest === step.digest);
        const holds = before?.verdict === 'hold' ? before.holds : [];
        if (holds.length > 0) freed += 1;
        expect(holds.filter(({ release, guard }) => release !== 'approval' && guard !== 'departure-held')).toEqual([]);
        expect(objected.has(step.digest)).toBe(false);
      }
    }),
    RUNS,
  );
  expect(freed).toBeGreaterThan(50);
});

test('where two have to agree, whatever one person says under one name or account changes nothing', () => {
  let said = 0;
  fc.assert(
    fc.property(scene({}, 'leaving'), SAYINGS, fc.constantFrom('name', 'account', 'nobody'), (found, sayings, way) => {
      const world = tight(found.world);
      const bare = withWords(world, { approvals: [], objections: [] }, true);
      const digests = decide(bare).plan.steps.map(({ digest }) => digest);
      const { approvals } = saidOf(digests, sayings);
      const ofOne = approvals.map((approval, index): Approval => {
        if (way === 'name') return { ...approval, by: index % 2 === 0 ? 'dana' : ' DANA', person: `id-${index}` };
        if (way === 'account') return { ...approval, by: `name ${index}`, person: 'id-dana' };
        return { ...approval, by: `name ${index}`, person: null };
      });
      said += ofOne.length;

      expect(decide(withWords(world, { approvals: ofOne, objections: [] }, true)).plan).toEqual(decide(bare).plan);
    }),
    RUNS,
  );
  expect(said).toBeGreaterThan(500);
});
