/** Where it shows what members did: the list, what is asked of it, and which traces its rows are. */
import type { MemberRef } from '../../../domain/people/member.ts';

/** Somebody did something at an instant, ISO 8601. */
export interface Trace {
  /** A member's record id, or a folded Member ID, as the source knows them. */
  readonly by: number | string;
  readonly at: string;
}

export interface ActivitySource {
  readonly path: string;
  /** How messages call its records: "time entries". */
  readonly place: string;
  readonly fields: string;
  readonly orderBy: string;
  /** Whether every company has some: with none of anybody the list is not believed. */
  readonly always: boolean;
  /** How its traces name a member. */
  readonly nameOf: (member: MemberRef) => Trace['by'];
  /** null: it cannot be asked for this member. */
  readonly condition: (members: readonly MemberRef[], since: string) => string | null;
  /** Any record of anybody since then. */
  readonly anybody: (since: string) => string;
  /** null: the row cannot be read. */
  readonly tracesOf: (row: unknown) => readonly Trace[] | null;
}
