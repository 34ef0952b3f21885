/** A wait that ends early, without an error, when the sandbox stops. */
import { setTimeout as wait } from 'node:timers/promises';

export async function pause(ms: number, stopped: AbortSignal): Promise<void> {
  if (ms <= 0 || stopped.aborted) return;
  try {
    await wait(ms, undefined, { signal: stopped });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
}
