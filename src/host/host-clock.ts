/** Time as the host gets it passed in. */
export interface HostClock {
  now(): Date;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
}

/** false: the signal aborted first. */
export async function waited(clock: HostClock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.delay(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}
