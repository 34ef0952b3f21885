/** What a test or the demo does to the Graph double from behind: let something happen, lose a subscription. */
import type { SandboxContext } from '../../context.ts';
import type { Delivery } from './deliver.ts';
import { deliver } from './deliver.ts';
import type { DirectoryChange } from './notification.ts';
import { lifecycleNotification, notificationFor } from './notification.ts';
import type { GraphSubscription, SubscriptionStore } from './subscription-store.ts';

export interface GraphControls {
  /** Those that have not ended, with their secrets. */
  subscriptions(): readonly GraphSubscription[];
  /** Delivers one change to every subscription that hears of it, each on its own. The world is left as it is. */
  notify(change: DirectoryChange): Promise<readonly Delivery[]>;
  /** Delivers several changes, all that go to one address together. */
  notifyAll(changes: readonly DirectoryChange[]): Promise<readonly Delivery[]>;
  /** null: the subscription has no address for this. Throws RangeError when there is no such subscription. */
  lifecycle(subscriptionId: string, event: 'reauthorizationRequired'): Promise<Delivery | null>;
  /** Graph tells nobody. Throws RangeError when there is no such subscription. */
  loseSubscription(id: string): void;
}

export function createGraphControls({ quirks }: SandboxContext, subscriptions: SubscriptionStore): GraphControls {
  const known = (id: string): GraphSubscription => {
    const found = subscriptions.find(id);
    if (found === undefined) throw new RangeError(`There is no live subscription ${id}`);
    return found;
  };
  const itemsFor = (change: DirectoryChange) =>
    subscriptions.live().flatMap((subscription) => {
      const notification = notificationFor(change, subscription);
      const { id, notificationUrl: url } = subscription;
      return notification === null ? [] : [{ url, subscriptionId: id, notification }];
    });
  const send = (url: string, items: ReturnType<typeof itemsFor>): Promise<Delivery> =>
    deliver(url, items, quirks.webhookLimitsMs);

  return {
    subscriptions: () => subscriptions.live(),
    notify: (change) => Promise.all(itemsFor(change).map((item) => send(item.url, [item]))),
    notifyAll(changes) {
      const byUrl = Map.groupBy(changes.flatMap(itemsFor), ({ url }) => url);
      return Promise.all([...byUrl].map(([url, items]) => send(url, items)));
    },
    async lifecycle(subscriptionId, event) {
      const subscription = known(subscriptionId);
      const url = subscription.lifecycleNotificationUrl;
      if (url === null) return null;
      return send(url, [{ url, subscriptionId, notification: lifecycleNotification(subscription, event) }]);
    },
    loseSubscription(id) {
      subscriptions.remove(known(id).id);
    },
  };
}
