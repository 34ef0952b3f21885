/** The subscriptions of the sandbox's one application: made, renewed, ended by the sandbox's clock, or lost without a word. */
import type { SandboxContext } from '../../context.ts';
import { guidOf } from '../../empty-world.ts';

export type SubscribedTo = 'users' | 'groups';

export interface GraphSubscription {
  readonly id: string;
  readonly resource: SubscribedTo;
  /** As it was asked for: `updated,deleted`. */
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | null;
  readonly clientState: string | null;
  /** ISO 8601. */
  readonly expirationDateTime: string;
}

export interface SubscriptionStore {
  /** In the order in which they were made. */
  live(): readonly GraphSubscription[];
  find(id: string): GraphSubscription | undefined;
  add(subscription: Omit<GraphSubscription, 'id'>): GraphSubscription;
  renew(id: string, expirationDateTime: string): void;
  remove(id: string): void;
}

export function createSubscriptionStore({ now }: Pick<SandboxContext, 'now'>): SubscriptionStore {
  const kept = new Map<string, GraphSubscription>();
  let made = 0;
  const live = (): readonly GraphSubscription[] =>
    [...kept.values()].filter((one) => Date.parse(one.expirationDateTime) > now().getTime());
  const find = (id: string): GraphSubscription | undefined => live().find((one) => one.id === id.toLowerCase());
  return {
    live,
    find,
    add(subscription) {
      made += 1;
      const added = { ...subscription, id: guidOf(`subscription ${made}`) };
      kept.set(added.id, added);
      return added;
    },
    renew(id, expirationDateTime) {
      const found = find(id);
      if (found !== undefined) kept.set(found.id, { ...found, expirationDateTime });
    },
    remove(id) {
      kept.delete(id.toLowerCase());
    },
  };
}
