/** Seats: what they cost, who waits for one, and which of them nobody uses. */
import type { Digest, MemberKey, RunId } from '../ids.ts';
import type { MemberRef, SeatClass } from './member.ts';
import type { PersonRef } from './person.ts';

/** When something was last seen: that it never happened and that nobody can tell are two different things. */
export type Activity =
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'never' }
  /** The PSA did not show it, or was not asked: why. */
  | { readonly kind: 'unknown'; readonly why: string };

/** What one member did last, by source. */
export interface MemberActivity {
  readonly member: MemberKey;
  readonly timeEntry: Activity;
  readonly ticket: Activity;
}

export interface SeatPrice {
  /** Per seat and month. */
  readonly monthly: number;
}

export interface SeatingPolicy {
  /** ISO 4217. */
  readonly currency: string;
  readonly prices: Partial<Record<SeatClass, SeatPrice>>;
  /** From this percentage of the contracted seats on, a class is nearly full. */
  readonly nearPercent: number;
  readonly idle: {
    /** Days without any activity after which a seat is idle; null: nobody looks. */
    readonly afterDays: number | null;
    /** Member IDs and patterns (`*` any run of characters), case-folded, that are never called idle. */
    readonly except: readonly string[];
    /** Not called idle until the date has passed, ISO 8601 date. */
    readonly snoozed: readonly { readonly member: string; readonly until: string }[];
  };
}

export const PLAIN_SEATING: SeatingPolicy = {
  currency: 'USD',
  prices: {},
  nearPercent: 90,
  idle: { afterDays: 60, except: [], snoozed: [] },
};

/** `ample`: below the policy's nearPercent. */
export type SeatLevel = 'ample' | 'nearly-full' | 'full' | 'over';

/** What one class costs, and how near its end is; in the order of SeatUse. */
export interface SeatCost {
  readonly class: SeatClass;
  /** Contracted but not in use; negative: more are in use than contracted; null: not limited. */
  readonly free: number | null;
  /** Of what is in use or will be after the plan, whichever is more; null: not limited. */
  readonly level: SeatLevel | null;
  /** In the policy's currency, per month; null: no price is configured. */
  readonly price: number | null;
  readonly monthlyCost: number | null;
  readonly forecastMonthlyCost: number | null;
}

export interface WaitingPerson {
  readonly person: PersonRef;
  readonly class: SeatClass;
  /** Of the step that waits. */
  readonly step: Digest;
  /** From 1, for each class: who comes in next. */
  readonly position: number;
}

export interface IdleSeat {
  readonly member: MemberRef;
  readonly class: SeatClass;
  readonly lastLogin: Activity;
  readonly timeEntry: Activity;
  readonly ticket: Activity;
  /** The latest of the three. A seat of which one of them is unknown is never called idle. */
  readonly latest: Activity;
  /** Whole days since; null: never. */
  readonly days: number | null;
  /** In the policy's currency; null: the class has no price. */
  readonly yearlyCost: number | null;
}

/** One point of the trend, from the index of runs. */
export interface SeatPoint {
  readonly run: RunId;
  readonly at: string;
  readonly seats: readonly { readonly class: SeatClass; readonly used: number; readonly contracted: number | null }[];
  readonly idle: number | null;
}

/** Members of whom it cannot be told whether they use their seat, by the reason. */
export interface UntoldSeats {
  readonly why: string;
  readonly count: number;
}

export interface SeatingReport {
  readonly currency: string;
  readonly classes: readonly SeatCost[];
  /** Active ones, who take no seat. */
  readonly apiMembers: number;
  readonly waiting: readonly WaitingPerson[];
  /** Longest idle first; null: this run did not look. */
  readonly idle: readonly IdleSeat[] | null;
  /** Most frequent first; empty where nobody looked. */
  readonly untold: readonly UntoldSeats[];
  /** Per month, of seats in use that have a price; null: no class has one. */
  readonly monthlyCost: number | null;
  readonly forecastMonthlyCost: number | null;
  /** Oldest first, this run included. */
  readonly trend: readonly SeatPoint[];
}
