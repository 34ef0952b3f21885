/** Whether a seat is used, by what its member did last. Never is one thing, not knowing is another, and only what is known makes a seat idle. */
import type { Activity } from '../../domain/people/seat.ts';
import { addHours, isBefore } from '../instants.ts';

export type SeatUsage =
  | { readonly kind: 'used' }
  | { readonly kind: 'idle'; readonly latest: Activity; readonly days: number | null }
  | { readonly kind: 'untold'; readonly why: string };

const DAY_HOURS = 24;
const DAY_MS = 86_400_000;

/** Instants before this one are no activity of late. */
export function idleBefore(now: string, afterDays: number): string {
  return addHours(now, -DAY_HOURS * afterDays);
}

export function isRecent(activity: Activity, before: string): boolean {
  return activity.kind === 'at' && !isBefore(activity.at, before);
}

/** `sources`: last login, time entry, ticket. `knownSince`: of the member, see Member. */
export function usageOf(
  sources: readonly Activity[],
  {
    knownSince,
    now,
    afterDays,
  }: { readonly knownSince: string | null; readonly now: string; readonly afterDays: number },
): SeatUsage {
  const before = idleBefore(now, afterDays);
  // One recent trace is enough, whatever else is not known.
  if (sources.some((source) => isRecent(source, before))) return { kind: 'used' };
  const unknown = sources.find((source) => source.kind === 'unknown');
  if (unknown !== undefined) return { kind: 'untold', why: unknown.why };
  const instants = sources.flatMap((source) => (source.kind === 'at' ? [source.at] : []));
  const [latest] = instants.toSorted((a, b) => Date.parse(b) - Date.parse(a));
  if (latest !== undefined) return { kind: 'idle', latest: { kind: 'at', at: latest }, days: daysBetween(latest, now) };
  return knownSince === null
    ? { kind: 'untold', why: 'Nothing was ever seen of the member, and the PSA does not show how long it has existed.' }
    : { kind: 'idle', latest: { kind: 'never' }, days: null };
}

function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
