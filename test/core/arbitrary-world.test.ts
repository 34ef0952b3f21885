/** The properties are worth as much as the worlds they run on: every kind of step, guard and finding has to occur in them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAgain } from './builders/play.ts';
import { limitsOf } from './builders/a-world.ts';
import { scene, type Crowd } from './builders/arbitrary-world.ts';
import type { ActionKind, Departure } from '../../src/domain/planning/action.ts';
import type { FindingKind } from '../../src/domain/planning/finding.ts';
import type { GuardName } from '../../src/domain/planning/plan.ts';
import type { IntegrityProblem } from '../../src/domain/planning/decision.ts';
import type { Policy } from '../../src/domain/planning/policy.ts';

const SEED = 20261123;
const LIMITS = limitsOf({ perRun: { count: 2, percent: 100 }, perDay: { count: 2, percent: 100 } });
/** The policies and crowds that the properties run with. */
const COMPANIES: readonly (readonly [Partial<Policy>, Crowd])[] = [
  [{}, 'mixed'],
  [{}, 'leaving'],
  [{ seats: { F: 3, C: 1 } }, 'mixed'],
  [{ limits: LIMITS }, 'mixed'],
];

const seen = new Map<string, number>();
const note = (what: string): void => {
  seen.set(what, (seen.get(what) ?? 0) + 1);
};
for (const [policy, crowd] of COMPANIES) {
  fc.assert(
    fc.property(scene(policy, crowd), ({ world, directory }) => {
      let now = world;
      for (const hours of [0, 1, 1]) {
        const run = runAgain(now, directory, hours);
        now = run.world;
        for (const step of run.decision.plan.steps) {
          note(`${step.verdict} ${step.action.kind}`);
          note(`${step.verdict} because ${step.action.because}`);
          if (step.verdict === 'hold') for (const hold of step.holds) note(`held by ${hold.guard}`);
        }
        for (const found of run.decision.plan.findings) {
          note(`found ${found.kind}`);
          note(`found ${found.kind} to ${found.severity}`);
        }
        const { seating } = run.decision;
        if (seating?.idle === null) note('nobody looked for idle seats');
        if ((seating?.untold.length ?? 0) > 0) note('seats of which it cannot be told');
        if ((seating?.waiting.length ?? 0) > 1) note('several people wait for a seat');
        for (const problem of run.decision.integrity) note(`doubtful: ${problem.check}`);
        for (const doubt of run.decision.matching.doubts) note(`in doubt: ${doubt.kind}`);
        for (const pair of run.decision.matching.pairs) note(`paired by ${pair.evidence[0]}`);
      }
    }),
    { numRuns: 400, seed: SEED },
  );
}

const ACTIONS = { create: 20, reactivate: 5, update: 20, deactivate: 20, reassign: 20 } satisfies Record<
  ActionKind,
  number
>;
const DEPARTURES = {
  disabled: 5,
  deleted: 5,
  suspended: 5,
  gone: 5,
  'out-of-scope': 5,
  unmanaged: 5,
} satisfies Record<Departure, number>;
const GUARDS = {
  protected: 5,
  'last-administrator': 5,
  'source-integrity': 5,
  absence: 5,
  'limit-per-run': 5,
  'limit-per-day': 5,
  seats: 5,
  identity: 5,
  'confirm-return': 5,
  'back-off': 5,
  'work-left': 5,
  'departure-held': 5,
  receiver: 0,
  denied: 0,
  'set-aside': 0,
} satisfies Record<GuardName, number>;
const FINDINGS = {
  'ambiguous-match': 5,
  'possible-duplicate': 5,
  'duplicate-members': 5,
  'member-id-mismatch': 5,
  'member-id-collision': 5,
  'mail-conflict': 5,
  'missing-reference': 5,
  'missing-field': 5,
  'value-cut': 5,
  'unmanaged-member': 5,
  'out-of-scope': 5,
  'suspended-person': 5,
  'pending-person': 5,
  'unreadable-person': 5,
  'guest-excluded': 5,
  'switched-off-by-hand': 5,
  'protected-departure': 5,
  'seats-short': 5,
  'source-problem': 5,
  'events-undelivered': 0,
  'orphaned-work': 5,
  'work-unseen': 5,
  'no-successor': 5,
  'handover-moved': 0,
  'idle-seats': 5,
  'seats-nearly-full': 5,
  'powerful-api-member': 5,
  'inactive-role': 5,
  'role-differs': 5,
  'no-address': 5,
  'foreign-address': 5,
} satisfies Record<FindingKind, number>;
const CHECKS = {
  cut: 5,
  'group-missing': 5,
  'count-contradicted': 5,
  empty: 5,
  shrunk: 5,
  'canary-absent': 5,
  'mapping-changed': 5,
  'mass-gone': 5,
  hidden: 5,
} satisfies Partial<Record<IntegrityProblem['check'], number>>;

/** What can be said in more than one way. */
const SEVERAL = [
  ...(
    [
      'idle-seats',
      'seats-nearly-full',
      'powerful-api-member',
      'inactive-role',
      'role-differs',
      'no-address',
      'foreign-address',
    ] as const
  ).flatMap((kind) => [`found ${kind} to act`, `found ${kind} to know`]),
  'nobody looked for idle seats',
  'seats of which it cannot be told',
  'several people wait for a seat',
];

test.each<[string, number]>([
  ...Object.entries(ACTIONS).flatMap(([kind, least]): [string, number][] => [
    [`go ${kind}`, least],
    [`hold ${kind}`, least],
  ]),
  ...Object.entries(DEPARTURES).flatMap(([because, least]): [string, number][] => [
    [`go because ${because}`, least],
    [`hold because ${because}`, least],
  ]),
  ...Object.entries(GUARDS).map(([guard, least]): [string, number] => [`held by ${guard}`, least]),
  ...Object.entries(FINDINGS).map(([kind, least]): [string, number] => [`found ${kind}`, least]),
  ...Object.entries(CHECKS).map(([check, least]): [string, number] => [`doubtful: ${check}`, least]),
  ...SEVERAL.map((what): [string, number] => [what, 5]),
  ...['ambiguous', 'duplicate'].map((kind): [string, number] => [`in doubt: ${kind}`, 5]),
  ...['link', 'address', 'member-id'].map((evidence): [string, number] => [`paired by ${evidence}`, 5]),
])('the random worlds show "%s" at least %d times', (what, least) => {
  expect(seen.get(what) ?? 0).toBeGreaterThanOrEqual(least);
});
