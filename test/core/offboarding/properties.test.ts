/** What holds for the work of those who leave, in every world. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { dutyQuestionFor, managersFor } from '../../../src/core/offboarding/duties/questions.ts';
import { awaitingSubject, failureSubject } from '../../../src/core/subjects.ts';
import type { Action } from '../../../src/domain/planning/action.ts';
import type { Decision } from '../../../src/domain/planning/decision.ts';
import { HANDOVER_WAYS, REPORT_ONLY } from '../../../src/domain/offboarding/handover.ts';
import type { MemberRef } from '../../../src/domain/people/member.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { anApproval } from '../builders/a-world.ts';
import { scene } from '../builders/arbitrary-world.ts';
import { lookAt } from '../builders/look-at.ts';
import { play, runAgain } from '../builders/play.ts';

/** Many leave, so that there is work to hand over. */
const leaving = fc.oneof(scene({}, 'leaving'), scene({}, 'leaving'), scene());
const RUNS = { numRuns: 1_600, seed: 20261127 };
type Reassign = Extract<Action, { kind: 'reassign' }>;
const reassignments = ({ plan }: Decision, verdict?: 'go'): readonly Reassign[] =>
  plan.steps.flatMap(({ verdict: own, action }) =>
    action.kind === 'reassign' && (verdict === undefined || own === verdict) ? [action] : [],
  );
function takers(decision: Decision): readonly MemberRef[] {
  return decision.plan.steps.flatMap(({ action }) =>
    action.kind === 'reassign'
      ? [action.reassignment.to]
      : action.kind === 'deactivate'
        ? action.handover.map(({ to }) => to)
        : [],
  );
}
/** Some steps are approved, whatever they wait for. */
function approving(world: World, which: (index: number) => boolean): World {
  const { steps } = decide(world).plan;
  const approvals = steps
    .filter((_step, index) => which(index))
    .map(({ digest, ...step }) =>
      anApproval(digest, { guards: step.verdict === 'hold' ? step.holds.map(({ guard }) => guard) : [] }),
    );
  return { ...world, approvals };
}

describe('whoever takes work over', () => {
  test('is an active human who stays, and never the one who leaves', () => {
    let seen = 0;
    fc.assert(
      fc.property(leaving, ({ world }) => {
        const decision = decide(world);
        const gone = new Set([
          ...decision.plan.steps.flatMap(({ action }) => (action.kind === 'deactivate' ? [action.member.key] : [])),
          ...(decision.offboarding?.leavers ?? []).map(({ member }) => member.key),
        ]);
        for (const { key } of takers(decision)) {
          const member = world.psa.members.find((one) => one.key === key);
          seen += 1;

          expect(member).toMatchObject({ active: true });
          expect(member?.licenseClass).not.toBe('A');
          expect(gone).not.toContain(key);
        }
      }),
      RUNS,
    );

    expect(seen).toBeGreaterThan(250);
  });

  test('is never their own superior, and takes only what the leaver has', () => {
    fc.assert(
      fc.property(leaving, ({ world }) => {
        for (const { reassignment, member } of reassignments(decide(world))) {
          const { duty, from, to } = reassignment;
          const ticket =
            duty.kind === 'approver'
              ? undefined
              : world.duties?.tickets.find((each) => each.list === duty.ticket.list && each.id === duty.ticket.id);
          const of = world.psa.members.find((each) => duty.kind === 'approver' && each.key === duty.of.key);

          expect(from).toEqual(member);
          expect(to.key).not.toBe(from.key);
          expect(to.key).not.toBe(of?.key);
          if (duty.kind === 'ticket-owner') expect(ticket?.owner?.key).toBe(from.key);
          if (duty.kind === 'ticket-resource') expect(ticket?.resources).toContain(from.identifier);
          if (duty.kind === 'approver') expect(of?.fields[duty.field]?.id).toBe(from.key);
        }
      }),
      RUNS,
    );
  });
});

