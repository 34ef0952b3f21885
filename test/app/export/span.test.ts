/** Which runs somebody means by a span of time. */
import { describe, expect, test } from 'vitest';
import { connectionName } from '../../../src/domain/ids.ts';
import { listSpan, MOST_RUNS } from '../../../src/app/export/list-span.ts';
import { parseSpan } from '../../../src/app/export/parse-span.ts';
import { readSpan } from '../../../src/app/export/read-span.ts';
import { RefusedError } from '../../../src/errors.ts';
import type { RunEntry } from '../../../src/domain/runs/run.ts';
import type { SpanRun } from '../../../src/domain/runs/span.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { aRunEntry } from '../../support/builders/a-run-entry.ts';
import { createMemoryArchive } from '../../support/in-memory/memory-records.ts';

const NAME = connectionName('harborpine');

describe('a span', () => {
  test.each([
    ['days, both of them whole', '2026-11-01', '2026-11-30', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['one day', '2026-11-23', '2026-11-23', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    [
      'instants, the second left out',
      '2026-11-23T10:15:00Z',
      '2026-11-23T10:16Z',
      '2026-11-23T10:15:00.000Z',
      '2026-11-23T10:16:00.000Z',
    ],
    [
      'instants elsewhere',
      '2026-11-23T10:15:00+02:00',
      '2026-11-23T10:15:00-05:00',
      '2026-11-23T08:15:00.000Z',
      '2026-11-23T15:15:00.000Z',
    ],
    [
      'a day and an instant',
      ' 2024-02-29 ',
      '2024-02-29T12:00Z',
      '2024-02-29T00:00:00.000Z',
      '2024-02-29T12:00:00.000Z',
    ],
  ])('of %s', (_what, from, to, begins, ends) => {
    expect(parseSpan({ from, to })).toEqual({ from: begins, to: ends });
  });

  test.each([
    ['2026-11-24', '2026-11-23', /"from" \(2026-11-24\) has to lie before "to" \(2026-11-23\)/],
    ['2026-11-23T10:00Z', '2026-11-23T10:00Z', /nothing lies between/],
    ['2026-02-30', '2026-03-30', /"from" is "2026-02-30"; expected a day like/],
    ['2025-02-29', '2026-03-30', /"from" is "2025-02-29"/],
    ['2026-11-23', '2026-13-01', /"to" is "2026-13-01"/],
    ['yesterday', '2026-11-23', /"from" is "yesterday"/],
    ['2026-11-23T25:00Z', '2026-11-24', /"from" is/],
    ['2026-11-23 10:00', '2026-11-24', /"from" is/],
    ['2026-11-23T10:00', '2026-11-24', /"from" is/],
    ['20261123', '2026-11-24', /"from" is/],
    ['', '2026-11-24', /"from" is ""/],
    ['=cmd|x', '2026-11-24', /"from" is "=cmd\|x"/],
  ])('from %j to %j is refused', (from, to, words) => {
    expect(() => parseSpan({ from, to })).toThrow(RefusedError);
    expect(() => parseSpan({ from, to })).toThrow(words);
  });
});

async function archiveOf(entries: readonly RunEntry[]) {
  const archive = createMemoryArchive({
    report: () => aReport(),
    undo: () => {
      throw new RangeError('Nothing is taken back here');
    },
  });
  for (const entry of entries) await archive.storeRun(NAME, entry, []);
  return { name: NAME, archive };
}

const hourly = (count: number): readonly RunEntry[] =>
  Array.from({ length: count }, (_unused, hour) =>
    aRunEntry(new Date(Date.UTC(2026, 9, 1) + hour * 3_600_000).toISOString()),
  );

describe('the runs of a span', () => {
  test('are those that began in it, oldest first, over months and pages', async () => {
    const entries = hourly(24 * 70);
    const ports = await archiveOf(entries);

    const found = await listSpan(ports, parseSpan({ from: '2026-10-15', to: '2026-11-30' }));

    expect(found).toHaveLength(24 * (17 + 30));
    expect(found.map(({ run }) => run)).toEqual(
      entries.filter(({ startedAt }) => startedAt >= '2026-10-15' && startedAt < '2026-12-01').map(({ run }) => run),
    );
  });

  test('begin with the first second and end before the last one', async () => {
    const ports = await archiveOf(hourly(4));

    const found = await listSpan(ports, { from: '2026-10-01T01:00:00.000Z', to: '2026-10-01T03:00:00.000Z' });

    expect(found.map(({ startedAt }) => startedAt)).toEqual(['2026-10-01T01:00:00.000Z', '2026-10-01T02:00:00.000Z']);
  });

  test('of a span without any are none', async () => {
    expect(await listSpan(await archiveOf(hourly(4)), parseSpan({ from: '2027-01-01', to: '2027-12-31' }))).toEqual([]);
  });

  test('that are too many are refused with where to cut, and both parts fit', async () => {
    const ports = await archiveOf(hourly(10));
    const span = parseSpan({ from: '2026-10-01', to: '2026-10-02' });

    expect(await listSpan(ports, span, 10)).toHaveLength(10);
    const refused = await listSpan(ports, span, 6).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'RefusedError', status: 409 });
    const cut = /begins with (\S+);/.exec(String(refused))?.[1] ?? '';
    expect(cut).toBe('2026-10-01T04:00:00Z');
    expect(await listSpan(ports, parseSpan({ from: cut, to: '2026-10-02' }), 6)).toHaveLength(6);
    expect(await listSpan(ports, parseSpan({ from: '2026-10-01', to: cut }), 6)).toHaveLength(4);
    expect(MOST_RUNS).toBeGreaterThan(366 * 24);
  });

  test('are opened one at a time, and those whose files are gone are told apart', async () => {
    const entries = hourly(3);
    const opened: string[] = [];
    const { archive } = await archiveOf(entries);
    const gone = entries[1]?.run;
    const runs = readSpan(
      {
        name: NAME,
        archive: {
          ...archive,
          readReport: async (_name, run) => {
            opened.push(run);
            return run === gone ? undefined : aReport({ run });
          },
        },
      },
      entries,
    );

    const first = await runs.next();
    expect([first.done, opened]).toEqual([false, [entries[0]?.run]]);
    const rest: SpanRun[] = [];
    for await (const run of runs) rest.push(run);
    expect(rest.map(({ entry, report }) => [entry.run, report?.run ?? null])).toEqual([
      [gone, null],
      [entries[2]?.run, entries[2]?.run],
    ]);
  });
});
