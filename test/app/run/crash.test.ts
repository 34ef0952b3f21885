// A process can stop at any moment. Whatever the moment: run again, and it converges, with no second member and nothing done twice.
import { describe, expect, test } from 'vitest';
import { runConnection } from '../../../src/app/run/run.ts';
import { aConnection, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { callsOf, killAt, momentsOf, type Moment } from '../../support/in-memory/kill-switch.ts';

const APPLY = { trigger: { kind: 'timer', by: 'reconcile' }, apply: true, deadline: null } as const;

/** Two leavers, one newcomer, one with a new title, all seats taken. */
function aMorning(): Connection {
  const ports = aConnection({ seats: { F: 5 }, linkSso: true });
  ports.psa.put(
    aMember(11, 'jane', 'Jane Smith', { ssoUserId: 'sso-jane' }),
    aMember(12, 'mark', 'Mark Jones'),
    aMember(13, 'omar', 'Omar Diaz'),
    aMember(14, 'sam', 'Sam White'),
  );
  ports.directory.put(
    aPerson('jane', 'Jane Smith', { state: 'disabled' }),
    aPerson('mark', 'Mark Jones', { title: 'Dispatcher' }),
    aPerson('omar', 'Omar Diaz', { state: 'deleted', groups: [] }),
    aPerson('sam', 'Sam White'),
    aPerson('ana', 'Ana Novak'),
    aPerson('lin', 'Lin Chen'),
  );
  return ports;
}

const wholeRun = (ports: Connection) => runConnection(ports, APPLY);
const CALLS = await callsOf(aMorning(), wholeRun);

async function crashThenRun(moment: Moment): Promise<Connection> {
  const ports = aMorning();
  await killAt(moment, ports, wholeRun);
  await run(ports);
  await run(ports);
  return ports;
}

test('a whole run has enough moments to be killed at', () => {
  expect(CALLS).toBeGreaterThan(30);
});

describe.each(momentsOf(CALLS))('killed at call %i, %s it takes effect', (...moment) => {
  test('the next runs converge', async () => {
    const ports = await crashThenRun(moment);

    const last = await run(ports);

    expect(last.outcome).toBe('converged');
    expect(last.steps).toEqual([]);
    expect([...ports.psa.members.values()].map((member) => [member.identifier, member.active]).sort()).toEqual([
      ['ana', true],
      ['jane', false],
      ['lin', true],
      ['mark', true],
      ['omar', false],
      ['owner', true],
      ['sam', true],
    ]);
    expect(ports.psa.named('mark')?.fields.title).toBe('Dispatcher');
  });

  test('no write that was carried out is sent twice', async () => {
    const ports = await crashThenRun(moment);

    const writes = ports.psa.sent.map(({ write, identifier }) => `${write} ${identifier}`);

    expect(writes.length).toBe(new Set(writes).size);
  });

  test('each leaver has a tombstone, so that a return is recognised', async () => {
    const ports = await crashThenRun(moment);

    expect(ports.memories.memory.tombstones.map((tombstone) => tombstone.member).sort()).toEqual([11, 13]);
  });
});

test('someone who left in a run that crashed comes back by themselves', async () => {
  const ports = aMorning();
  await killAt([CALLS - 3, 'after'], ports, wholeRun);
  ports.directory.put(aPerson('jane', 'Jane Smith'));
  ports.psa.put(...[...ports.psa.members.values()].filter((member) => member.identifier !== 'sam'));

  const report = await run({ ...ports, policy: { ...ports.policy, seats: {} } });

  const back = report.steps.find((step) => step.action.kind === 'reactivate');
  expect(back?.action.because).toBe('returned');
  expect(back?.outcome?.kind).toBe('done');
});

test('writes of a crashed run count in the rolling 24 hours', async () => {
  const ports = aMorning();
  const tight = { perRun: { count: 2, percent: 100 }, perDay: { count: 2, percent: 100 } };
  const limited = { ...ports, policy: { ...ports.policy, limits: { ...ports.policy.limits, deactivate: tight } } };
  await killAt([CALLS - 3, 'after'], limited, wholeRun);
  ports.directory.put(aPerson('sam', 'Sam White', { state: 'disabled' }));

  const report = await run(limited);

  expect(report.steps.map((step) => (step.verdict === 'hold' ? step.holds.map((hold) => hold.guard) : []))).toEqual([
    ['limit-per-day'],
  ]);
  expect(ports.psa.named('sam')?.active).toBe(true);
});
