/** What the first run that writes would do, told before there is one: who is whom, and what becomes of whom. */
import type { Doubt, IntegrityProblem, Pair } from './decision.ts';
import type { MemberRef } from '../people/member.ts';
import type { PersonRef } from '../people/person.ts';
import type { Step } from './plan.ts';

/** A pair that stays one. */
export interface PreviewPair {
  readonly person: PersonRef;
  readonly member: MemberRef;
  readonly active: boolean;
  readonly evidence: Pair['evidence'];
  /** What would be written to the member; null: nothing. */
  readonly step: Step | null;
}

export interface PreviewDoubt {
  readonly people: readonly PersonRef[];
  readonly members: readonly MemberRef[];
  readonly why: Doubt['why'];
}

export interface Preview {
  /** People read from the mapped groups, and members of any kind. */
  readonly people: number;
  readonly members: number;
  /** By Member ID. */
  readonly linked: readonly PreviewPair[];
  readonly doubtful: readonly PreviewDoubt[];
  readonly created: readonly Step[];
  /** Switched off for what the directory says, or does not know, of their person. */
  readonly deactivated: readonly Step[];
  /** Their person is enabled, but in no mapped group: switched off once that is proven. */
  readonly outOfScope: readonly Step[];
  /** Active members whom the directory does not know, and who stay as they are. */
  readonly unknown: readonly MemberRef[];
  /** People in the mapped groups of whom nothing is made for now: guests, suspended, not started, unreadable. */
  readonly leftOut: readonly { readonly person: PersonRef; readonly why: string }[];
  /** Why the sources cannot be trusted; empty: they are sound. */
  readonly integrity: readonly IntegrityProblem[];
}
