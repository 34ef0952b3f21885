/** The seats that nobody uses, what they cost, and those of which it cannot be told. */
import type { Activity, IdleSeat, UntoldSeats } from '../../domain/people/seat.ts';
import { memberRef } from '../../domain/people/member.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { World } from '../../domain/planning/world.ts';
import { money } from './money.ts';
import { quietHolders, type SeatHolder } from './holders.ts';
import { usageOf } from './usage.ts';

export interface Idleness {
  /** null: nobody looked. */
  readonly idle: readonly IdleSeat[] | null;
  readonly untold: readonly UntoldSeats[];
}

const MONTHS = 12;
const NOT_LOOKED: Idleness = { idle: null, untold: [] };
const NOT_ASKED: Activity = { kind: 'unknown', why: 'The PSA was not asked about the member in this run.' };

/** Leavers of this run are left out, whether their step goes or waits: their seats are spoken of there. */
export function idleSeats(world: World, steps: readonly Step[]): Idleness {
  const { policy, activity, now } = world;
  const { afterDays } = policy.seating.idle;
  if (afterDays === null) return NOT_LOOKED;
  const quiet = quietHolders(world, afterDays);
  if (quiet.length > 0 && activity === null) return NOT_LOOKED;
  const did = new Map((activity ?? []).map((each) => [each.member, each]));
  const leaving = new Set(steps.flatMap(({ action }) => (action.kind === 'deactivate' ? [action.member.key] : [])));
  const idle: IdleSeat[] = [];
  const untold = new Map<string, number>();
  for (const holder of quiet.filter(({ member }) => !leaving.has(member.key))) {
    const { lastLogin, knownSince, key } = holder.member;
    const { timeEntry = NOT_ASKED, ticket = NOT_ASKED } = did.get(key) ?? {};
    const usage = usageOf([lastLogin, timeEntry, ticket], { knownSince, now, afterDays });
    if (usage.kind === 'untold') untold.set(usage.why, (untold.get(usage.why) ?? 0) + 1);
    if (usage.kind === 'idle')
      idle.push({
        member: memberRef(holder.member),
        class: holder.class,
        lastLogin,
        timeEntry,
        ticket,
        latest: usage.latest,
        days: usage.days,
        yearlyCost: yearlyCost(holder, world),
      });
  }
  return {
    idle: idle.sort(longestFirst),
    untold: Array.from(untold, ([why, count]) => ({ why, count })).sort(
      (a, b) => b.count - a.count || (a.why < b.why ? -1 : 1),
    ),
  };
}

function yearlyCost(holder: SeatHolder, { policy }: World): number | null {
  const price = policy.seating.prices[holder.class];
  return price === undefined ? null : money(price.monthly * MONTHS);
}

/** Those who never came first, then the longest away; then by record. */
function longestFirst(a: IdleSeat, b: IdleSeat): number {
  const left = a.days ?? Infinity;
  const right = b.days ?? Infinity;
  return left === right ? a.member.key - b.member.key : right - left;
}
