// How a seat was used, in plain words.
import type { Activity, IdleSeat } from '../../domain/people/seat.ts';
import { dayOf } from './amounts.ts';

/** `2026-09-01`, `never`, `not known: …`: three different things. */
export function activityText(activity: Activity): string {
  switch (activity.kind) {
    case 'at':
      return dayOf(activity.at);
    case 'never':
      return 'never';
    case 'unknown':
      return `not known: ${activity.why}`;
  }
}

/** `83 days`, `never used`, `not known`. */
export function idleText({ latest, days }: Pick<IdleSeat, 'latest' | 'days'>): string {
  if (days !== null) return days === 1 ? '1 day' : `${days} days`;
  return latest.kind === 'never' ? 'never used' : 'not known';
}
