import type { GroupId } from '../ids.ts';
import type { Member } from './member.ts';
import type { Person } from './person.ts';

/** Why a read cannot be taken as the whole truth. */
export interface SourceProblem {
  readonly check: 'failed' | 'cut' | 'group-missing' | 'count-contradicted' | 'repeated' | 'unreadable';
  /** Where: `group` and its selector as configured ("group PSA Technicians"), or "members". */
  readonly place: string;
  /** What was seen and what was expected, without secrets. */
  readonly detail: string;
}

export interface GroupReading {
  /** The selector as configured: an id or a unique name. */
  readonly selector: string;
  /** null: the group could not be found. */
  readonly id: GroupId | null;
  readonly name: string | null;
  /** Distinct people read from this group (nested included). */
  readonly people: number;
}

/** A group as the directory shows it to whoever chooses among them. The name is hostile text, may be empty, and need not be unique. */
export interface ListedGroup {
  readonly id: GroupId;
  readonly name: string;
}
export interface GroupList {
  readonly groups: readonly ListedGroup[];
  /** false: there are more than anybody would look through, and the rest was not read. */
  readonly complete: boolean;
}

/** Everyone in the mapped groups. `complete` is false as soon as there is one problem. */
export interface DirectoryRoster {
  readonly people: readonly Person[];
  readonly groups: readonly GroupReading[];
  readonly problems: readonly SourceProblem[];
  readonly complete: boolean;
}

/** Where one person stands, by direct checks. */
export interface Place {
  /** The given groups in their order; `people` is 0, since nobody is counted. */
  readonly groups: readonly GroupReading[];
  /** Those of them that the person is in, nested included. */
  readonly inside: readonly GroupId[];
  /** A group that is missing or ambiguous: with one of these, being in none of the others proves nothing. */
  readonly problems: readonly SourceProblem[];
}

/** All members, active and inactive, API members included. `complete` is false as soon as there is one problem. */
export interface MemberRoster {
  readonly members: readonly Member[];
  readonly problems: readonly SourceProblem[];
  readonly complete: boolean;
}
