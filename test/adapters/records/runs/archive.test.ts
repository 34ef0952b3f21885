import { text as readAll } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createArchive } from '../../../../src/adapters/records/runs/archive.ts';
import type { reportShape } from '../../../../src/adapters/records/runs/report-shape.ts';
import { connectionName, runId, type RunId } from '../../../../src/domain/ids.ts';
import type { RunEntry } from '../../../../src/domain/runs/run.ts';
import type { UndoRecord } from '../../../../src/domain/offboarding/undo.ts';
import { aCreateOnlyReport } from '../../../support/builders/a-create-only-report.ts';
import { anAppliedReport, aQuietReport, aReport } from '../../../support/builders/a-report.ts';
import { aMemberRef, digestOfText } from '../../../support/builders/a-step.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const RUN = runId('20261123T101500Z-1a2b3c');

function anEntry(run: RunId, summary = 'Nothing to do.'): RunEntry {
  return {
    run,
    startedAt: '2026-11-23T10:15:00.000Z',
    finishedAt: '2026-11-23T10:15:01.000Z',
    outcome: 'converged',
    applied: true,
    trigger: { kind: 'timer', by: 'reconcile' },
    person: null,
    summary,
    planDigest: digestOfText('plan'),
    whole: true,
    counts: { done: 0, held: 0, pending: 0, failed: 0, findings: 0 },
    sha256: digestOfText('report'),
  };
}
const aJson = (text: string) => ({ name: 'report.json', contentType: 'application/json', text });
const RUNS = [
  '20260930T235959Z-000001',
  '20261001T000000Z-000002',
  '20261123T101500Z-000003',
  '20261123T111500Z-000004',
].map(runId);

async function archiveOf(runs: readonly RunId[]) {
  const store = createMemoryStore();
  const archive = createArchive(store);
  for (const run of runs) await archive.storeRun(HARBORPINE, anEntry(run), [aJson('{}')]);
  return { store, archive };
}