test('nothing is handed over while its leaver’s departure is held, whatever somebody approves', () => {
  const seen = { going: 0, waiting: 0 };
  const tight = { perRun: { count: 1, percent: 100 }, perDay: { count: 1, percent: 100 } };
  fc.assert(
    fc.property(
      leaving,
      fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      fc.boolean(),
      ({ world }, chosen, limited) => {
        const limits = limited ? { ...world.policy.limits, deactivate: tight } : world.policy.limits;
        const decision = decide(
          approving({ ...world, policy: { ...world.policy, limits } }, (index) => chosen[index % 10] === true),
        );
        const departures = new Map(
          decision.plan.steps.flatMap(({ verdict, action }) =>
            action.kind === 'deactivate' ? [[action.member.key, verdict] as const] : [],
          ),
        );
        for (const { verdict, action } of decision.plan.steps) {
          if (action.kind !== 'reassign') continue;
          if (verdict === 'hold') seen.waiting += 1;
          else if (action.because === 'left-earlier') expect(departures.has(action.member.key)).toBe(false);
          else {
            seen.going += 1;

            expect(departures.get(action.member.key)).toBe('go');
          }
        }
      },
    ),
    RUNS,
  );

  expect(seen.going).toBeGreaterThan(50);
  expect(seen.waiting).toBeGreaterThan(50);
});

test('what was handed over is not handed over again, by no later run', () => {
  let seen = 0;
  fc.assert(
    fc.property(leaving, ({ world, directory }) => {
      const first = decide(world);
      const done = reassignments(first, 'go').map(failureSubject);
      let { world: now } = play(world, first);
      for (const hours of [1, 1]) {
        const again = runAgain(now, directory, hours);
        now = again.world;
        seen += done.length;

        expect(
          reassignments(again.decision)
            .map(failureSubject)
            .filter((subject) => done.includes(subject)),
        ).toEqual([]);
      }
    }),
    RUNS,
  );

  expect(seen).toBeGreaterThan(60);
});

test('a kind that is only reported, or awaited, is never handed over', () => {
  fc.assert(
    fc.property(leaving, ({ world }) => {
      const { duties } = world.policy.offboarding;
      for (const { kind } of reassignments(decide(world)).map(({ reassignment }) => reassignment.duty))
        expect(duties[kind].kind).toBe('reassign');

      const told = decide({ ...world, policy: { ...world.policy, offboarding: REPORT_ONLY } });

      expect(takers(told)).toEqual([]);
      expect(
        told.plan.steps.flatMap((step) => (step.verdict === 'hold' ? step.holds : [])).map(({ guard }) => guard),
      ).not.toContain('work-left');
    }),
    RUNS,
  );
});

test('every duty has one fate, and what hands it over is in the plan', () => {
  fc.assert(
    fc.property(leaving, ({ world }) => {
      const decision = decide(world);
      const steps = new Map(decision.plan.steps.map(({ digest, action }) => [digest, action]));
      const named = new Set<string>();
      for (const sheet of decision.offboarding?.leavers ?? []) {
        const departure = sheet.step === null ? undefined : steps.get(sheet.step);
        if (sheet.because !== null) expect(departure).toMatchObject({ kind: 'deactivate', member: sheet.member });
        for (const { duty, fate } of sheet.before) {
          expect(duty.member).toBe(sheet.member.key);
          if (fate.kind === 'awaited') expect(world.policy.offboarding.duties[duty.kind].kind).toBe('hold');
          if (fate.kind !== 'handed-over') continue;
          if (fate.step === null) {
            expect(HANDOVER_WAYS[duty.kind]).toBe('deactivation');
            expect(departure?.kind === 'deactivate' && departure.handover).toContainEqual({
              kind: duty.kind,
              to: fate.to,
            });
          } else {
            named.add(fate.step);

            expect(steps.get(fate.step)?.kind).toMatch(/^(?:reassign|update)$/);
          }
        }
      }
      const planned = [...steps].filter(([, { kind }]) => kind === 'reassign').map(([digest]) => digest);

      expect(planned.filter((digest) => !named.has(digest))).toEqual([]);
    }),
    RUNS,
  );
});

