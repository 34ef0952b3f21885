// One run, seen from outside: what is written in which order, and that it always ends in a report.
import { describe, expect, test } from 'vitest';
import { readWorld } from '../../../src/app/run/world/read-world.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { digestOfText } from '../../../src/core/digest.ts';
import type { Journal } from '../../../src/ports/run-ports.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

const TIMER = { kind: 'timer', by: 'reconcile' } as const;

/** Jane left, Mark has a new title, Ana is new, and Sam is as he should be. */
function aBusyMorning(): Connection {
  const ports = aConnection();
  ports.psa.put(aMember(11, 'jane', 'Jane Smith'), aMember(12, 'mark', 'Mark Jones'), aMember(13, 'sam', 'Sam White'));
  ports.directory.put(
    aPerson('jane', 'Jane Smith', { state: 'disabled' }),
    aPerson('mark', 'Mark Jones', { title: 'Dispatcher' }),
    aPerson('sam', 'Sam White'),
    aPerson('ana', 'Ana Novak'),
  );
  return ports;
}

describe('a run that applies', () => {
  test('frees seats before it takes them, verifies, and finds nothing to do the next time', async () => {
    const ports = aBusyMorning();

    const first = await run(ports);
    const second = await run(ports);

    expect(outcomes(first)).toEqual({ 'deactivate jane': 'done', 'update mark': 'done', 'create ana': 'done' });
    expect(ports.psa.sent).toEqual([
      { write: 'deactivate', identifier: 'jane' },
      { write: 'update', identifier: 'mark' },
      { write: 'create', identifier: 'ana' },
    ]);
    expect(first.outcome).toBe('converged');
    expect(second.steps).toEqual([]);
    expect(second.outcome).toBe('converged');
  });

  test('stores the plan before the first write', async () => {
    const ports = aBusyMorning();
    const storedBefore: boolean[] = [];
    ports.psa.rule = () => {
      storedBefore.push([...ports.archive.files.keys()].some((path) => path.endsWith('/plan.json')));
      return undefined;
    };

    await run(ports);

    expect(storedBefore).toEqual([true, true, true]);
  });

  test('journals each intent before its write and each outcome after it', async () => {
    const ports = aBusyMorning();
    const journaled: (string | undefined)[] = [];
    ports.psa.rule = () => {
      journaled.push(ports.journal.entries.at(-1)?.entry.kind);
      return undefined;
    };

    await run(ports);

    expect(journaled).toEqual(['intent', 'intent', 'intent']);
    expect(ports.journal.entries.map(({ entry }) => entry.kind)).toEqual([
      'intent',
      'outcome',
      'intent',
      'outcome',
      'intent',
      'outcome',
    ]);
  });

  test('a run that was not asked to write writes nothing to the PSA and leaves the steps open', async () => {
    const ports = aBusyMorning();

    const report = await run(ports, { apply: false });

    expect(ports.psa.sent).toEqual([]);
    expect(ports.journal.entries).toEqual([]);
    expect(new Set(Object.values(outcomes(report)))).toEqual(new Set(['open']));
    expect(report.outcome).toBe('pending');
  });

  test('reports are chained by the digest of the stored report before', async () => {
    const ports = aBusyMorning();

    const first = await run(ports);
    const second = await run(ports);

    const stored = ports.archive.files.get(`${first.run}/report.json`)?.text ?? '';
    expect(first.previous).toBeNull();
    expect(second.previous).toEqual({ run: first.run, sha256: digestOfText(stored) });
  });
});

describe('one at a time', () => {
  test('the second of two runs at once is busy and touches nothing', async () => {
    const ports = aBusyMorning();
    const request = { trigger: TIMER, apply: true, deadline: null };

    const results = await Promise.all([runConnection(ports, request), runConnection(ports, request)]);

    expect(results.map((result) => result.kind).sort()).toEqual(['busy', 'finished']);
    expect(ports.psa.sent).toHaveLength(3);
    expect(ports.archive.entries).toHaveLength(1);
    expect(ports.lock.isHeld(ports.name)).toBe(false);
  });

  test('a lease lost between two steps ends the writing, fails the run and leaves the memory alone', async () => {
    const ports = aBusyMorning();
    const before = ports.memories.memory;
    const readAfterwards: unknown[] = [];
    ports.psa.rule = () => {
      ports.lock.take(ports.name);
      ports.psa.rule = () => undefined;
      ports.psa.beforeRead = (asked) => readAfterwards.push(asked);
      return undefined;
    };

    const report = await run(ports);

    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'jane' }]);
    expect(readAfterwards).toEqual([11]);
    expect(outcomes(report)).toEqual({ 'deactivate jane': 'done', 'update mark': 'skipped', 'create ana': 'skipped' });
    expect(report.outcome).toBe('failed');
    expect(report.summary).toContain('lock');
    expect(ports.memories.memory).toBe(before);
  });

  test('a lease lost while a precondition is read stops that very write, and nothing is journaled', async () => {
    const ports = aBusyMorning();
    ports.psa.beforeRead = () => {
      if (ports.lock.isHeld(ports.name)) ports.lock.take(ports.name);
    };

    const lost = await run(ports);
    ports.psa.beforeRead = () => undefined;
    const next = await run(ports);

    expect(outcomes(lost)).toEqual({ 'deactivate jane': 'skipped', 'update mark': 'skipped', 'create ana': 'skipped' });
    expect(ports.journal.entries.every((entry) => entry.run === next.run)).toBe(true);
    expect(outcomes(next)).toEqual({ 'deactivate jane': 'done', 'update mark': 'done', 'create ana': 'done' });
    expect(ports.psa.sent).toHaveLength(3);
  });

  test('a lease lost while the intent is noted stops that very write, and it counts for no limit', async () => {
    const ports = aBusyMorning();
    const journal: Journal = {
      note: async (connection, id, entry) => {
        await ports.journal.note(connection, id, entry);
        if (entry.kind === 'intent') ports.lock.take(ports.name);
      },
      readSince: (connection, since) => ports.journal.readSince(connection, since),
    };

    const lost = await runConnection({ ...ports, journal }, { trigger: TIMER, apply: true, deadline: null });
    const { world } = await readWorld(ports, ports.clock.now());

    expect(lost).toMatchObject({ kind: 'finished', report: { outcome: 'failed' } });
    expect(ports.psa.sent).toEqual([]);
    expect(ports.journal.entries.map(({ entry }) => entry.kind)).toEqual(['intent', 'outcome']);
    expect(world.pastWrites).toEqual([]);
  });

  test('a lock that cannot be released is a warning, and the run keeps its result', async () => {
    const ports = aBusyMorning();
    ports.lock.releaseFault = psaFault('unavailable', 'No answer.');

    const report = await run(ports);

    expect(report.outcome).toBe('converged');
    expect(ports.log.filter((line) => line.level === 'warn').map((line) => line.message)).toEqual([
      'the lock could not be released and will expire',
    ]);
  });
});

