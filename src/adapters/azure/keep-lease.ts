// Keeps a lease alive and tells when it is lost. It knows time as it is passed in, and nothing of storage.
import type { Clock } from '../../ports/run-ports.ts';

/** Milliseconds. The lease itself lives 60,000; the last ten are left to writes that were begun just before the loss was seen. */
const LIFE = 50_000;
const RENEW_EVERY = 20_000;
const RETRY_EVERY = 3_000;

export interface KeepLeaseOptions {
  /** `clock.elapsed()` right before the lease was asked for. */
  readonly since: number;
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** false: the lease is surely gone. Throws when nobody knows. The signal aborts when the answer would come too late. */
  readonly renew: (signal: AbortSignal) => Promise<boolean>;
  readonly lostError: (why: string) => Error;
}

export interface LeaseKeeper {
  readonly lost: AbortSignal;
  /** Ends the renewing; false: the lease was lost before. */
  stop(): boolean;
}

/** A renewal that fails is tried again until the lease's life is over; one that hangs is given up then. Both count as lost, whatever the service thinks. */
export function keepLease({ since, clock, delay, renew, lostError }: KeepLeaseOptions): LeaseKeeper {
  const lost = new AbortController();
  const stopped = new AbortController();
  let deadline = since + LIFE;

  /** false: stopped meanwhile. */
  async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
    try {
      await delay(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return !signal.aborted;
  }

  async function renewInTime(ms: number): Promise<'renewed' | 'gone' | 'unknown'> {
    const late = new AbortController();
    const answered = new AbortController();
    const tooLate = wait(ms, AbortSignal.any([stopped.signal, answered.signal])).then(() => 'unknown' as const);
    const answer = renew(late.signal).then(
      (kept) => (kept ? ('renewed' as const) : ('gone' as const)),
      () => 'unknown' as const,
    );
    // Not only aborted but also left behind: a request that ignores its signal must not hide the loss.
    const outcome = await Promise.race([answer, tooLate]);
    answered.abort();
    late.abort();
    return outcome;
  }

  async function keep(): Promise<string | undefined> {
    for (let pause = RENEW_EVERY; ;) {
      if (!(await wait(Math.min(pause, Math.max(0, deadline - clock.elapsed())), stopped.signal))) return undefined;
      const sentAt = clock.elapsed();
      if (sentAt >= deadline) return 'it could not be renewed in time';
      const outcome = await renewInTime(deadline - sentAt);
      if (stopped.signal.aborted) return undefined;
      if (outcome === 'gone') return 'somebody else has taken it, or it was broken';
      if (outcome === 'renewed') deadline = sentAt + LIFE;
      pause = outcome === 'renewed' ? RENEW_EVERY : RETRY_EVERY;
    }
  }

  keep().then(
    (why) => {
      if (why !== undefined) lost.abort(lostError(why));
    },
    () => {
      lost.abort(lostError('its timer failed'));
    },
  );

  return {
    lost: lost.signal,
    stop() {
      stopped.abort();
      return !lost.signal.aborted;
    },
  };
}