test('what is awaited, or could not be seen where more than a report is wanted, holds the departure', () => {
  let seen = 0;
  fc.assert(
    fc.property(leaving, ({ world }) => {
      const { plan, offboarding } = decide(world);
      const { duties } = world.policy.offboarding;
      for (const { before, step: digest, unseen } of offboarding?.leavers ?? []) {
        const step = plan.steps.find((each) => each.digest === digest);
        const waits =
          before.some(({ fate }) => fate.kind === 'awaited') ||
          unseen.some(({ kind }) => duties[kind].kind !== 'report');
        const guards = step?.verdict === 'hold' ? step.holds.map(({ guard }) => guard) : [];
        if (step !== undefined && waits) seen += 1;

        expect(guards.includes('work-left')).toBe(step !== undefined && waits);
      }
    }),
    RUNS,
  );

  expect(seen).toBeGreaterThan(50);
});

describe('what is asked', () => {
  test('is enough: tickets that are not kept, and work of others, change nothing', () => {
    let dropped = 0;
    fc.assert(
      fc.property(leaving, ({ world }) => {
        const question = dutyQuestionFor({ ...world, duties: null, managers: [] });
        const { duties } = world;
        if (duties === null || question === null) return;
        const keys = new Set(question.members.map(({ key }) => key));
        const tickets = duties.tickets.filter(question.keep);
        dropped += duties.tickets.length - tickets.length;
        const asked = {
          ...duties,
          tickets,
          entries: duties.entries.filter(({ member }) => keys.has(member)),
          records: duties.records.filter(({ member }) => keys.has(member)),
        };

        expect(decide({ ...world, duties: asked })).toEqual(decide(world));
      }),
      RUNS,
    );

    expect(dropped).toBeGreaterThan(250);
  });

  test('names everybody with a sheet, and no manager that is not asked for changes anything but who is above them', () => {
    fc.assert(
      fc.property(leaving, ({ world }) => {
        const question = dutyQuestionFor({ ...world, duties: null, managers: [] });
        const people = new Set(managersFor({ ...world, duties: null, managers: [] }));
        const { offboarding } = decide(world);
        const asked = new Set((question?.members ?? []).map(({ key }) => key));

        expect((offboarding?.leavers ?? []).filter(({ member }) => !asked.has(member.key))).toEqual([]);
        expect(question === null && (offboarding?.orphans ?? null) !== null).toBe(false);
        for (const { person } of offboarding?.leavers ?? [])
          if (person !== null && people.size > 0) expect(people).toContain(person.id);
      }),
      RUNS,
    );
  });

  test('about one person is about that person’s members alone, and so is what is planned', () => {
    fc.assert(
      fc.property(leaving, ({ world, directory }) => {
        for (const person of directory) {
          const look = lookAt(person.id, world, directory);
          const decision = decide(look);
          const asked = dutyQuestionFor({ ...look, duties: null, managers: [] });
          const keys = new Set((asked?.members ?? []).map(({ key }) => key));

          expect(asked?.tickets ?? 'of-members').toBe('of-members');
          expect(decision.offboarding?.orphans ?? null).toBeNull();
          for (const action of reassignments(decision)) expect(keys).toContain(action.member.key);
        }
      }),
      { ...RUNS, numRuns: 200 },
    );
  });
});

test('a step has the same name from run to run, whoever takes it', () => {
  fc.assert(
    fc.property(leaving, ({ world }) => {
      const names = reassignments(decide(world)).map(awaitingSubject);

      expect(new Set(names).size).toBe(names.length);
      for (const name of names)
        expect(name).toMatch(/^reassign member:\d+ (?:ticket-\w+ (?:service|project):\d+|\w+ of \d+)$/);
    }),
    RUNS,
  );
});
