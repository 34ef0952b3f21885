/** What holds for every world, however crowded. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ABSENCES } from '../../src/domain/planning/action.ts';
import type { Decision } from '../../src/domain/planning/decision.ts';
import type { MemberRef } from '../../src/domain/people/member.ts';
import type { Step } from '../../src/domain/planning/plan.ts';
import type { WriteClass } from '../../src/domain/planning/policy.ts';
import { anApproval, aPolicy, limitsOf } from './builders/a-world.ts';
import { addHours } from '../../src/core/instants.ts';
import { allowed, limitBase } from '../../src/core/guards/limits.ts';
import { connectionName } from '../../src/domain/ids.ts';
import { createMemories } from '../../src/adapters/records/memory/memories.ts';
import { createMemoryStore } from '../support/in-memory/memory-store.ts';
import { canonicalWorld } from '../../src/core/matching/canonical-world.ts';
import { decide } from '../../src/core/decide.ts';
import { matchWorld } from '../../src/core/matching/lookups.ts';
import { failureSubject } from '../../src/core/subjects.ts';
import { planActions } from '../../src/core/planning/plan.ts';
import { planOffboarding } from '../../src/core/offboarding/plan-offboarding.ts';
import { play, runAgain } from './builders/play.ts';
import { scene } from './builders/arbitrary-world.ts';
import { seatMoves } from '../../src/core/guards/seats.ts';
import { writeClass } from '../../src/domain/planning/action.ts';

const RUNS = { numRuns: 400 };
/** For properties that count what they have seen, so that the count never depends on luck. */
const SEED = 20261123;
const going = (decision: Decision): readonly Step[] => decision.plan.steps.filter((step) => step.verdict === 'go');

test('a plan after its own apply is empty, apart from what waits', () => {
  fc.assert(
    fc.property(scene(), ({ world, directory }) => {
      let now = play(world, decide(world)).world;
      // Absences need their second sighting; and whoever leaves then takes along the doubts about an address that they shared with others.
      for (let again = 0; again < 3; again += 1) now = runAgain(now, directory, 1).world;

      expect(going(runAgain(now, directory, 1).decision)).toEqual([]);
    }),
    RUNS,
  );
});

test('the order of the input never changes the digest', () => {
  fc.assert(
    fc.property(scene(), fc.integer(), ({ world }, seed) => {
      const turn = <T>(list: readonly T[]): readonly T[] => {
        const at = list.length === 0 ? 0 : Math.abs(seed) % list.length;
        return [...list.slice(at), ...list.slice(0, at)].reverse();
      };
      const turned = {
        ...world,
        directory: { ...world.directory, people: turn(world.directory.people) },
        psa: { ...world.psa, members: turn(world.psa.members) },
        lookups: turn(world.lookups),
        managers: turn(world.managers),
        duties:
          world.duties === null
            ? null
            : {
                ...world.duties,
                tickets: turn(world.duties.tickets),
                entries: turn(world.duties.entries),
                records: turn(world.duties.records),
                unseen: turn(world.duties.unseen),
                teams: turn(world.duties.teams),
              },
        memory: { ...world.memory, links: world.memory.links },
      };

      expect(decide(turned).plan.digest).toBe(decide(world).plan.digest);
      expect(decide(turned).plan.steps).toEqual(decide(world).plan.steps);
      expect(decide(turned).offboarding).toEqual(decide(world).offboarding);
    }),
    RUNS,
  );
});

test('no step that goes touches a protected member or an API member, even when everything is approved', () => {
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const approved = approveAll(world);
      for (const step of going(decide(approved))) {
        if (step.action.kind === 'create') continue;
        const duty = step.action.kind === 'reassign' ? step.action.reassignment.duty : null;
        for (const { key } of duty?.kind === 'approver' ? [step.action.member, duty.of] : [step.action.member]) {
          const member = world.psa.members.find((one) => one.key === key);

          expect(member?.licenseClass).not.toBe('A');
          expect(member?.identifier).not.toMatch(/^protected/);
        }
      }
    }),
    RUNS,
  );
});

test('an incomplete source never lets an absence-based deactivation go, even when everything is approved', () => {
  const problem = { check: 'cut', place: 'group PSA Technicians', detail: 'ended early' } as const;
  fc.assert(
    fc.property(scene({ unmanaged: 'deactivate' }), fc.boolean(), ({ world, directory }, psaSide) => {
      const doubtful = psaSide
        ? { ...world, psa: { ...world.psa, problems: [problem], complete: false } }
        : { ...world, directory: { ...world.directory, problems: [problem], complete: false } };
      const first = play(approveAll(doubtful), decide(approveAll(doubtful)));
      const second = runAgain(first.world, directory, 1);
      const absent = [...going(decide(approveAll(doubtful))), ...going(second.decision)].filter(
        (step) => step.action.kind === 'deactivate' && ABSENCES.includes(step.action.because),
      );

      expect(absent).toEqual([]);
      if (psaSide) expect(going(decide(doubtful))).toEqual([]);
    }),
    RUNS,
  );
});

