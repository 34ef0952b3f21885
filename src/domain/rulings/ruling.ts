/** What people decide about held steps, and the record of it. */
import type { ActionKind } from '../planning/action.ts';
import type { Digest, RulingId, RunId, Ticket } from '../ids.ts';
import type { PersonRef } from '../people/person.ts';

/**
 * - `approve`: the step may be done, once, if it still stands.
 * - `deny`: it may not, as long as it is the same step.
 * - `hold`: it is set aside until a day or without end, and is not listed as waiting.
 * - `take-back`: whatever was decided of it and is not done yet counts no longer.
 */
export const RULING_KINDS = ['approve', 'deny', 'hold', 'take-back'] as const;
export type RulingKind = (typeof RULING_KINDS)[number];

/** Whoever decides, and how far that is known. */
export interface Decider {
  /** What people know each other by. */
  readonly name: string;
  /** Stable id of somebody who signed in; null: nobody did, and the name is that of a user of the machine. */
  readonly person: string | null;
}

interface Objected {
  readonly version: 1;
  readonly digest: Digest;
  readonly by: string;
  readonly note: string;
  /** ISO 8601 instant. */
  readonly at: string;
}
/** Somebody's word that holds a step whatever else does: until it is taken back, or until the step is no longer planned with this digest. */
export type Objection = Objected &
  (
    | { readonly kind: 'denied' }
    /** `until` null: without end. */
    | { readonly kind: 'set-aside'; readonly until: string | null }
  );

/** What a decision meant for one step when it was given. */
export interface RuledStep {
  readonly digest: Digest;
  /** null: no plan that is kept has the step any more. */
  readonly action: ActionKind | null;
  /** Member ID; empty: as above. */
  readonly subject: string;
  readonly person: PersonRef | null;
  /** `second`: an approval that counts once another person has approved, too. */
  readonly standing: 'counts' | 'second' | 'refused';
  /** Why it was refused; null: it was not. */
  readonly why: string | null;
}

/** What came of an approval. */
export interface RulingResult {
  /** null: there was none, since another run was under way. */
  readonly run: RunId | null;
  readonly at: string;
  /** Whether it is over; false: it is tried again, and the approval stands meanwhile. */
  readonly final: boolean;
  readonly steps: readonly {
    readonly digest: Digest;
    readonly done: boolean;
    /** Why not, or what else is to be said; null: nothing. */
    readonly why: string | null;
  }[];
}

/** One decision, as it is kept with the run whose plan it is about and with the run that carried it out. */
export interface Ruling {
  readonly version: 1;
  readonly id: RulingId;
  readonly kind: RulingKind;
  readonly by: string;
  /** Of whoever signed in; null: nobody did. */
  readonly person: string | null;
  readonly at: string;
  readonly note: string;
  /** Until when an approval stands, or a step is set aside; null: without end. */
  readonly ends: string | null;
  /** The run whose plan was seen. */
  readonly seen: RunId;
  readonly steps: readonly RuledStep[];
  /** In sentences, what was named as well and fits no step. */
  readonly unfitting: readonly string[];
  /** By which the run is found that carries it out; null: none was asked for. */
  readonly ticket: Ticket | null;
  /** null: no run has carried it out. */
  readonly result: RulingResult | null;
}

/** How approvals are given on one connection. */
export interface ApprovalPolicy {
  /** Whether an approval counts only once two different people, both signed in, have given it. */
  readonly secondPerson: boolean;
  /** Hours for which an approval stands where its giver names none. */
  readonly expiresHours: number;
}

export const PLAIN_APPROVALS: ApprovalPolicy = { secondPerson: false, expiresHours: 24 };
