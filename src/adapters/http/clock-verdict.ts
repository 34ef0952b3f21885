/** Holds this machine's clock against another system's, by the `Date` header of an answer. */
import type { Check } from '../../ports/run-ports.ts';

export interface OtherClock {
  /** "Graph" */
  readonly whose: string;
  /** From so many seconds on, what this machine signs or is given is refused. */
  readonly mostSkewS: number;
  /** Why the clocks have to agree, as the end of "Synchronise the clock (NTP): ". */
  readonly because: string;
}

const NOTABLE_SKEW_S = 60;

/** `date`: of the latest answer; null: none told it. */
export function clockVerdict(date: string | null, now: Date, other: OtherClock): Omit<Check, 'name'> {
  const there = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(there))
    return { result: 'warn', detail: 'No answer told the time.', fix: 'Mend the failed checks, then check again.' };
  const seconds = Math.round(Math.abs(now.getTime() - there) / 1000);
  if (seconds <= NOTABLE_SKEW_S) {
    const detail = `This machine's clock is within ${NOTABLE_SKEW_S} seconds of ${other.whose}'s.`;
    return { result: 'ok', detail, fix: null };
  }
  return {
    result: seconds > other.mostSkewS ? 'fail' : 'warn',
    detail: `This machine's clock is ${seconds} seconds away from ${other.whose}'s.`,
    fix: `Synchronise the clock (NTP): ${other.because}`,
  };
}
