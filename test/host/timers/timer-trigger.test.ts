/** When a timer function runs, and what it is told; time passes only as the tests say. */
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../src/host/timers/schedule.ts';
import { startTimerTrigger } from '../../../src/host/timers/timer-trigger.ts';
import { z } from 'zod';

const infoSchema = z.object({
  Schedule: z.object({ AdjustForDST: z.boolean() }),
  ScheduleStatus: z.object({ Last: z.string(), Next: z.string(), LastUpdated: z.string() }),
  IsPastDue: z.boolean(),
});

interface Run {
  readonly at: string;
  readonly late: boolean;
  readonly last: string;
  readonly next: string;
  /** Ends it. */
  readonly end: () => void;
}

const HOUR = 3_600_000;
const NEVER = '0001-01-01T00:00:00+00:00';

/** Each run goes on until a test ends it, unless `quick`. */
function startTimer(text: string, { clock = createManualClock(), runOnStartup = false, quick = false } = {}) {
  const schedule = createSchedule(text);
  if (schedule.kind === 'problem') throw new RangeError(schedule.message);
  const runs: Run[] = [];
  const logged: string[] = [];
  const trigger = startTimerTrigger(
    {
      ...{ kind: 'timer', name: 'hourly', metadata: {}, handler: () => undefined, binding: 'timer' },
      ...{ schedule, runOnStartup },
    } as const,
    {
      clock,
      log: (_level, message) => void logged.push(message),
      run: ({ data }) => {
        const { promise, resolve } = Promise.withResolvers<undefined>();
        const info = infoSchema.parse(JSON.parse('json' in data ? data.json : ''));
        const { Last: last, Next: next } = info.ScheduleStatus;
        runs.push({
          at: clock.now().toISOString(),
          late: info.IsPastDue,
          last,
          next,
          end: () => {
            resolve(undefined);
          },
        });
        if (quick) resolve(undefined);
        return promise;
      },
    },
  );
  return {
    trigger,
    runs,
    logged,
    clock,
    times: () => runs.map(({ at, late }) => `${at.slice(11, 19)}${late ? ' late' : ''}`),
  };
}

describe('a timer', () => {
  test('runs when it is due and not before', async () => {
    const { clock, times } = startTimer('0 0 * * * *', { quick: true });

    await clock.advance(HOUR - 1);
    expect(times()).toEqual([]);
    await clock.advance(1);
    expect(times()).toEqual(['11:00:00']);
    await clock.advance(2 * HOUR);
    expect(times()).toEqual(['11:00:00', '12:00:00', '13:00:00']);
  });

  test('is told when it ran last and will run next', async () => {
    const { clock, runs } = startTimer('0 0 * * * *', { quick: true });

    await clock.advance(2 * HOUR);

    expect(runs.map(({ last, next }) => [last, next])).toEqual([
      [NEVER, '2026-11-23T12:00:00.000Z'],
      ['2026-11-23T11:00:00.000Z', '2026-11-23T13:00:00.000Z'],
    ]);
  });

  test('runs at the start only where it says so', async () => {
    const asks = startTimer('0 0 * * * *', { quick: true, runOnStartup: true });
    const waits = startTimer('0 0 * * * *', { quick: true });

    await asks.clock.advance(HOUR);
    await waits.clock.advance(0);

    expect(asks.times()).toEqual(['10:00:00', '11:00:00']);
    expect(waits.times()).toEqual([]);
  });

  test('waits for a month although the engine cannot wait that long at once', async () => {
    const { clock, times } = startTimer('0 0 0 1 1 *', { quick: true });

    await clock.settle();
    expect(clock.waits()).toEqual([HOUR]);
    await clock.advance(40 * 24 * HOUR);
    expect(times()).toEqual(['00:00:00']);
  });
});

describe('a run that is still under way when it is due again', () => {
  test('is not overlapped, and what was missed is made up for once, right after, as late', async () => {
    const { clock, runs, times } = startTimer('0 0 * * * *');

    await clock.advance(4.5 * HOUR);
    expect(times()).toEqual(['11:00:00']);
    runs[0]?.end();
    await clock.settle();
    expect(times()).toEqual(['11:00:00', '14:30:00 late']);
    runs[1]?.end();
    await clock.advance(HOUR / 2);
    expect(times()).toEqual(['11:00:00', '14:30:00 late', '15:00:00']);
  });

  test('counts as missed however little later it ends', async () => {
    const { clock, runs, times } = startTimer('0 0 * * * *');

    await clock.advance(2 * HOUR);
    runs[0]?.end();
    await clock.advance(1);

    expect(times()).toEqual(['11:00:00', '12:00:00 late']);
  });

  test('that ends in time misses nothing', async () => {
    const { clock, runs, times } = startTimer('0 0 * * * *');

    await clock.advance(2 * HOUR - 1);
    runs[0]?.end();
    await clock.advance(1);

    expect(times()).toEqual(['11:00:00', '12:00:00']);
  });

  test('goes on after a run that was late', async () => {
    const { clock, runs, times } = startTimer('0 0 * * * *');

    await clock.advance(2.25 * HOUR);
    runs[0]?.end();
    await clock.advance(1.5 * HOUR);
    runs[1]?.end();
    await clock.settle();

    expect(times()).toEqual(['11:00:00', '12:15:00 late', '13:45:00 late']);
  });
});

test('a machine that slept over it runs it once, as late', async () => {
  const { clock: still } = startTimer('0 0 * * * *');
  let slept = 0;
  const clock: ManualClock = { ...still, now: () => new Date(still.now().getTime() + slept) };
  const { times } = startTimer('0 0 * * * *', { clock, quick: true });
  await clock.settle();

  slept = 5 * HOUR + 1_000_000;
  await clock.advance(HOUR);

  expect(times()).toEqual(['16:16:40 late']);
});

describe('a stop', () => {
  test('ends the waiting', async () => {
    const { clock, times, trigger, logged } = startTimer('0 0 * * * *', { quick: true });
    await clock.settle();

    trigger.stop();
    await clock.advance(3 * HOUR);

    expect(times()).toEqual([]);
    expect(clock.waits()).toEqual([]);
    expect(logged).toEqual([]);
  });

  test('lets no run follow the one that is under way, even where one was missed', async () => {
    const { clock, runs, times, trigger } = startTimer('0 0 * * * *');
    await clock.advance(2.5 * HOUR);

    trigger.stop();
    runs[0]?.end();
    await clock.advance(3 * HOUR);

    expect(times()).toEqual(['11:00:00']);
  });
});

test('a run by hand is never late, knows the schedule, and changes nothing of it', async () => {
  const { clock, times, trigger } = startTimer('0 0 * * * *', { quick: true });
  await clock.advance(HOUR);

  const calls = [trigger.byHand(), trigger.byHand()];
  await clock.advance(HOUR);

  expect(new Set(calls.map((call) => call.id)).size).toBe(2);
  expect(calls.map(({ data }) => infoSchema.parse(JSON.parse('json' in data ? data.json : '')))).toEqual(
    calls.map(() => ({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: {
        Last: '2026-11-23T11:00:00.000Z',
        Next: '2026-11-23T12:00:00.000Z',
        LastUpdated: '2026-11-23T11:00:00.000Z',
      },
      IsPastDue: false,
    })),
  );
  expect(times()).toEqual(['11:00:00', '12:00:00']);
});
