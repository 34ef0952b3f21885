import { describe, expect, test } from 'vitest';
import { aRunEntry } from '../../support/builders/a-run-entry.ts';
import { runId } from '../../../src/domain/ids.ts';
import { seatTrend } from '../../../src/core/seats/trend.ts';
import type { SeatPoint } from '../../../src/domain/people/seat.ts';

const seats = (used: number): SeatPoint['seats'] => [{ class: 'F', used, contracted: 40 }];
const current: SeatPoint = {
  run: runId('20261123T100000Z-ffffff'),
  at: '2026-11-23T10:00:00.000Z',
  seats: seats(38),
  idle: 2,
};
const lines = (points: readonly SeatPoint[]): readonly string[] =>
  points.map(
    ({ at, seats: [seat], idle }) => `${at.slice(0, 13)}: ${seat?.used ?? 0} used, ${idle ?? 'nobody looked for'} idle`,
  );

describe('the trend', () => {
  test('of a first run is that run', () => {
    expect(seatTrend([], current)).toEqual([current]);
  });

  test('has the last run of each day, oldest first, whatever order the entries are in', () => {
    const entries = [
      aRunEntry('2026-11-23T09:00:00.000Z', { seats: seats(37), idle: 1 }),
      aRunEntry('2026-11-21T08:00:00.000Z', { seats: seats(35), idle: 0 }),
      aRunEntry('2026-11-22T08:00:00.000Z', { seats: seats(36), idle: null }),
      aRunEntry('2026-11-21T23:00:00.000Z', { seats: seats(34) }),
    ];

    expect(lines(seatTrend(entries, current))).toEqual([
      '2026-11-21T23: 34 used, nobody looked for idle',
      '2026-11-22T08: 36 used, nobody looked for idle',
      '2026-11-23T10: 38 used, 2 idle',
    ]);
  });

  test.each([
    ['over one person', { person: { id: 'p1', name: 'Ada', login: 'ada' }, seats: seats(3) }],
    ['without a plan', { seats: [] }],
    ['from before seats were noted', {}],
  ])('leaves out runs %s', (_what, entry) => {
    expect(seatTrend([aRunEntry('2026-11-20T08:00:00.000Z', entry)], current)).toEqual([current]);
  });

  test('goes back 90 days of runs at most', () => {
    const days = Array.from({ length: 120 }, (_unused, index) =>
      aRunEntry(new Date(Date.parse(current.at) - (index + 1) * 86_400_000).toISOString(), { seats: seats(index) }),
    );
    const points = seatTrend(days, current);

    expect(points).toHaveLength(90);
    expect([points[0]?.at, points[89]]).toEqual(['2026-08-26T10:00:00.000Z', current]);
  });
});
