/** Work that waits in a queue. It carries an identity and why it was asked for, never facts. */
import type { ConnectionName, PersonId, RulingId, Ticket } from '../ids.ts';

export type Asked =
  /** By the clock: when a run is under way already, nothing is lost by not doing it. `due`: its place in the hour, ISO 8601; absent: when it was sent. */
  | { readonly by: 'schedule'; readonly due?: string }
  /** Something changed in the directory at or before `at` (ISO 8601): a run that began later has seen it. */
  | { readonly by: 'event'; readonly at: string }
  /** Somebody asked for it, and finds the run by this ticket. */
  | { readonly by: 'request'; readonly ticket: Ticket };

export type Work =
  /** A run over the whole connection. */
  | { readonly kind: 'run'; readonly connection: ConnectionName; readonly asked: Asked }
  /** A run over one person. */
  | {
      readonly kind: 'person';
      readonly connection: ConnectionName;
      readonly person: PersonId;
      readonly asked: Asked;
    }
  /** Either of the two, of a connection that takes its time. `person` null: over everybody. */
  | {
      readonly kind: 'slow';
      readonly connection: ConnectionName;
      readonly person: PersonId | null;
      readonly asked: Asked;
    }
  /**
   * A look at the connection's change subscriptions. By the clock, what has time left stays as it is; asked for by anything else, it is renewed: the directory may
   * have said that it stops delivering otherwise.
   */
  | { readonly kind: 'subscriptions'; readonly connection: ConnectionName; readonly asked: Asked }
  /** A run that carries out what somebody has approved. What that is stands in the record of the decision, never here. */
  | {
      readonly kind: 'approval';
      readonly connection: ConnectionName;
      readonly decision: RulingId;
      readonly asked: Asked;
    };
export type WorkKind = Work['kind'];
/** Work that is one run, by the rules of the connection's mode. */
export type RunWork = Extract<Work, { kind: 'run' | 'person' | 'slow' }>;

/** Work that failed too often and was put aside. */
export interface PoisonedWork {
  readonly kind: WorkKind;
  /** The queue's own id of the message. */
  readonly id: string;
  /** When it was put aside, ISO 8601. */
  readonly since: string;
  /** null: the message cannot be understood, so it can only be discarded. */
  readonly work: Work | null;
  /** What is wrong with the message; null: nothing. */
  readonly problem: string | null;
  /** The message as it lies there, hostile and at most 1,000 characters. */
  readonly text: string;
}
