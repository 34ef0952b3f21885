/** Builders around seats: a policy with prices, what a member did, a use of seats. */
import type { Activity, MemberActivity, SeatingPolicy } from '../../../src/domain/people/seat.ts';
import { PLAIN_SEATING } from '../../../src/domain/people/seat.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import { NOW } from './a-world.ts';

export const NEVER: Activity = { kind: 'never' };
export const HIDDEN: Activity = { kind: 'unknown', why: 'Hidden.' };

/** `days` before NOW. */
export function ago(days: number): Activity & { readonly kind: 'at' } {
  return { kind: 'at', at: new Date(Date.parse(NOW) - days * 86_400_000).toISOString() };
}

export function aSeatingPolicy(
  over: Omit<Partial<SeatingPolicy>, 'idle'> & { readonly idle?: Partial<SeatingPolicy['idle']> } = {},
): SeatingPolicy {
  return {
    ...PLAIN_SEATING,
    prices: { F: { monthly: 25 } },
    ...over,
    idle: { ...PLAIN_SEATING.idle, ...over.idle },
  };
}

export function anActivity(
  { key }: Pick<Member, 'key'>,
  { timeEntry = NEVER, ticket = NEVER }: { readonly timeEntry?: Activity; readonly ticket?: Activity } = {},
): MemberActivity {
  return { member: key, timeEntry, ticket };
}
