/** Whether something keeps unattended work from being done now. */
import type { Pause, Standstill } from '../../domain/events/pause.ts';
import { isBefore } from '../instants.ts';

/** `stopped`: why everything is stopped; empty: it is not. `now`: ISO 8601. null: nothing keeps it. */
export function standstillOf(paused: Pause | null, stopped: string, now: string): Standstill | null {
  if (stopped.trim() !== '') return { kind: 'everything', why: stopped.trim() };
  if (paused === null || !isBefore(now, paused.until)) return null;
  return { kind: 'connection', ...paused };
}

/** One sentence, for people. */
export function standstillWords(standstill: Standstill): string {
  return standstill.kind === 'everything'
    ? `Nothing runs unattended, because the setting ROLLCALL_PAUSED says: ${ended(standstill.why)}`
    : `Nothing runs unattended until ${standstill.until}. Why: ${ended(standstill.why)}`;
}

/** As a sentence, so that another one can follow. */
function ended(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
