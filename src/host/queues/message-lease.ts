/** How long a message stays hidden after the worker that had it died. */
import { readSetting, type Settings } from '../settings.ts';
import type { ConfigProblem } from '../../errors.ts';

const LEASE = 'ROLLCALL_MESSAGE_LEASE_SECONDS';
const DEFAULT_SECONDS = 60;

/** Milliseconds. A worker that lives renews it three times as often, so a shorter one costs requests, and a longer one waiting. */
export function readLease(settings: Settings, problems: ConfigProblem[]): number {
  const text = readSetting(settings, LEASE) ?? String(DEFAULT_SECONDS);
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 2 || seconds > 3600)
    problems.push({ path: LEASE, message: `This is "${text}"; expected a whole number of seconds from 2 to 3600.` });
  return seconds * 1000;
}
