// The use cases that only look: explain, list, show, check.
import { describe, expect, test } from 'vitest';
import { checkConnection } from '../../../src/app/look/check-connection.ts';
import { explainPerson } from '../../../src/app/look/explain-person.ts';
import { listRuns } from '../../../src/app/archive/list-runs.ts';
import { showRun } from '../../../src/app/archive/show-run.ts';
import { aConnection, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

describe('explain', () => {
  async function answers(ports: Connection, who: string): Promise<Readonly<Record<string, string>>> {
    const { steps } = await explainPerson(ports, who);
    return Object.fromEntries(steps.map(({ step, answer }) => [step, answer]));
  }

  test('writes, stores and locks nothing', async () => {
    const ports = aConnection();
    ports.directory.put(aPerson('ana', 'Ana Novak'));
    await ports.lock.acquire(ports.name);

    const { decision } = await answers(ports, 'ana@harborpine.example');

    expect(decision).toContain('create ana');
    expect(ports.psa.sent).toEqual([]);
    expect(ports.archive.files.size + ports.journal.entries.length).toBe(0);
    expect(ports.memories.memory.lastRun).toBeNull();
  });

  test('tells somebody outside the groups from somebody whom the directory does not know', async () => {
    const ports = aConnection();
    ports.directory.put(aPerson('sam', 'Sam White'), aPerson('eve', 'Eve Outside', { groups: [] }));

    const outside = await answers(ports, ' EVE@harborpine.example');
    const unknown = await answers(ports, 'nobody@harborpine.example');

    expect(outside['source']).toContain('Eve Outside (enabled)');
    expect(outside['scope']).toBe('In none of the mapped groups.');
    expect(unknown['source']).toContain('Neither');
  });

  test('asks the directory for nobody who is known already, nor by a name', async () => {
    const ports = aConnection();
    ports.directory.put(aPerson('sam', 'Sam White'));
    ports.psa.put(aMember(20, 'sam', 'Sam White'));

    await answers(ports, 'sam@harborpine.example');
    await answers(ports, 'Somebody Else');

    expect(ports.directory.lookedUp.flatMap(({ by }) => (by.kind === 'addresses' ? by.addresses : []))).toEqual([
      'owner@harborpine.example',
      'owner@harborpine.example',
    ]);
  });
});

describe('runs', () => {
  async function threeRuns(): Promise<Connection> {
    const ports = aConnection();
    for (let count = 0; count < 3; count += 1) await run(ports);
    return ports;
  }

  test('are listed newest first, page by page', async () => {
    const ports = await threeRuns();

    const [newest, ...rest] = await listRuns(ports, { limit: 2 });
    const before = rest[0]?.run ?? '';
    const older = await listRuns(ports, { before });

    expect([newest, ...rest, ...older].map((entry) => entry?.run)).toEqual(
      ports.archive.entries.map((entry) => entry.run),
    );
  });

  test.each([
    [{ limit: 0 }, '1 to 200'],
    [{ limit: 201 }, '1 to 200'],
    [{ before: 'yesterday' }, 'not a run id'],
  ])('a page of %j is refused', async (page, words) => {
    await expect(listRuns(aConnection(), page)).rejects.toThrow(words);
  });

  test.each([
    ['latest', 'latest'],
    ['the whole id', '20261123T130000Z-000003'],
    ['a beginning that one run has', '20261123T13'],
  ])('%s shows the newest', async (_name, which) => {
    const ports = await threeRuns();

    expect((await showRun(ports, which)).run).toBe('20261123T130000Z-000003');
  });

  test.each([
    ['a beginning that several have', '20261123', 400, '3 runs begin'],
    ['one that none has', '20270101', 404, 'No run'],
    ['too short', '2', 400, 'no run'],
    ['a path', '../secrets', 400, 'no run'],
  ])('%s is refused', async (_name, which, status, words) => {
    const ports = await threeRuns();

    await expect(showRun(ports, which)).rejects.toMatchObject({ status });
    await expect(showRun(ports, which)).rejects.toThrow(words);
  });

  test('there is nothing to show before the first run', async () => {
    await expect(showRun(aConnection(), 'latest')).rejects.toThrow('no run yet');
  });

  test('runs within one second still sort in the order in which they ran', async () => {
    const ports = aConnection();
    const clock = { ...ports.clock, now: () => new Date('2026-11-23T10:00:00.000Z') };
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await run({ ...ports, clock })).run);

    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids.map((id) => id.slice(0, 16))).size).toBe(3);
  });
});

describe('check', () => {
  const OK = { result: 'ok', detail: 'Fine.', fix: null } as const;
  const store = { check: async () => [{ name: 'Storage', ...OK }] };

  test('gathers every self-test, directory first', async () => {
    const ports = aConnection();
    ports.directory.checks = [{ name: 'Directory', ...OK }];
    ports.psa.checks = [{ name: 'PSA', ...OK }];

    const checks = await checkConnection(ports, [store]);

    expect(checks.map((check) => `${check.name} ${check.result}`)).toEqual([
      'Directory ok',
      'PSA ok',
      'Profiles: names in the PSA ok',
      'Storage ok',
    ]);
  });

  test('names every profile name that the PSA does not have', async () => {
    const ports = aConnection();
    const profiles = ports.policy.profiles.map((profile) => ({
      ...profile,
      references: { securityRole: 'Tecnician', timeApprover: 'ghost' },
    }));

    const checks = await checkConnection({ ...ports, policy: { ...ports.policy, profiles } }, []);

    expect(checks.map((check) => check.result)).toEqual(['fail', 'fail']);
    expect(checks.map((check) => check.detail).join(' ')).toMatch(/"Tecnician" does not exist.*"ghost"/);
  });

  test('a PSA that cannot be read is a failed check, not a crash', async () => {
    const ports = aConnection();
    ports.psa.readMembersFault = psaFault('credentials', 'The PSA refused the keys.');
    ports.directory.faults.readRoster = directoryFault('unavailable', 'Never asked for.');

    const checks = await checkConnection(ports, []);

    expect(checks).toMatchObject([{ result: 'fail', detail: 'The PSA refused the keys.' }]);
  });
});
