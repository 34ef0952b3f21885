/**
 * What events need from the outside: the queue in which work waits, the account of what was taken in, and the subscriptions by which a directory delivers. Adapters
 * implement it, app uses it. Units and faults as in run-ports.ts.
 */
import type { AcceptedEvent } from '../domain/events/event.ts';
import type { Check } from './run-ports.ts';
import type { Dropped } from '../domain/events/dropped.ts';
import type { ConnectionName, Ticket } from '../domain/ids.ts';
import type {
  KnownSubscriptions,
  Subscription,
  SubscriptionDraft,
  SubscriptionReply,
  SubscriptionRight,
} from '../domain/events/subscription.ts';
import type { PoisonedWork, Work } from '../domain/events/work.ts';

/** Work for the functions: at least once, in no order. A message carries identities, never facts. */
export interface WorkQueue {
  /** Durable when it resolves. Nobody gets to see it before `afterMs` have passed; default 0. */
  send(work: Work, afterMs?: number): Promise<void>;
  /** About how many messages were put aside after failing too often. */
  countPoisoned(): Promise<number>;
  /** The first of them, at most `limit` of each kind of work (1 to 32); they stay where they are. */
  listPoisoned(limit: number): Promise<readonly PoisonedWork[]>;
  /** Puts what can be understood back into its queue, all or the one of that id; answers how many. What waits to be tried is never lost, but may come twice. */
  replayPoisoned(id?: string): Promise<number>;
  /** Removes one for good, and answers what it was (null: it could not be understood); undefined: there is none of that id. */
  discardPoisoned(id: string): Promise<Pick<PoisonedWork, 'work'> | undefined>;
  prepare(): Promise<void>;
  check(): Promise<readonly Check[]>;
}

/** What was asked for and let go without a run, so that its ticket gets an answer. Reads and changes throw RemoteError `malformed` on a file that does not parse. */
export interface DroppedRecords {
  /** undefined: it was not let go, or so long ago that it is forgotten. */
  find(connection: ConnectionName, ticket: Ticket): Promise<Dropped | undefined>;
  /** Durable when it resolves. What is noted again replaces what was noted. */
  note(connection: ConnectionName, dropped: Dropped): Promise<void>;
}

/** Which events were taken in, per connection, so that a repetition is recognised and silence is noticed. */
export interface EventLedger {
  /** Those of the ids that were accepted in the last 24 hours. What other processes accept shows within seconds: what is accepted twice is done once all the same. */
  seen(connection: ConnectionName, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Durable when it resolves. What is noted at the same time shares one write. */
  note(connection: ConnectionName, events: readonly AcceptedEvent[]): Promise<void>;
  /** Accepted at or after `since`, oldest first, read fresh. */
  readSince(connection: ConnectionName, since: string): Promise<readonly AcceptedEvent[]>;
}

/** What the directory delivers changes by. Reads retry by themselves; a write is sent once and answers what became of it. */
export interface Subscriptions {
  /** All of this application in this tenant that concern whole users or groups, wherever they deliver to. */
  list(): Promise<readonly Subscription[]>;
  /** With the connection's first secret. The directory tries the address first, and may deliver to it before the answer is here. */
  create(draft: SubscriptionDraft): Promise<SubscriptionReply>;
  /** `expires` ISO 8601. Also tells the directory that it may go on delivering. */
  renew(subscription: Subscription, expires: string): Promise<SubscriptionReply>;
  /** `done` too when it is gone already. */
  remove(subscription: Subscription): Promise<SubscriptionReply>;
  /** What the credential says of each resource. */
  readRights(): Promise<readonly SubscriptionRight[]>;
}

/** What is remembered of each connection's subscriptions: by their ids the webhook knows whose deliveries it may take. */
export interface SubscriptionRecords {
  /** undefined: nobody has looked at them yet. Throws RemoteError `malformed` on a file that does not parse. */
  read(connection: ConnectionName): Promise<KnownSubscriptions | undefined>;
  /** Replaces what was there. */
  write(connection: ConnectionName, known: KnownSubscriptions): Promise<void>;
}
