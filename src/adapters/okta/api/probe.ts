/** Tries one thing and turns whatever comes of it into a verdict with the next step. Knows nothing of what is tried. */
import type { RemoteReason } from '../../../errors.ts';
import { ConfigError, RemoteError } from '../../../errors.ts';
import type { Check } from '../../../ports/run-ports.ts';

export type Verdict = Omit<Check, 'name'>;
export interface Probed {
  readonly verdict: Verdict;
  /** Why it could not even be tried; null when an answer came, good or bad. */
  readonly refused: RemoteReason | 'config' | 'bug' | null;
}

/** Never rejects. */
export async function probe(act: () => Promise<Verdict>): Promise<Probed> {
  try {
    return { verdict: await act(), refused: null };
  } catch (error) {
    if (error instanceof RemoteError) {
      const advice = error.advice ?? 'Try again later.';
      return { verdict: failed(error.message.replace(advice, '').trim(), advice), refused: error.reason };
    }
    if (error instanceof ConfigError) return { verdict: failed(error.message, 'Mend it.'), refused: 'config' };
    const what = error instanceof Error ? error.name : typeof error;
    return { verdict: failed(`The check itself failed (${what}).`, 'Report it: this is a bug.'), refused: 'bug' };
  }
}

export function fine(detail: string): Verdict {
  return { result: 'ok', detail, fix: null };
}

export function failed(detail: string, fix: string): Verdict {
  return { result: 'fail', detail, fix };
}
