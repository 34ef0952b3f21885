// Carries out a plan of subscriptions, resource by resource: one's failure is its own problem and does not stop the other.
import {
  draftOf,
  expiryFrom,
  sameAddress,
  type SubscriptionAction,
  type WantedSubscriptions,
} from '../../core/events/subscriptions.ts';
import type {
  SubscribedResource,
  Subscription,
  SubscriptionProblem,
  SubscriptionReply,
} from '../../domain/events/subscription.ts';
import { RemoteError } from '../../errors.ts';
import type { Clock } from '../../ports/run-ports.ts';
import type { Subscriptions } from '../../ports/event-ports.ts';

export interface PerformPorts {
  readonly subscriptions: Subscriptions;
  readonly clock: Clock;
  /** Aborted: nothing more may be written; its reason is thrown. */
  readonly lost: AbortSignal;
  /** Called with each new one before what it replaces is removed, so that its deliveries are taken from then on. */
  readonly note: (created: Subscription) => Promise<void>;
}

export interface Performed {
  readonly renewed: number;
  readonly removed: number;
  readonly problems: readonly SubscriptionProblem[];
}

type Writer = ReturnType<typeof createWriter>;

/** `listed`: what there was before, by which a creation whose answer was lost is recognised. */
export async function performSubscriptions(
  ports: PerformPorts,
  wanted: WantedSubscriptions,
  listed: readonly Subscription[],
  actions: readonly SubscriptionAction[],
): Promise<Performed> {
  const writer = createWriter(ports, wanted, listed);
  for (const action of actions) {
    switch (action.kind) {
      case 'create':
        await replace(writer, action.resource, action.replaces);
        break;
      case 'renew':
        await renew(writer, action.subscription);
        break;
      case 'remove':
        await writer.remove(action.subscription);
        break;
    }
  }
  return writer.performed();
}

/** The new one first, so that somebody delivers all the while; where Graph takes no second one, the old ones have to go before. */
async function replace(writer: Writer, resource: SubscribedResource, old: readonly Subscription[]): Promise<void> {
  const first = await writer.create(resource);
  if (first.kind === 'done') {
    for (const one of old) await writer.remove(one);
    return;
  }
  if (first.kind !== 'refused' || first.because !== 'exists') {
    writer.complain(resource, first.detail);
    return;
  }
  if (old.length === 0) {
    writer.complain(
      resource,
      `${first.detail} The application has a subscription to ${resource} already that delivers to another address; it is not Rollcall's, so it stays. Give Rollcall an application of its own, or remove that subscription.`,
    );
    return;
  }
  for (const one of old) await writer.remove(one);
  const second = await writer.create(resource);
  if (second.kind !== 'done') writer.complain(resource, second.detail);
}

/** One that has gone since it was listed is made anew. */
async function renew(writer: Writer, subscription: Subscription): Promise<void> {
  const reply = await writer.renew(subscription);
  if (reply.kind === 'refused' && reply.because === 'gone') await replace(writer, subscription.resource, []);
  else if (reply.kind !== 'done') writer.complain(subscription.resource, reply.detail);
}

function createWriter(ports: PerformPorts, wanted: WantedSubscriptions, listed: readonly Subscription[]) {
  const { subscriptions, clock, lost, note } = ports;
  const now = (): string => clock.now().toISOString();
  const problems: SubscriptionProblem[] = [];
  const counts = { renewed: 0, removed: 0 };
  const complain = (resource: SubscribedResource, detail: string): void => void problems.push({ resource, detail });

  /** A creation is never sent again for want of an answer: what is listed now and was not before is the one. */
  async function settle(resource: SubscribedResource, reply: SubscriptionReply): Promise<SubscriptionReply> {
    if (reply.kind !== 'unknown') return reply;
    try {
      const fresh = (await subscriptions.list()).find(
        (one) =>
          one.resource === resource &&
          sameAddress(one.notificationUrl, wanted.notificationUrl) &&
          !listed.some(({ id }) => id === one.id),
      );
      return fresh === undefined ? reply : { kind: 'done', subscription: fresh };
    } catch (error) {
      // Still unknown: the next look finds out, and replaces what it finds.
      if (error instanceof RemoteError) return reply;
      throw error;
    }
  }

  return {
    complain,
    async create(resource: SubscribedResource): Promise<SubscriptionReply> {
      lost.throwIfAborted();
      const reply = await settle(resource, await subscriptions.create(draftOf(resource, wanted, now())));
      if (reply.kind === 'done') await note(reply.subscription);
      return reply;
    },
    async renew(subscription: Subscription): Promise<SubscriptionReply> {
      lost.throwIfAborted();
      const reply = await subscriptions.renew(subscription, expiryFrom(now()));
      if (reply.kind === 'done') counts.renewed += 1;
      return reply;
    },
    async remove(subscription: Subscription): Promise<void> {
      lost.throwIfAborted();
      const reply = await subscriptions.remove(subscription);
      if (reply.kind === 'done') counts.removed += 1;
      else complain(subscription.resource, reply.detail);
    },
    performed: (): Performed => ({ problems, ...counts }),
  };
}
