// What the runs' index shows over time: the steps of each run, and the seats in use.
import type { RunEntry } from '../../domain/runs/run.ts';
import type { SeatPoint } from '../../domain/people/seat.ts';
import { counted, dayOf, grouped } from '../../reports/words/amounts.ts';
import { SEAT_NAMES } from '../../reports/words/words.ts';
import type { Chart } from './chart.ts';

const STANDINGS = [
  ['done', 'Done'],
  ['held', 'Waiting'],
  ['pending', 'Open'],
  ['failed', 'Failed'],
] as const;

/** `runs`: newest first, as the index lists them. */
export function actionsChart(runs: readonly RunEntry[]): Chart {
  const shown = runs.toReversed();
  const total = shown.reduce((sum, { counts }) => sum + counts.done, 0);
  return {
    id: 'actions',
    kind: 'bars',
    title: 'Actions per run',
    summary: `${counted(shown.length, 'run', 'runs')}, in which ${counted(total, 'action was', 'actions were')} done.`,
    along: 'Run (UTC)',
    categories: shown.map(({ startedAt }) => `${startedAt.slice(5, 10)} ${startedAt.slice(11, 16)}`),
    series: STANDINGS.map(([count, name]) => ({ name, values: shown.map(({ counts }) => counts[count]) })),
    say: grouped,
  };
}

/** `points`: oldest first. */
export function seatsChart(points: readonly SeatPoint[]): Chart {
  const classes = [...new Set(points.flatMap(({ seats }) => seats.map((seat) => seat.class)))];
  const latest = points.at(-1);
  return {
    id: 'seats',
    kind: 'lines',
    title: 'Seats in use over time',
    summary:
      latest === undefined
        ? 'No run has counted seats yet.'
        : `On ${dayOf(latest.at)}: ${latest.seats.map((seat) => `${SEAT_NAMES[seat.class]} ${grouped(seat.used)}`).join(', ')}.`,
    along: 'Day',
    categories: points.map(({ at }) => dayOf(at)),
    series: classes.map((one) => ({
      name: SEAT_NAMES[one],
      values: points.map(({ seats }) => seats.find((seat) => seat.class === one)?.used ?? null),
    })),
    say: grouped,
  };
}