test('creations and reactivations never pass the contracted seats', () => {
  fc.assert(
    fc.property(scene({ seats: { F: 3, C: 1 } }), ({ world }) => {
      const before = decide(world);
      const after = play(world, before).world.psa.members;
      for (const seat of before.seats) {
        const used = after.filter((member) => member.active && member.licenseClass === seat.class).length;

        expect(used).toBe(seat.forecast);
        expect(used).toBeLessThanOrEqual(Math.max(seat.contracted ?? Infinity, seat.used));
      }
    }),
    RUNS,
  );
});

test('what goes and what is held are all planned actions, each once', () => {
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const whole = canonicalWorld(world);
      const matching = matchWorld(whole);
      const { draft } = planOffboarding(whole, matching, planActions(whole, matching));
      const planned = draft.actions.map((one) => JSON.stringify(one.action));
      const steps = decide(world).plan.steps.map((step) => JSON.stringify(step.action));

      expect([...steps].sort()).toEqual([...planned].sort());
    }),
    RUNS,
  );
});

test('no account is written to twice by one plan, no duty is handed over twice, and nothing is written to a record in doubt', () => {
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const { plan, matching } = decide(world);
      const accounts = plan.steps.map(({ action }) => action).filter(({ kind }) => kind !== 'reassign');
      const written = accounts.flatMap((action) => (action.kind === 'create' ? [] : [action.member.key]));
      const duties = plan.steps.flatMap(({ action }) => (action.kind === 'reassign' ? [action] : []));
      const touched = duties.flatMap(({ member, reassignment: { duty } }) =>
        duty.kind === 'approver' ? [member.key, duty.of.key] : [member.key],
      );
      const paired = new Set(matching.pairs.map((pair) => pair.member.key));
      const doubted = matching.doubts
        .flatMap((doubt) => doubt.members.map((member) => member.key))
        .filter((key) => !paired.has(key));
      const created = plan.steps.flatMap(({ action }) => (action.kind === 'create' ? [action.person.id] : []));

      expect(new Set(written).size).toBe(written.length);
      expect(new Set(created).size).toBe(created.length);
      expect(new Set(duties.map(failureSubject)).size).toBe(duties.length);
      expect([...written, ...touched].filter((key) => doubted.includes(key))).toEqual([]);
    }),
    RUNS,
  );
});

test('limits hold over any sequence of runs within 24 hours', () => {
  const limits = limitsOf({ perRun: { count: 2, percent: 50 }, perDay: { count: 3, percent: 50 } });
  fc.assert(
    fc.property(fc.tuple(scene({ limits }), fc.array(scene({ limits }), { maxLength: 5 })), ([first, later]) => {
      let { world } = first;
      const written: { readonly kind: WriteClass; readonly at: string; readonly most: number }[] = [];
      for (const [index, next] of [first, ...later].entries()) {
        // The directory turns into another one every three hours; the PSA and the memory go on.
        const now = addHours(world.now, 3);
        const turn = {
          ...next.world,
          now,
          psa: world.psa,
          memory: world.memory,
          pastWrites: world.pastWrites,
          policy: aPolicy({ ...next.world.policy, limits, shrunkBelowPercent: 0 }),
          lookups: index === 0 ? world.lookups : [],
        };
        const decision = decide(turn);
        for (const step of going(decision)) {
          const kind = writeClass(step.action);
          written.push({ kind, at: now, most: allowed(limits[kind].perDay, limitBase(turn)) });
        }
        world = play(turn, decision).world;
      }
      for (const [index, write] of written.entries()) {
        const before = written
          .slice(0, index + 1)
          .filter((each) => each.kind === write.kind && each.at > addHours(write.at, -24));

        expect(
          before.filter((each) => each.at < write.at).length +
            written.filter((each) => each.kind === write.kind && each.at === write.at).length,
        ).toBeLessThanOrEqual(write.most);
      }
    }),
    RUNS,
  );
});

