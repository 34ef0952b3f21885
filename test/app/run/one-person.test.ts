// A run over one person: read directly, decided by the same rules, written and reported like any other, and nothing said of anybody else.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import { showRun } from '../../../src/app/archive/show-run.ts';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';
import { MINUTE_MS } from '../../support/fixed-clock.ts';
import { directoryFault, type MemoryDirectory } from '../../support/in-memory/memory-directory.ts';

const ACCOUNTS = ['jane', 'mark', 'omar', 'sam', 'lin', 'ana'];
const personOf = (account: string, over: Partial<Person> = {}): Person => aPerson(account, 'Some Body', over);

/** Six people whom a first run has linked with their members. */
async function aKnownTeam(): Promise<Connection> {
  const ports = aConnection();
  for (const [index, account] of ACCOUNTS.entries()) {
    ports.psa.put(aMember(11 + index, account, 'Some Body'));
    ports.directory.put(personOf(account));
  }
  await run(ports);
  ports.directory.lookedUp.length = 0;
  ports.directory.checkedMembership.length = 0;
  return ports;
}

/** A few minutes later. */
async function look(ports: Connection, person: PersonId, apply = true): Promise<RunReport> {
  ports.clock.advance(5 * MINUTE_MS);
  const trigger = { kind: 'event', by: 'sync-person' } as const;
  const result = await runConnection(ports, { trigger, apply, deadline: null, person });
  if (result.kind === 'busy') throw new Error('Another run holds the lock');
  return result.report;
}
const jane = personOf('jane').id;

describe('what a run over one person does', () => {
  test('a disabled account is switched off, journaled, verified and reported', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { state: 'disabled' }));

    const report = await look(ports, jane);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'done' });
    expect(report).toMatchObject({
      outcome: 'converged',
      person: { id: jane, login: 'jane@harborpine.example' },
      trigger: { kind: 'event', by: 'sync-person' },
    });
    expect(ports.psa.named('jane')?.active).toBe(false);
    expect(ports.journal.entries.map(({ entry }) => entry.kind)).toEqual(['intent', 'outcome']);
    expect(ports.memories.memory.tombstones).toMatchObject([{ member: 11 }]);
  });

  test('lists no group, checks no membership of a disabled account, and asks for nobody else', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    ports.directory.faults.readRoster = new Error('A group was listed');

    await look(ports, jane);

    expect(ports.directory.checkedMembership).toEqual([]);
    expect(ports.directory.lookedUp).toEqual([
      { member: 11, by: { kind: 'id', id: jane } },
      { member: 11, by: { kind: 'rivals', addresses: ['jane@harborpine.example'] } },
    ]);
  });

  test('somebody outside of every group is switched off on the word of the direct check', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { groups: [] }));

    expect(outcomes(await look(ports, jane))).toEqual({ 'deactivate jane': 'done' });
    expect(ports.directory.checkedMembership).toEqual([jane]);
  });

  test('somebody new gets a member', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('nora', { firstName: 'Nora', lastName: 'New', displayName: 'Nora New' }));

    expect(outcomes(await look(ports, personOf('nora').id))).toEqual({ 'create nora': 'done' });
    expect(outcomes(await run(ports))).toEqual({});
  });

  test('somebody whom the directory does not know at all causes nothing, and the report says whom it was about', async () => {
    const ports = await aKnownTeam();

    const report = await look(ports, personOf('nobody').id);

    expect(report).toMatchObject({ outcome: 'converged', steps: [], person: { id: 'id-of-nobody' } });
    expect(report.summary).toBe('The PSA is true to the directory for this person; nothing to do.');
  });

  test('in observe mode it writes nothing', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { state: 'disabled' }));

    expect(outcomes(await look(ports, jane, false))).toEqual({ 'deactivate jane': 'open' });
    expect(ports.psa.sent).toEqual([]);
  });

  test('again does nothing', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { state: 'disabled' }));
    await look(ports, jane);

    expect(outcomes(await look(ports, jane))).toEqual({});
    expect(ports.psa.sent).toHaveLength(1);
  });
});

