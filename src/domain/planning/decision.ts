/** What core concludes from a World. */
import type { OffboardingReport } from '../offboarding/leaver.ts';
import type { SeatingReport } from '../people/seat.ts';
import type { Member, SeatClass } from '../people/member.ts';
import type { Person } from '../people/person.ts';
import type { Plan, Release } from './plan.ts';
import type { SeatUse } from '../runs/run.ts';
import type { SourceProblem } from '../people/roster.ts';

export type Evidence = 'link' | 'directory-id' | 'address' | 'member-id';
export interface Pair {
  readonly person: Person;
  readonly member: Member;
  /** All evidence that speaks for the pair, strongest first. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
}
export interface Doubt {
  /** `duplicate`: one person, several members. `ambiguous`: everything else. */
  readonly kind: 'ambiguous' | 'duplicate';
  readonly people: readonly Person[];
  readonly members: readonly Member[];
  readonly why: string;
}
export interface Matching {
  readonly pairs: readonly Pair[];
  /** People in nobody's pair and in no doubt. */
  readonly people: readonly Person[];
  /** Members (API members left out) in nobody's pair and in no doubt. */
  readonly members: readonly Member[];
  readonly doubts: readonly Doubt[];
  /** Folded addresses that several people have. */
  readonly sharedAddresses: ReadonlySet<string>;
}
export interface Decision {
  readonly matching: Matching;
  readonly plan: Plan;
  readonly seats: readonly SeatUse[];
  /** null: one person was looked at, so nothing is said of all seats. The trend is added by whoever has the earlier runs. */
  readonly seating: Omit<SeatingReport, 'trend'> | null;
  /** The leavers' sheets as the plan sees them, and what lies with nobody; null: nobody looked. */
  readonly offboarding: OffboardingReport | null;
  /** Every reason why absence-based steps are frozen; empty: sources are sound. Includes the rosters' own problems. */
  readonly integrity: readonly IntegrityProblem[];
}
export interface IntegrityProblem {
  /** A doubtful directory freezes what rests on absence; a doubtful PSA freezes everything. */
  readonly side: 'directory' | 'psa';
  readonly check:
    | SourceProblem['check']
    | 'empty'
    | 'shrunk'
    | 'canary-absent'
    | 'mapping-changed'
    | 'mass-gone'
    | 'hidden'
    | 'no-baseline';
  readonly detail: string;
  /** `approval`: a human may say that the source is right after all (shrunk). `time`: the next run over everybody settles it. */
  readonly release: Release;
}
export type SeatBook = Readonly<Record<SeatClass, { readonly contracted: number | null; readonly used: number }>>;