test('approving one step never lets another step go, but for the work that goes with a departure and the seat that it frees', () => {
  const limits = limitsOf({ perRun: { count: 2, percent: 100 }, perDay: { count: 2, percent: 100 } });
  const seen = { approved: 0, lifted: 0 };
  fc.assert(
    fc.property(scene({ limits, seats: { F: 3, C: 1 } }), ({ world, directory }) => {
      const settled = runAgain(world, directory, 1).world;
      const before = decide(settled);
      const goes = new Set(going(before).map((step) => step.digest));
      for (const held of before.plan.steps.filter((step) => step.verdict === 'hold')) {
        const after = going(decide({ ...settled, approvals: [anApproval(held.digest)] }));
        seen.approved += 1;
        if (after.some((step) => step.digest === held.digest)) seen.lifted += 1;
        const { action } = held;
        const record = settled.psa.members.find(
          (member) => action.kind !== 'create' && member.key === action.member.key,
        );
        const freed = seatMoves(action, record).filter((move) => move.by === -1);
        const others = after
          .filter((step) => step.digest !== held.digest && !goes.has(step.digest))
          .filter((step) => action.kind !== 'deactivate' || !isWorkOf(action.member, step));
        const waited = before.plan.steps
          .filter((step) => others.some((other) => other.digest === step.digest))
          .flatMap((step) => (step.verdict === 'hold' ? step.holds.map((hold) => hold.guard) : []));

        expect(waited.filter((guard) => guard !== 'seats')).toEqual([]);
        expect(others.length).toBeLessThanOrEqual(freed.length);
      }
    }),
    { ...RUNS, seed: SEED },
  );

  expect(seen.approved).toBeGreaterThan(400);
  expect(seen.lifted).toBeGreaterThan(100);
});

test('a memory that was stored as JSON and read again is the same memory and gives the same decision', async () => {
  const connection = connectionName('harborpine');
  await fc.assert(
    fc.asyncProperty(scene(), async ({ world, directory }) => {
      const after = runAgain(world, directory, 1).world;
      const memories = createMemories(createMemoryStore());
      await memories.write(connection, after.memory, null);
      const { memory } = await memories.read(connection);

      expect(memory).toStrictEqual(after.memory);
      expect(JSON.stringify(decide({ ...after, memory }))).toBe(JSON.stringify(decide(after)));
    }),
    RUNS,
  );
});

test('deciding twice gives the same bytes, and so does deciding a copy of the world', () => {
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const { toAscii, ...values } = world;
      const first = JSON.stringify(decide(world));

      expect(JSON.stringify(decide(world))).toBe(first);
      expect(JSON.stringify(decide({ ...structuredClone(values), toAscii }))).toBe(first);
    }),
    RUNS,
  );
});

test('a person in doubt is never created, even when everything is approved', () => {
  const seen = { doubts: 0, created: 0 };
  fc.assert(
    fc.property(scene(), ({ world }) => {
      const { plan, matching } = decide(approveAll(world));
      const doubted = new Set(matching.doubts.flatMap((doubt) => doubt.people.map((person) => person.id)));
      const created = plan.steps.flatMap(({ action }) => (action.kind === 'create' ? [action.person.id] : []));
      seen.doubts += doubted.size;
      seen.created += created.length;

      expect(created.filter((person) => doubted.has(person))).toEqual([]);
    }),
    { ...RUNS, seed: SEED },
  );

  expect(seen.doubts).toBeGreaterThan(100);
  expect(seen.created).toBeGreaterThan(100);
});

test('nothing rests on the absence of a member whose look-up could not be finished', () => {
  const seen = { unfinished: 0 };
  fc.assert(
    fc.property(scene({ unmanaged: 'deactivate' }), fc.nat(3), ({ world }, every) => {
      const unfinished = world.lookups.filter((_answer, index) => index % (every + 1) === 0);
      const unfinishedLookups = unfinished.map((answer) => answer.member);
      const lookups = world.lookups.filter((answer) => !unfinished.includes(answer));
      const { steps } = decide({ ...world, lookups, unfinishedLookups }).plan;
      seen.unfinished += unfinished.length;

      expect(
        steps.filter(
          ({ action }) =>
            action.kind === 'deactivate' &&
            ABSENCES.includes(action.because) &&
            unfinishedLookups.includes(action.member.key),
        ),
      ).toEqual([]);
    }),
    { ...RUNS, seed: SEED },
  );

  expect(seen.unfinished).toBeGreaterThan(50);
});

function isWorkOf(member: MemberRef, { action }: Step): boolean {
  return action.kind === 'reassign' && action.member.key === member.key;
}

function approveAll(world: Parameters<typeof decide>[0]): Parameters<typeof decide>[0] {
  const approvals = decide(world).plan.steps.map(
    (step) =>
      ({
        version: 1,
        digest: step.digest,
        by: 'Ada',
        person: null,
        guards: step.verdict === 'hold' ? step.holds.map((hold) => hold.guard) : [],
        note: '',
        at: world.now,
        expires: addHours(world.now, 24),
      }) as const,
  );
  return { ...world, approvals };
}
