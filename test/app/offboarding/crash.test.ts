// A process can stop between two handovers, and between the last one and the departure. Run again, and it converges, with nothing handed over twice.
import { describe, expect, test } from 'vitest';
import type { Reassignment } from '../../../src/domain/handover.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { run, type Connection } from '../../support/a-connection.ts';
import { aLeavingTeam, holders, superiorOf, told } from '../../support/a-leaving-team.ts';
import { Killed, mortal } from '../../support/kill-switch.ts';

const APPLY = { trigger: { kind: 'timer', by: 'reconcile' }, apply: true, deadline: null } as const;

async function callsOfAWholeRun(): Promise<number> {
  const whole = mortal(aLeavingTeam(), Infinity, 'before');
  await runConnection(whole.ports, APPLY);
  return whole.calls();
}

const CALLS = await callsOfAWholeRun();
const MOMENTS = Array.from({ length: CALLS }, (_unused, index) => index + 1).flatMap(
  (at) =>
    [
      [at, 'before'],
      [at, 'after'],
    ] as const,
);

async function killedAt(at: number, moment: 'before' | 'after'): Promise<Connection> {
  const ports = aLeavingTeam();
  const doomed = mortal(ports, at, moment);
  await runConnection(doomed.ports, APPLY).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  expect(doomed.isDead()).toBe(true);
  if (ports.lock.isHeld(ports.name)) ports.lock.take(ports.name);
  return ports;
}

test('the handovers of a whole run have enough moments to be killed at', () => {
  expect(CALLS).toBeGreaterThan(40);
});

describe.each(MOMENTS)('killed at call %i, %s it takes effect', (at, moment) => {
  test('the next runs converge, and nothing was handed over twice', async () => {
    const ports = await killedAt(at, moment);

    await run(ports);
    await run(ports);
    const last = await run(ports);

    expect(last.outcome).toBe('converged');
    expect(last.steps).toEqual([]);
    expect(holders(ports)).toMatchObject({ 101: 'mia', 102: 'mia', 900: 'mia' });
    expect(holders(ports)[103]).toContain('mia');
    expect(superiorOf(ports, 'sam')).toBe('mia');
    expect(ports.psa.named('jane')?.active).toBe(false);
    const sent = ports.psa.duties.sent.map(({ duty }) => JSON.stringify(duty));
    expect(sent).toHaveLength(new Set(sent).size);
    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'jane' }]);
  });
});

test('killed between two handovers, the first is not planned again and the others are done', async () => {
  const ports = aLeavingTeam();
  let handovers = 0;
  const duties = {
    ...ports.psa.duties,
    reassign: async (reassignment: Reassignment) => {
      handovers += 1;
      if (handovers === 2) throw new Killed('The process is gone');
      return ports.psa.duties.reassign(reassignment);
    },
  };
  await runConnection({ ...ports, psa: { ...ports.psa, duties } }, APPLY);

  const next = await run(ports);

  expect(told(next)).toEqual([
    '102 > mia: done',
    '103 > mia: done',
    'reportsTo of sam > mia: done',
    'deactivate jane: done',
  ]);
});

test('killed between the last handover and the departure, only the departure is left', async () => {
  const ports = aLeavingTeam();
  const doomed = {
    ...ports.psa,
    deactivateMember: async (): Promise<never> => {
      throw new Killed('The process is gone');
    },
  };
  await runConnection({ ...ports, psa: doomed }, APPLY);

  expect(told(await run(ports))).toEqual(['deactivate jane: done']);
  expect(ports.psa.duties.sent).toHaveLength(4);
});
