/** What a directory tells of changes. An event is a hint where to look, never a fact: whoever handles it reads the world anew. */
import type { GroupId, PersonId } from '../ids.ts';

export interface DirectoryEvent {
  /** By which a repeated delivery is recognised; null: the sender gives none. */
  readonly id: string | null;
  /** `user.lifecycle.deactivate`, `updated`: for logs and reports. */
  readonly type: string;
  /** When the directory published it, ISO 8601; null: it does not say. */
  readonly published: string | null;
  /** People whom it concerns, each once; may be empty. */
  readonly people: readonly PersonId[];
  /** Groups that changed without the event saying whose membership did. */
  readonly groups: readonly GroupId[];
}

/** An event that was taken in: it has been queued, and its sender was told so. */
export interface AcceptedEvent {
  readonly id: string | null;
  /** When it was taken in, ISO 8601. */
  readonly at: string;
  readonly people: readonly PersonId[];
}

/** What a directory's own log holds of a span of time. */
export interface EventLogReading {
  /** ISO 8601, inclusive. */
  readonly since: string;
  /** ISO 8601, exclusive. */
  readonly until: string;
  readonly events: readonly DirectoryEvent[];
  /** false: there were more than were read. */
  readonly complete: boolean;
}
