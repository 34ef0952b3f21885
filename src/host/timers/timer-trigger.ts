/** Runs a timer function when it is due. It never overlaps itself: what came due meanwhile is made up for once, right after, and says that it is late. */
import { waited, type HostClock } from '../host-clock.ts';
import type { Call } from '../functions/invoke.ts';
import type { HostLog } from '../host-log.ts';
import { randomUUID } from 'node:crypto';
import type { TimerFunction } from '../functions/hosted-functions.ts';

export interface TimerTrigger {
  readonly name: string;
  /** When it is due next; undefined: never again. */
  readonly next: () => Date | undefined;
  /** The call of a run by hand, beside the schedule. */
  readonly byHand: () => Call;
  /** No run begins after this; one that is under way goes on. */
  readonly stop: () => void;
}

export interface TimerTriggerOptions {
  /** Resolves when the run is over. */
  readonly run: (call: Call) => Promise<unknown>;
  readonly clock: HostClock;
  readonly log: HostLog;
}

/** No wait is longer: clocks are set, machines sleep, and timers of the engine end at 24 days. */
const LONGEST_WAIT_MS = 3_600_000;
/** Later than this is late. */
const LATE_MS = 60_000;
/** What the Functions host says before the first run. */
const NEVER = '0001-01-01T00:00:00+00:00';

export function startTimerTrigger(timer: TimerFunction, { run, clock, log }: TimerTriggerOptions): TimerTrigger {
  const stopped = new AbortController();
  const started = clock.now();
  let last: Date | undefined;
  let due = timer.runOnStartup ? started : timer.schedule.next(started);

  const callOf = (isPastDue: boolean): Call => ({
    id: randomUUID(),
    data: {
      json: JSON.stringify({
        Schedule: { AdjustForDST: true },
        ScheduleStatus: {
          Last: last?.toISOString() ?? NEVER,
          Next: timer.schedule.next(clock.now())?.toISOString() ?? NEVER,
          LastUpdated: last?.toISOString() ?? NEVER,
        },
        IsPastDue: isPastDue,
      }),
    },
    triggerMetadata: {},
  });

  async function untilDue(at: Date): Promise<boolean> {
    for (;;) {
      const left = at.getTime() - clock.now().getTime();
      if (left <= 0) return !stopped.signal.aborted;
      if (!(await waited(clock, Math.min(left, LONGEST_WAIT_MS), stopped.signal))) return false;
    }
  }

  async function keep(): Promise<void> {
    let missed = false;
    while (due !== undefined && (await untilDue(due))) {
      const began = clock.now();
      const isPastDue = missed || began.getTime() - due.getTime() > LATE_MS;
      const call = callOf(isPastDue);
      // However many were missed, this run is for all of them.
      last = isPastDue ? began : due;
      due = timer.schedule.next(last);
      await run(call);
      missed = due !== undefined && due.getTime() <= clock.now().getTime();
    }
  }

  keep().catch((error: unknown) => {
    log('error', 'timer ended', {
      function: timer.name,
      detail: error instanceof Error ? error.message : String(error),
    });
  });

  return {
    name: timer.name,
    next: () => due,
    byHand: () => callOf(false),
    stop() {
      stopped.abort();
    },
  };
}
