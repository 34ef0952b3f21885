// Absence is a claim: what a lagging list, a missing trace or a shared address suggests, run after run, before anybody loses an account over it.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson, TECHNICIANS } from '../../support/builders/a-person.ts';
import { MINUTE_MS } from '../../support/fixed-clock.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';

const ACCOUNTS = ['jane', 'mark', 'omar', 'sam', 'lin', 'ana'];

async function aKnownTeam(): Promise<Connection> {
  const ports = aConnection();
  for (const [index, account] of ACCOUNTS.entries()) {
    ports.psa.put(aMember(11 + index, account, 'Some Body'));
    ports.directory.put(aPerson(account, 'Some Body'));
  }
  await run(ports);
  return ports;
}

async function runAfter(ports: Connection, minutes: number): Promise<RunReport> {
  ports.clock.advance(minutes * MINUTE_MS);
  const trigger = { kind: 'timer', by: 'reconcile' } as const;
  const result = await runConnection(ports, { trigger, apply: true, deadline: null });
  if (result.kind === 'busy') throw new Error('Another run holds the lock');
  return result.report;
}

describe('someone whom the list does not show while the direct check finds them inside', () => {
  async function aLaggingList(): Promise<Connection> {
    const ports = await aKnownTeam();
    ports.directory.put(aPerson('jane', 'Some Body', { groups: [] }));
    return { ...ports, directory: { ...ports.directory, readMembership: async () => [TECHNICIANS] } };
  }

  test('is never deactivated, however often the list says so, and each run is frozen', async () => {
    const ports = await aLaggingList();

    const reports = [await run(ports), await run(ports), await run(ports)];

    for (const report of reports) {
      expect(report.outcome).toBe('frozen');
      expect(report.steps).toEqual([]);
      expect(report.findings).toMatchObject([
        {
          kind: 'source-problem',
          detail: expect.stringContaining('direct membership check finds one person') as string,
        },
      ]);
    }
    expect(ports.psa.sent).toEqual([]);
    expect(ports.memories.memory.absences.map(({ member }) => member)).not.toContain(11);
  });

  test('holds whoever else is absent in the same read', async () => {
    const ports = await aLaggingList();
    ports.directory.put(aPerson('mark', 'Some Body', { groups: [] }));
    const directory: Connection['directory'] = {
      ...ports.directory,
      readMembership: async (person) => (String(person) === 'id-of-jane' ? [TECHNICIANS] : []),
    };

    const report = await run({ ...ports, directory });

    expect(outcomes(report)).toEqual({ 'deactivate mark': 'held' });
  });
});

test('a second sighting counts only half an hour after the first', async () => {
  const ports = await aKnownTeam();
  ports.directory.put(aPerson('jane', 'Some Body', { groups: [] }));
  ports.directory.faults.readMembership = directoryFault('unavailable', 'No answer.');

  const first = await runAfter(ports, 60);
  const soon = await runAfter(ports, 29);
  const later = await runAfter(ports, 1);

  expect([first, soon, later].map((report) => outcomes(report)['deactivate jane'])).toEqual(['held', 'held', 'done']);
});

describe('someone of whom the directory has no trace any more', () => {
  test('is absent, not deleted: a second run has to agree', async () => {
    const ports = await aKnownTeam();
    ports.directory.people.delete(aPerson('jane', 'Some Body').id);

    const first = await run(ports);
    const second = await run(ports);

    expect(first.steps.map(({ action }) => action.because)).toEqual(['gone']);
    expect([first, second].map((report) => outcomes(report)['deactivate jane'])).toEqual(['held', 'done']);
  });

  test('together with others is likelier another tenant: nobody goes, however often', async () => {
    const ports = await aKnownTeam();
    for (const account of ['jane', 'mark']) ports.directory.people.delete(aPerson(account, 'Some Body').id);

    const reports = [await run(ports), await run(ports), await run(ports)];

    expect(reports.map((report) => report.outcome)).toEqual(['frozen', 'frozen', 'frozen']);
    expect(ports.psa.sent).toEqual([]);
  });

  test('is gone at once when the directory lists them as deleted', async () => {
    const ports = await aKnownTeam();
    ports.directory.put(aPerson('jane', 'Some Body', { state: 'deleted', groups: [] }));

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'done' });
  });
});

describe('an address alone, and no part of the name', () => {
  test('waits for a word before anything is written, and for none once it was given', async () => {
    const ports = aConnection();
    ports.psa.put(aMember(11, 'desk', 'Front Office'));
    ports.directory.put(aPerson('desk', 'Jane Smith'));

    const held = await run(ports);
    const approved = await approve(ports, { digest: held.steps[0]?.digest ?? '', by: 'dana', note: 'It is her' });
    ports.directory.put(aPerson('desk', 'Jane Smith', { title: 'Lead' }));
    const next = await run(ports);

    expect(held.steps).toMatchObject([{ verdict: 'hold', holds: [{ guard: 'identity', release: 'approval' }] }]);
    expect(approved.done).toHaveLength(1);
    expect(outcomes(next)).toEqual({ 'update desk': 'done' });
  });
});
