// A process can stop between two handovers, and between the last one and the departure. Run again, and it converges, with nothing handed over twice.
import { describe, expect, test } from 'vitest';
import type { Reassignment } from '../../../src/domain/offboarding/handover.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, holders, superiorOf, told } from '../../support/builders/a-leaving-team.ts';
import { callsOf, killAt, Killed, momentsOf, type Moment } from '../../support/in-memory/kill-switch.ts';

const APPLY = { trigger: { kind: 'timer', by: 'reconcile' }, apply: true, deadline: null } as const;

const wholeRun = (ports: Connection) => runConnection(ports, APPLY);
const CALLS = await callsOf(aLeavingTeam(), wholeRun);

async function killedAt(moment: Moment): Promise<Connection> {
  const ports = aLeavingTeam();
  await killAt(moment, ports, wholeRun);
  return ports;
}

test('the handovers of a whole run have enough moments to be killed at', () => {
  expect(CALLS).toBeGreaterThan(40);
});

describe.each(momentsOf(CALLS))('killed at call %i, %s it takes effect', (...moment) => {
  test('the next runs converge, and nothing was handed over twice', async () => {
    const ports = await killedAt(moment);

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
