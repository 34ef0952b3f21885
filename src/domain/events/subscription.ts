/** Change subscriptions: what the directory has been asked to deliver to Rollcall, where, and until when. */
import type { Digest } from '../ids.ts';

/** A whole collection: one subscription to it hears of everybody, or of every group. */
export type SubscribedResource = 'users' | 'groups';
export const SUBSCRIBED_RESOURCES: readonly SubscribedResource[] = ['users', 'groups'];

/** A subscription as it is asked for. */
export interface SubscriptionDraft {
  readonly resource: SubscribedResource;
  /** `deleted`, `updated` …, in alphabetical order. */
  readonly changeTypes: readonly string[];
  readonly notificationUrl: string;
  /** Where the directory tells of the subscription itself; null: nowhere, and it cannot be added later. */
  readonly lifecycleUrl: string | null;
  /** ISO 8601. */
  readonly expires: string;
}
/** A subscription as the directory lists it. */
export interface Subscription extends SubscriptionDraft {
  readonly id: string;
}

/** What became of one write. `unknown`: it was sent and no usable answer came; list before doing anything else. */
export type SubscriptionReply =
  | { readonly kind: 'done'; readonly subscription: Subscription }
  /** `exists`: the directory has one like it already. `gone`: there is none of that id. */
  | { readonly kind: 'refused'; readonly because: 'exists' | 'gone' | 'other'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

/** Whether Rollcall may subscribe to a resource. */
export interface SubscriptionRight {
  readonly resource: SubscribedResource;
  /** null: the credential does not tell. */
  readonly held: boolean | null;
  /** How it is granted, in a sentence. */
  readonly grant: string;
}

/** One that Rollcall made itself. */
export interface KnownSubscription {
  readonly id: string;
  readonly resource: SubscribedResource;
  /** ISO 8601. */
  readonly expires: string;
  /** Of the secret that its deliveries carry. */
  readonly secretDigest: Digest;
}

/** Why something is not as it should be, and what to do. */
export interface SubscriptionProblem {
  /** null: it concerns all of them. */
  readonly resource: SubscribedResource | null;
  readonly detail: string;
}

/** What is remembered of one connection's subscriptions. */
export interface KnownSubscriptions {
  readonly version: 1;
  readonly subscriptions: readonly KnownSubscription[];
  /** What the latest look could not put right; empty: all is well. */
  readonly problems: readonly SubscriptionProblem[];
  /** Deliveries may have been missed, and the run that makes up for them has not been asked for yet. */
  readonly runOwed: boolean;
  /** When they were last looked at, ISO 8601. */
  readonly checkedAt: string;
}
