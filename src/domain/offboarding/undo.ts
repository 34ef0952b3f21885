/** What a run has handed over, kept beside its report so that it can be taken back. */
import type { Reassignment } from './handover.ts';
import type { ConnectionName, Digest, RunId } from '../ids.ts';
import type { MemberRef } from '../people/member.ts';
import type { PersonRef } from '../people/person.ts';

/** One reassignment that was written, and verified or not to be seen afterwards: an undo looks where the duty stands before it moves it. */
export interface HandedOver {
  /** Digest of the step. */
  readonly step: Digest;
  /** When it was settled, ISO 8601. */
  readonly at: string;
  /** The leaver. */
  readonly person: PersonRef | null;
  readonly member: MemberRef;
  readonly reassignment: Reassignment;
}

/** undo.json of one run. */
export interface UndoRecord {
  readonly version: 1;
  readonly run: RunId;
  readonly connection: ConnectionName;
  /** Which PSA: record ids mean nothing in another. */
  readonly psa: string;
  /** In the order in which they were handed over; never empty. */
  readonly handovers: readonly HandedOver[];
}
