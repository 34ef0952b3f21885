/** What holds for the seats of every world. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activity, IdleSeat } from '../../../src/domain/people/seat.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { activityQuestionFor } from '../../../src/core/seats/questions.ts';
import { addHours } from '../../../src/core/instants.ts';
import { decide } from '../../../src/core/decide.ts';
import { scene } from '../builders/arbitrary-world.ts';

/** The seed is fixed where a test counts what it has seen. */
const RUNS = { numRuns: 600, seed: 20261123 };
const SEATS = { F: 3, C: 1 };
const idleOf = (world: World): readonly IdleSeat[] => decide(world).seating?.idle ?? [];
const sourcesOf = (world: World, key: IdleSeat['member']['key']): readonly Activity[] => {
  const member = world.psa.members.find((one) => one.key === key);
  const did = world.activity?.find((one) => one.member === key);
  if (member === undefined || did === undefined) throw new RangeError(`Nothing is known of member ${key}`);
  return [member.lastLogin, did.timeEntry, did.ticket];
};

test('whoever did anything within the days is never called idle, and neither is anybody of whom something is unknown', () => {
  const seen = { idle: 0, never: 0 };
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const since = addHours(world.now, -24 * 60);
      for (const seat of idleOf(world)) {
        const sources = sourcesOf(world, seat.member.key);
        seen.idle += 1;
        if (seat.latest.kind === 'never') seen.never += 1;

        expect(sources.filter((source) => source.kind === 'at' && source.at >= since)).toEqual([]);
        expect(sources.filter((source) => source.kind === 'unknown')).toEqual([]);
        expect(seat.latest.kind).toBe(sources.some((source) => source.kind === 'at') ? 'at' : 'never');
      }
    }),
    RUNS,
  );

  expect(seen.idle).toBeGreaterThan(100);
  expect(seen.never).toBeGreaterThan(10);
});

test('to learn of an activity never makes another seat idle, and to lose sight of one never any', () => {
  fc.assert(
    fc.property(scene(), fc.nat(9), ({ world }, at) => {
      const blind = (world.activity ?? []).map((each, index) =>
        index === at ? { ...each, ticket: { kind: 'unknown', why: 'Not seen.' } as const } : each,
      );
      const before = idleOf(world).map(({ member }) => member.key);
      const after = idleOf({ ...world, activity: blind }).map(({ member }) => member.key);

      expect(after.filter((key) => !before.includes(key))).toEqual([]);
    }),
    RUNS,
  );
});

test('whoever is called idle was asked about', () => {
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const asked = activityQuestionFor(world)?.members.map(({ key }) => key) ?? [];

      expect(idleOf(world).filter(({ member }) => !asked.includes(member.key))).toEqual([]);
    }),
    RUNS,
  );
});

test('the yearly cost is twelve times the sum of the prices of the classes', () => {
  let priced = 0;
  fc.assert(
    fc.property(scene({ seats: SEATS }), ({ world }) => {
      const { prices } = world.policy.seating;
      const { seating } = decide(world);
      const idle = seating?.idle ?? [];
      const cost = idle.reduce((sum, seat) => sum + (seat.yearlyCost ?? 0), 0);
      const sum = idle.reduce((total, seat) => total + 12 * (prices[seat.class]?.monthly ?? 0), 0);
      const used = world.psa.members.reduce(
        (total, { active, licenseClass }) =>
          total + (active && licenseClass !== 'A' ? (prices[licenseClass]?.monthly ?? 0) : 0),
        0,
      );
      if (cost > 0) priced += 1;

      expect(cost).toBeCloseTo(sum, 2);
      for (const seat of idle) expect(seat.yearlyCost === null).toBe(prices[seat.class] === undefined);
      expect(seating?.monthlyCost ?? 0).toBeCloseTo(used, 2);
    }),
    RUNS,
  );

  expect(priced).toBeGreaterThan(50);
});

test('the waiting list is exactly the steps that seats hold, in their order, numbered for each class', () => {
  let waiting = 0;
  fc.assert(
    fc.property(scene({ seats: SEATS }), ({ world }) => {
      const { plan, seating } = decide(world);
      const held = plan.steps.filter(
        (step) => step.verdict === 'hold' && step.holds.some(({ guard }) => guard === 'seats'),
      );
      const list = seating?.waiting ?? [];
      waiting += list.length;

      expect(list.map(({ step }) => step)).toEqual(held.map(({ digest }) => digest));
      for (const seat of ['F', 'C'] as const) {
        const queue = list.filter((each) => each.class === seat);
        expect(queue.map(({ position }) => position)).toEqual(queue.map((_each, index) => index + 1));
      }
    }),
    RUNS,
  );

  expect(waiting).toBeGreaterThan(20);
});

test('the order in which activity was read changes nothing', () => {
  fc.assert(
    fc.property(scene({ seats: SEATS }), ({ world }) => {
      const turned = { ...world, activity: world.activity?.toReversed() ?? null };

      expect(JSON.stringify(decide(turned))).toBe(JSON.stringify(decide(world)));
    }),
    RUNS,
  );
});