describe('the archive', () => {
  test('stores the files first and the index entry last', async () => {
    const store = createMemoryStore();
    const seen: string[][] = [];
    const look = (): void => void seen.push([...store.files.keys()]);
    for (let write = 1; write <= 3; write += 1) store.beforeNextWrite(look);

    await createArchive(store).storeRun(HARBORPINE, anEntry(RUN), [
      aJson('{}'),
      { name: 'report.txt', contentType: 'text/plain', text: 'hello' },
    ]);

    const files = [`harborpine/runs/${RUN}/report.json`, `harborpine/runs/${RUN}/report.txt`];
    expect(seen.at(-1)).toEqual(files);
    expect([...store.files.keys()]).toEqual([...files, 'harborpine/index/2026-11.json']);
  });

  test('lists runs newest first over months without opening a report', async () => {
    const { store, archive } = await archiveOf([RUNS[2]!, RUNS[0]!, RUNS[3]!, RUNS[1]!]);
    const readsBefore = store.reads.length;

    const entries = await archive.list(HARBORPINE, { limit: 10 });

    expect(entries.map(({ run }) => run)).toEqual(RUNS.toReversed());
    expect(store.reads.slice(readsBefore)).toEqual(
      ['2026-11', '2026-10', '2026-09'].map((month) => `harborpine/index/${month}.json`),
    );
  });

  test.each([
    ['the newest two', { limit: 2 }, [3, 2], ['2026-11']],
    ['what is before a run, that run left out', { limit: 2, before: RUNS[3]! }, [2, 1], ['2026-11', '2026-10']],
    ['what is before the first run of a month', { limit: 5, before: RUNS[1]! }, [0], ['2026-10', '2026-09']],
    ['what is before a run that never was', { limit: 1, before: runId('20261123T110000Z-zzzzzz') }, [2], ['2026-11']],
    ['nothing before the first', { limit: 5, before: RUNS[0]! }, [], ['2026-09']],
  ])('lists %s, reading only the months that it needs', async (_, options, expected, months) => {
    const { store, archive } = await archiveOf(RUNS);
    const readsBefore = store.reads.length;

    const entries = await archive.list(HARBORPINE, options);

    expect(entries.map(({ run }) => run)).toEqual(expected.map((index) => RUNS[index]));
    expect(store.reads.slice(readsBefore)).toEqual(months.map((month) => `harborpine/index/${month}.json`));
  });

  test('takes runs for whole that were stored before anything asked for it', async () => {
    const store = createMemoryStore();
    const without = (key: string, value: unknown): unknown => (key === 'whole' ? undefined : value);
    store.put('harborpine/index/2026-11.json', JSON.stringify({ version: 1, runs: [anEntry(RUN)] }, without));

    expect(await createArchive(store).list(HARBORPINE, { limit: 1 })).toEqual([anEntry(RUN)]);
  });

  test('lists each run once, as it was stored last', async () => {
    const { archive } = await archiveOf(RUNS);

    await archive.storeRun(HARBORPINE, anEntry(RUNS[2]!, 'Again.'), [aJson('{}')]);

    const entries = await archive.list(HARBORPINE, { limit: 10 });
    expect(entries.map(({ summary }) => summary)).toEqual([
      'Nothing to do.',
      'Again.',
      'Nothing to do.',
      'Nothing to do.',
    ]);
  });

  test('keeps both entries when two runs end at the same moment', async () => {
    const { archive } = await archiveOf([]);

    await Promise.all(RUNS.map(async (run) => archive.storeRun(HARBORPINE, anEntry(run), [aJson('{}')])));

    expect(await archive.list(HARBORPINE, { limit: 10 })).toHaveLength(4);
  });

  test('gives back what an entry says of seats and work, and an older one without a word of them', async () => {
    const { archive } = await archiveOf(RUNS.slice(0, 1));
    const seats = [{ class: 'F', used: 38, contracted: 40 }] as const;
    const full: RunEntry = { ...anEntry(RUN), creationsOnly: true, seats, idle: 3, orphans: null };

    await archive.storeRun(HARBORPINE, full, [aJson('{}')]);

    expect(await archive.list(HARBORPINE, { limit: 10 })).toEqual([full, anEntry(RUNS[0]!)]);
  });

  test('keeps connections apart', async () => {
    const { archive } = await archiveOf(RUNS);

    expect(await archive.list(connectionName('harbor'), { limit: 10 })).toEqual([]);
  });

  test.each([
    ['a planned run', aReport()],
    ['an applied run with every outcome', anAppliedReport()],
    ['a quiet run', aQuietReport()],
    ['a run that was to create only', aCreateOnlyReport()],
    ['a run that died before its plan', aQuietReport({ outcome: 'failed', planDigest: null, previous: null })],
  ])('gives back the report of %s as it was stored', async (_, report) => {
    const archive = createArchive(createMemoryStore());
    const written: z.input<typeof reportShape> = report;
    await archive.storeRun(HARBORPINE, anEntry(RUN), [aJson(JSON.stringify(written))]);

    expect(await archive.readReport(HARBORPINE, RUN)).toEqual(report);
  });

  test('has no report of a run that never was', async () => {
    expect(await createArchive(createMemoryStore()).readReport(HARBORPINE, RUN)).toBeUndefined();
  });

  test.each([
    ['cut JSON', JSON.stringify(aReport()).slice(0, 500), /not JSON/],
    ['a later version', JSON.stringify({ ...aReport(), version: 2 }), /version/],
    ['a hold without a reason', JSON.stringify(aReport()).replace(/"holds":\[[^\]]*\]/, '"holds":[]'), /holds/],
    ['another run', JSON.stringify(aReport({ run: runId('20261123T101500Z-ffffff') })), /it is the report of/],
  ])('does not pass on %s as a report', async (_, text, problem) => {
    const store = createMemoryStore();
    store.put(`harborpine/runs/${RUN}/report.json`, text);

    const reading = createArchive(store).readReport(HARBORPINE, RUN);

    await expect(reading).rejects.toMatchObject({ name: 'RemoteError', reason: 'malformed' });
    await expect(reading).rejects.toThrow(problem);
  });

  test('opens the files of a run for download', async () => {
    const archive = createArchive(createMemoryStore());
    await archive.storeFile(HARBORPINE, RUN, { name: 'plan.json', contentType: 'application/json', text: '{"é":1}' });

    const opened = await archive.openFile(HARBORPINE, RUN, 'plan.json');

    expect(opened).toMatchObject({ size: 8, contentType: 'application/json' });
    expect(await readAll(opened!.stream)).toBe('{"é":1}');
  });

  test.each([
    '../../memory.json',
    'report.json/../../x',
    'REPORT.JSON',
    '',
    'report.json\0',
    '/report.json',
    'secrets.txt',
  ])('neither opens nor stores a file called %j', async (name) => {
    const { store, archive } = await archiveOf([RUN]);
    const readsBefore = store.reads.length;

    expect(await archive.openFile(HARBORPINE, RUN, name)).toBeUndefined();
    await expect(
      archive.storeFile(HARBORPINE, RUN, { name, contentType: 'text/plain', text: '' }),
    ).rejects.toMatchObject({ name: 'InvariantError' });
    expect(store.reads).toHaveLength(readsBefore);
  });
});