describe('what it does not do', () => {
  test('before any run over everybody nothing is written', async () => {
    const ports = aConnection();
    ports.psa.put(aMember(11, 'jane', 'Some Body'));
    ports.directory.put(personOf('jane', { state: 'disabled' }));

    const report = await look(ports, jane);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'held' });
    expect(report.outcome).toBe('frozen');
    expect(ports.psa.sent).toEqual([]);
  });

  test.each<[string, (directory: MemoryDirectory) => void]>([
    [
      'the person cannot be read',
      ({ faults }) => {
        faults.readPeople = () => {
          throw directoryFault('unavailable', 'No answer');
        };
      },
    ],
    [
      'the place cannot be read',
      ({ faults }) => {
        faults.readPlace = directoryFault('unavailable', 'No answer');
      },
    ],
  ])('when %s, nothing is planned and the run has failed', async (_name, breakIt) => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { groups: [] }));
    breakIt(ports.directory);
    const before = ports.memories.memory;

    const report = await look(ports, jane);

    expect(report).toMatchObject({ outcome: 'failed', planDigest: null, steps: [], person: { id: jane } });
    expect(ports.psa.sent).toEqual([]);
    expect(ports.memories.memory).toBe(before);
  });

  test('a group that is gone proves no absence', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(personOf('jane', { groups: [] }));
    ports.directory.groups.set('PSA Technicians', null);

    expect(outcomes(await look(ports, jane))).toEqual({ 'deactivate jane': 'held' });
  });

  test('it says nothing of others, whatever has become of them', async () => {
    const ports = await aKnownTeam();
    for (const account of ['mark', 'omar']) ports.directory.put(personOf(account, { state: 'disabled' }));

    const report = await look(ports, jane);

    expect(report).toMatchObject({ steps: [], findings: [] });
    expect(ports.psa.sent).toEqual([]);
  });

  test('it does not count as what the next run compares itself with', async () => {
    const ports = await aKnownTeam();
    const { baseline } = ports.memories.memory;

    await look(ports, jane);

    expect(ports.memories.memory.baseline).toBe(baseline);
  });
});

describe('one after the other', () => {
  test('they stop at the limit of one run, and the rest wait for a word', async () => {
    const ports = await aKnownTeam();
    const limits = { ...ports.policy.limits, deactivate: limitOf(2, 10) };
    const limited = { ...ports, policy: { ...ports.policy, limits } };
    const ends: Record<string, string> = {};
    for (const account of ['jane', 'mark', 'omar']) {
      ports.directory.put(personOf(account, { state: 'disabled' }));
      Object.assign(ends, outcomes(await look(limited, personOf(account).id)));
    }

    expect(ends).toEqual({ 'deactivate jane': 'done', 'deactivate mark': 'done', 'deactivate omar': 'held' });
  });

  test('what waits after a run over one person is approved like anything else', async () => {
    const ports = await aKnownTeam();
    const limits = { ...ports.policy.limits, deactivate: limitOf(1, 10) };
    const limited = { ...ports, policy: { ...ports.policy, limits } };
    for (const account of ['jane', 'mark']) {
      ports.directory.put(personOf(account, { state: 'disabled' }));
      await look(limited, personOf(account).id);
    }
    // A quiet look at somebody else comes in between.
    await look(limited, personOf('sam').id);
    const [entry] = (await ports.archive.list(ports.name, { limit: 5 })).filter(({ counts }) => counts.held > 0);
    const report = await ports.archive.readReport(ports.name, entry!.run);

    const result = await approve(limited, { by: 'dana', note: '', digest: report!.steps[0]!.digest });

    expect(result.refused).toEqual([]);
    expect(ports.psa.named('mark')?.active).toBe(false);
  });

  test('approvals for others are not swept by a run that does not plan them', async () => {
    const ports = await aKnownTeam();
    const limits = { ...ports.policy.limits, deactivate: limitOf(1, 10) };
    const limited = { ...ports, policy: { ...ports.policy, limits } };
    ports.directory.put(personOf('jane', { state: 'disabled' }), personOf('mark', { state: 'disabled' }));
    const held = await run(limited);
    const stored = {
      version: 1,
      digest: held.steps[0]!.digest,
      by: 'dana',
      person: null,
      guards: ['limit-per-run'],
      note: '',
      at: ports.clock.now().toISOString(),
      expires: '2026-12-01T00:00:00.000Z',
    } as const;
    await ports.approvals.add(ports.name, stored);

    await look(limited, personOf('sam').id);

    expect(ports.approvals.stored).toEqual([stored]);
  });
});

test('the latest run is the latest over everybody', async () => {
  const ports = await aKnownTeam();
  const whole = await run(ports);

  await look(ports, jane);

  expect((await showRun(ports, 'latest')).run).toBe(whole.run);
});

test('with runs over single people alone there is no latest run', async () => {
  const ports = aConnection();
  await look(ports, jane);

  await expect(showRun(ports, 'latest')).rejects.toThrow('has no run yet');
});
