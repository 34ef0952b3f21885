/** How the seats have gone, from the index of runs. */
import type { RunEntry } from '../../domain/runs/run.ts';
import type { SeatPoint } from '../../domain/people/seat.ts';

/** A quarter of a year, one point a day. */
const MOST_POINTS = 90;

/** One point a day at most, of the day's last run over everybody that had a plan; oldest first. `entries`: in any order. `current`: of the run itself, which has no entry yet. */
export function seatTrend(entries: readonly RunEntry[], current: SeatPoint): readonly SeatPoint[] {
  const earlier = entries.flatMap((entry): readonly SeatPoint[] =>
    entry.person !== null || entry.seats === undefined || entry.seats.length === 0
      ? []
      : [{ run: entry.run, at: entry.startedAt, seats: entry.seats, idle: entry.idle ?? null }],
  );
  const ofDay = new Map<string, SeatPoint>();
  for (const point of [...earlier, current].toSorted((a, b) => (a.run < b.run ? -1 : 1)))
    ofDay.set(point.at.slice(0, 10), point);
  return [...ofDay.values()].slice(-MOST_POINTS);
}