describe('what a run handed over', () => {
  const jane = aMemberRef({ identifier: 'jane', name: 'Jane Smith', key: 11 });
  const mia = aMemberRef({ identifier: 'mia', name: 'Mia Manager', key: 12 });
  const record: UndoRecord = {
    version: 1,
    run: RUN,
    connection: HARBORPINE,
    psa: 'api-na.myconnectwise.net harborpine',
    handovers: [
      {
        step: digestOfText('step'),
        at: '2026-11-23T10:15:02.000Z',
        person: null,
        member: jane,
        reassignment: {
          duty: {
            kind: 'ticket-resource',
            ticket: { list: 'service', id: 7, summary: 'Printer', board: 'Help Desk' },
            entries: [501],
            type: { id: 4, name: 'Service Ticket' },
            reopen: [900],
          },
          from: jane,
          to: mia,
        },
      },
    ],
  };
  const stored = (value: unknown) => ({
    name: 'undo.json',
    contentType: 'application/json',
    text: JSON.stringify(value),
  });

  test('is read back as it was stored', async () => {
    const archive = createArchive(createMemoryStore());

    await archive.storeFile(HARBORPINE, RUN, stored(record));

    expect(await archive.readUndo(HARBORPINE, RUN)).toEqual(record);
  });

  test('is nothing where nothing was stored', async () => {
    expect(await createArchive(createMemoryStore()).readUndo(HARBORPINE, RUN)).toBeUndefined();
  });

  test.each([
    ['of another run', { ...record, run: RUNS[0] }, /it tells what harborpine 20260930T235959Z-000001 handed over/],
    ['of another connection', { ...record, connection: 'pinecrest' }, /it tells what pinecrest .* handed over/],
    ['without a handover', { ...record, handovers: [] }, /handovers/],
    ['of another version', { ...record, version: 2 }, /version/],
    ['with a key that nobody knows', { ...record, more: true }, /more/],
    ['that was cut', undefined, /cannot be used/],
  ])('is refused when it is the file %s', async (_what, value, words) => {
    const archive = createArchive(createMemoryStore());
    await archive.storeFile(
      HARBORPINE,
      RUN,
      value === undefined ? { ...stored({}), text: '{"version": 1' } : stored(value),
    );

    const attempt = archive.readUndo(HARBORPINE, RUN);

    await expect(attempt).rejects.toThrow(words);
    await expect(attempt).rejects.toThrow('Restore the file as it was written');
  });
});
