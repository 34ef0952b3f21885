/** Everything one decision is made from. Core gets it whole and reads nothing else. */
import type { ReferenceField, Policy } from './policy.ts';
import type { MemberKey, PersonId } from '../ids.ts';
import type { DutyReading } from '../offboarding/duty.ts';
import type { MemberActivity } from '../people/seat.ts';
import type { DirectoryRoster, MemberRoster } from '../people/roster.ts';
import type { Memory, PastWrite, Approval, Sides } from '../memory/memory.ts';
import type { Objection } from '../rulings/ruling.ts';
import type { Person } from '../people/person.ts';
import type { EventLogReading } from '../events/event.ts';
import type { Reference } from '../people/member.ts';

export interface CatalogueEntry extends Reference {
  readonly inactive: boolean;
  /** Security roles only: grants administration. */
  readonly admin: boolean;
  /** Security roles only: how far it reaches; absent: nobody asked. */
  readonly reach?: RoleReach;
}
/** How much of the PSA's security matrix a role has: every row has four levels (add, edit, delete, inquire), each None, My or All. */
export type RoleReach =
  | { readonly kind: 'read'; readonly levels: number; readonly all: number }
  /** `why`: what was seen, and the right that is missing or what to do. */
  | { readonly kind: 'unread'; readonly why: string };
/** Approver fields resolve against the members themselves, so they have no list here. */
export type CatalogueKind =
  Exclude<ReferenceField, 'timeApprover' | 'expenseApprover' | 'reportsTo'> | 'memberTemplate';
/** The PSA's reference lists that the profiles name; a kind that no profile uses is absent. */
export type Catalogue = Partial<Record<CatalogueKind, readonly CatalogueEntry[]>>;

/** A person looked up one by one because an active member has nobody in scope. */
export interface Lookup {
  readonly member: MemberKey;
  /** By remembered link first, else by the member's addresses, exact. */
  readonly by:
    | { readonly kind: 'id'; readonly id: PersonId }
    | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
    /** Who else has one of these addresses: like `addresses`, but deleted people are left out, which spares listing them. */
    | { readonly kind: 'rivals'; readonly addresses: readonly string[] };
}
/** `people` is empty when the directory surely knows nobody. By id, gone means one person in state `deleted`. */
export interface LookupAnswer {
  readonly member: MemberKey;
  readonly people: readonly Person[];
}

/** `manager` is null: the directory knows none. */
export interface Manager {
  readonly person: PersonId;
  readonly manager: Person | null;
}

export interface World {
  readonly sides: Sides;
  /**
   * null: everybody. Else the one person whom this run is about: they were read directly and no list was, so nothing is planned, concluded or forgotten for
   * anybody else.
   */
  readonly focus: PersonId | null;
  readonly policy: Policy;
  readonly directory: DirectoryRoster;
  readonly psa: MemberRoster;
  readonly lookups: readonly LookupAnswer[];
  /** Members whose look-up could not be finished: nothing absence-based happens to them. */
  readonly unfinishedLookups: readonly MemberKey[];
  /** People confirmed by a direct membership check to be in none of the mapped groups. */
  readonly confirmedOutside: readonly PersonId[];
  /** People whom the lists did not show although the direct check says that they are in a mapped group. */
  readonly confirmedInside: readonly PersonId[];
  readonly catalogue: Catalogue;
  readonly memory: Memory;
  readonly pastWrites: readonly PastWrite[];
  readonly approvals: readonly Approval[];
  /** Denials, and what was set aside. */
  readonly objections: readonly Objection[];
  /** What the directory's own log says of the time since the last look, and which of it was delivered; null: there is no such log, or nobody looked. */
  readonly eventLog: { readonly reading: EventLogReading; readonly delivered: ReadonlySet<string> } | null;
  /** The leavers' work, and open tickets that lie with nobody; null: nobody looked. */
  readonly duties: DutyReading | null;
  /** The managers of those who leave, as the directory says; somebody who is not listed was not asked for, or the directory would not say. */
  readonly managers: readonly Manager[];
  /** What members who have not signed in for long did otherwise; null: nobody looked. */
  readonly activity: readonly MemberActivity[] | null;
  /** ISO 8601 instant of the run. */
  readonly now: string;
  /** To plain ASCII; pure. */
  readonly toAscii: (text: string) => string;
}
