// Lets writers of one folder go one after the other, in this process and between processes, so that "compare, then replace" is one step.
import { RemoteError } from '../../errors.ts';
import type { Clock } from '../../ports/run-ports.ts';
import { thisProcess } from './owner.ts';
import type { Turn } from './turns.ts';
import { createTurns } from './turns.ts';

/** A turn takes milliseconds; whoever holds one for this long has been stopped in the middle. */
const STALE_MS = 30_000;
const PATIENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 40;

/** Runs the write when it is its turn. `stands` tells, right before the one step that matters, that the turn was not lost by being stopped for long. */
export type TakeTurn = <Value>(write: (stands: () => Promise<boolean>) => Promise<Value>) => Promise<Value>;

export interface TakeTurnOptions {
  /** Absolute; belongs to this alone. */
  readonly folder: string;
  /** Throws when nothing may be written at all; asked when it is a caller's turn within this process, before anything is created. */
  readonly ready: () => Promise<void>;
  readonly clock: Clock;
  readonly delay: (ms: number) => Promise<void>;
}

/** In the order of the calls within one process. Throws RemoteError `unavailable` after a minute of waiting for others. */
export function createTakeTurn({ folder, ready, clock, delay }: TakeTurnOptions): TakeTurn {
  const turns = createTurns({ folder, staleMs: STALE_MS, now: () => clock.now(), owner: thisProcess() });
  let last: Promise<unknown> = Promise.resolve();

  async function waitForTurn(): Promise<Turn> {
    const since = clock.elapsed();
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const turn = await turns.take();
      if (turn !== undefined) return turn;
      if (clock.elapsed() - since > PATIENCE_MS) throw tooLong();
      await delay(pause);
    }
  }

  return (write) => {
    const result = last.then(async () => {
      await ready();
      const turn = await waitForTurn();
      try {
        return await write(() => turn.stands());
      } finally {
        await turn.end();
      }
    });
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };
}

function tooLong(): RemoteError {
  const advice = 'Look for another process of Rollcall that works in the same folder and is stopped or very slow.';
  return new RemoteError({
    system: 'storage',
    request: 'wait for the turn to write',
    status: null,
    reason: 'unavailable',
    message: `Other processes kept the folder busy for ${PATIENCE_MS / 1000} s; nothing was written. ${advice}`,
    advice,
  });
}
