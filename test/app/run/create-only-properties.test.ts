// Whatever the world is like: in the mode create-only no write but a creation, and what belongs to it, ever reaches the PSA.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute, type Execution } from '../../../src/app/write/execute.ts';
import { unattendedWrites } from '../../../src/app/run/unattended-writes.ts';
import { decide } from '../../../src/core/decide.ts';
import { runId } from '../../../src/domain/ids.ts';
import type { SeatClass } from '../../../src/domain/people/member.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { aConnection, type Connection } from '../../support/builders/a-connection.ts';
import { scene, type Crowd } from '../../core/builders/arbitrary-world.ts';

const SEED = 20261126;
const RUNS = { numRuns: 300, seed: SEED };
const SEATS = { F: 3, C: 1 };

/** The plan of this world, carried out as in this mode, against a PSA that holds the world's members and tickets. */
async function carriedOut(world: World, mode: 'create-only' | 'full') {
  const ports: Connection = { ...aConnection({ ...world.policy, linkSso: true }), mode };
  ports.psa.members.clear();
  ports.psa.put(...world.psa.members);
  if (world.duties !== null) ports.psa.duties.reading = world.duties;
  const { plan } = decide(world);
  const { creationsOnly = false } = { creationsOnly: undefined, ...unattendedWrites(mode) };
  const lease = await ports.lock.acquire(ports.name);
  if (lease === undefined) throw new Error('Nobody else holds this lock');
  const execution: Execution = {
    run: runId('20261126T100000Z-000000'),
    plan,
    world,
    lease,
    isWanted: () => true,
    creationsOnly,
    deadline: null,
    outcomes: new Map(),
    handedOver: [],
  };
  await execute(ports, execution);
  return { ports, execution, going: plan.steps.filter(({ verdict }) => verdict === 'go') };
}

function usedSeats(ports: Connection, seat: SeatClass): number {
  return [...ports.psa.members.values()].filter(({ active, licenseClass }) => active && licenseClass === seat).length;
}

test.each<[string, Parameters<typeof scene>]>([
  ['in a mixed crowd', [{}, 'mixed']],
  ['when one in two leaves', [{}, 'leaving']],
  ['when seats are short', [{ seats: SEATS }, 'mixed']],
] satisfies [string, [Partial<World['policy']>, Crowd]][])(
  'only creations are written, and the rest of what goes is left: %s',
  async (_name, company) => {
    const seen = { created: 0, left: 0, handovers: 0 };
    await fc.assert(
      fc.asyncProperty(scene(...company), async ({ world }) => {
        const { ports, execution, going } = await carriedOut(world, 'create-only');
        const made = new Set(
          ports.psa.sent.filter(({ write }) => write === 'create').map(({ identifier }) => identifier),
        );

        for (const { write, identifier } of ports.psa.sent)
          expect(write === 'create' || (write === 'link-sso' && made.has(identifier))).toBe(true);
        expect(ports.psa.duties.sent).toEqual([]);
        expect(ports.psa.duties.finished).toEqual([]);
        expect(execution.handedOver).toEqual([]);
        for (const { entry } of ports.journal.entries)
          if (entry.kind === 'intent') expect([entry.action, entry.class]).toEqual(['create', 'create']);
        for (const { digest, action } of going) {
          const outcome = execution.outcomes.get(digest)?.kind;
          if (action.kind !== 'create') expect(outcome).toBe('left');
          else expect(outcome).not.toBe('skipped');
          if (outcome === 'left') seen.left += 1;
          if (action.kind === 'reassign') seen.handovers += 1;
        }
        seen.created += made.size;
      }),
      RUNS,
    );

    expect(seen.created).toBeGreaterThan(50);
    expect(seen.left).toBeGreaterThan(30);
    expect(seen.handovers).toBeGreaterThan(0);
  },
);

test('nobody who was there is changed', async () => {
  await fc.assert(
    fc.asyncProperty(scene({}, 'leaving'), async ({ world }) => {
      const { ports } = await carriedOut(world, 'create-only');

      for (const member of world.psa.members) expect(ports.psa.members.get(member.key)).toEqual(member);
    }),
    RUNS,
  );
});

test('no seat is taken that only a step which is left would free', async () => {
  let waited = 0;
  await fc.assert(
    fc.asyncProperty(scene({ seats: SEATS }, 'leaving'), async ({ world }) => {
      const { ports, execution } = await carriedOut(world, 'create-only');
      for (const seat of ['F', 'C'] as const) {
        const before = world.psa.members.filter(({ active, licenseClass }) => active && licenseClass === seat).length;

        expect(usedSeats(ports, seat)).toBeLessThanOrEqual(Math.max(before, SEATS[seat]));
      }
      for (const { digest, action } of execution.plan.steps)
        if (action.kind === 'create' && execution.outcomes.get(digest)?.kind === 'left') waited += 1;
    }),
    { numRuns: 600, seed: SEED },
  );

  expect(waited).toBeGreaterThan(5);
});

test('where seats are not limited, creations turn out just as in the mode full', async () => {
  await fc.assert(
    fc.asyncProperty(scene(), async ({ world }) => {
      const [limited, full] = [await carriedOut(world, 'create-only'), await carriedOut(world, 'full')];

      for (const { digest, action } of limited.going)
        if (action.kind === 'create')
          expect(limited.execution.outcomes.get(digest)?.kind).toBe(full.execution.outcomes.get(digest)?.kind);
    }),
    RUNS,
  );
});