describe('the report is always written', () => {
  test('a run that cannot read fails with the words of the fault and no plan', async () => {
    const ports = aBusyMorning();
    ports.directory.faults.readRoster = directoryFault('credentials', 'Microsoft Entra ID refused the sign-in.');

    const report = await run(ports);

    expect(report).toMatchObject({ outcome: 'failed', planDigest: null, steps: [] });
    expect(report.summary).toBe('Microsoft Entra ID refused the sign-in.');
    expect(ports.archive.entries.map((entry) => entry.outcome)).toEqual(['failed']);
    expect(ports.lock.isHeld(ports.name)).toBe(false);
  });

  test('a bug in the middle of the writing is reported with what was done before it', async () => {
    const ports = aBusyMorning();
    ports.psa.rule = ({ write }) => {
      if (write === 'update') throw new TypeError('Cannot read properties of undefined');
      return undefined;
    };

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'done', 'update mark': 'unknown', 'create ana': 'skipped' });
    expect(report.outcome).toBe('failed');
    expect(report.summary).toContain('Cannot read properties');
    expect(ports.memories.memory.tombstones.map((tombstone) => tombstone.member)).toEqual([11]);
  });

  test('a journal that cannot be written stops the writing, and what was written is still reported', async () => {
    const ports = aBusyMorning();
    const failing = {
      ...ports.journal,
      note: async (...given: Parameters<Journal['note']>) => {
        if (given[2].kind === 'outcome') throw psaFault('unavailable', 'Storage does not answer.');
        await ports.journal.note(...given);
      },
    };

    const report = await run({ ...ports, journal: failing });

    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'jane' }]);
    expect(outcomes(report)).toEqual({ 'deactivate jane': 'done', 'update mark': 'skipped', 'create ana': 'skipped' });
    expect(report.summary).toContain('Storage does not answer.');
  });

  test('an intent that cannot be journaled means that nothing is written', async () => {
    const ports = aBusyMorning();
    const failing = {
      ...ports.journal,
      note: async () => {
        throw psaFault('unavailable', 'Storage does not answer.');
      },
    };

    const report = await run({ ...ports, journal: failing });

    expect(ports.psa.sent).toEqual([]);
    expect(report.outcome).toBe('failed');
  });

  test('a memory that somebody else wrote is a fault of the run, not an overwrite', async () => {
    const ports = aBusyMorning();
    ports.psa.rule = () => {
      ports.memories.touch();
      return undefined;
    };

    const report = await run(ports);

    expect(new Set(Object.values(outcomes(report)))).toEqual(new Set(['done']));
    expect(report.outcome).toBe('failed');
    expect(report.summary).toContain('written by somebody else');
    expect(ports.memories.memory.lastRun).toBeNull();
  });

  test('when even the report cannot be stored, the fault surfaces and the lock is free again', async () => {
    const ports = aBusyMorning();
    const failing = {
      ...ports.archive,
      storeRun: async () => {
        throw psaFault('unavailable', 'Storage does not answer.');
      },
    };

    await expect(run({ ...ports, archive: failing })).rejects.toThrow('Storage does not answer.');
    expect(ports.lock.isHeld(ports.name)).toBe(false);
  });

  test('no log line above debug names a person, a login or an address', async () => {
    const ports = aBusyMorning();
    ports.psa.rule = ({ write }) =>
      write === 'update' ? { kind: 'refused', detail: 'mark@harborpine.example is taken', fatal: false } : undefined;

    await run(ports);

    const told = JSON.stringify(ports.log.filter((line) => line.level !== 'debug'));
    expect(told).not.toMatch(/jane|mark|ana|Jones|harborpine\.example/);
  });
});
