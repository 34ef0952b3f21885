/** Which subscriptions are made, renewed and removed, and whether deliveries were missed meanwhile. Pure: what is listed, what is remembered and the time are passed in. */
import type { Digest } from '../../domain/ids.ts';
import type {
  KnownSubscription,
  SubscribedResource,
  Subscription,
  SubscriptionDraft,
} from '../../domain/events/subscription.ts';
import { SUBSCRIBED_RESOURCES } from '../../domain/events/subscription.ts';

export interface WantedSubscriptions {
  readonly notificationUrl: string;
  /** Of the first secret, which new subscriptions get. */
  readonly secretDigest: Digest;
}

export interface SubscriptionView {
  readonly wanted: WantedSubscriptions;
  readonly listed: readonly Subscription[];
  readonly known: readonly KnownSubscription[];
  /** ISO 8601. */
  readonly now: string;
  /** Whatever is left of their time, unless they were renewed just now. */
  readonly renewAll: boolean;
}

export type SubscriptionAction =
  /** `replaces`: what is removed afterwards, so that somebody delivers all the while. */
  | {
      readonly kind: 'create';
      readonly resource: SubscribedResource;
      readonly replaces: readonly Subscription[];
    }
  | { readonly kind: 'renew'; readonly resource: SubscribedResource; readonly subscription: Subscription }
  /** One that delivers to the same address beside the one that is kept. */
  | { readonly kind: 'remove'; readonly resource: SubscribedResource; readonly subscription: Subscription };

/**
 * Why deliveries may have been missed: nobody delivered before (`first`), the subscription is gone before its time (`lost`), it ran out (`expired`), or it
 * delivers to another address or with another secret than today's (`replaced`).
 */
export interface DeliveryGap {
  readonly resource: SubscribedResource;
  readonly because: 'first' | 'lost' | 'expired' | 'replaced';
}

export interface SubscriptionPlan {
  readonly actions: readonly SubscriptionAction[];
  readonly gaps: readonly DeliveryGap[];
}

const MINUTE_MS = 60_000;
/** The longest that Graph lets a subscription to users or groups live. */
const LIFETIME_MS = 41_760 * MINUTE_MS;
/** Two clocks may differ by this much before an expiry is beyond the longest. */
const SPARE_MS = 60 * MINUTE_MS;
/** Asked twice within this time, they are renewed once. */
const JUST_NOW_MS = 10 * MINUTE_MS;
const CHANGE_TYPES = ['deleted', 'updated'];

/** What is asked for when a subscription is made now. */
export function draftOf(resource: SubscribedResource, wanted: WantedSubscriptions, now: string): SubscriptionDraft {
  return {
    resource,
    changeTypes: CHANGE_TYPES,
    notificationUrl: wanted.notificationUrl,
    lifecycleUrl: wanted.notificationUrl,
    expires: expiryFrom(now),
  };
}

/** Until when a subscription is made or renewed now, ISO 8601. */
export function expiryFrom(now: string): string {
  return new Date(Date.parse(now) + LIFETIME_MS - SPARE_MS).toISOString();
}

/** Per resource one live subscription with today's address and secret. Those at other addresses are left alone, unless Rollcall remembers making them. */
export function planSubscriptions(view: SubscriptionView): SubscriptionPlan {
  const plans = SUBSCRIBED_RESOURCES.map((resource) => planResource(resource, view));
  return { actions: plans.flatMap((plan) => plan.actions), gaps: plans.flatMap((plan) => plan.gaps) };
}

/** What is still remembered when this is listed: what has ended or is gone is forgotten, so that its loss is told once. */
export function stillKnown(
  known: readonly KnownSubscription[],
  listed: readonly Subscription[],
  now: string,
): readonly KnownSubscription[] {
  return known.flatMap((one) => {
    const found = listed.find(({ id }) => id === one.id);
    return found !== undefined && isLive(found, now) ? [{ ...one, expires: found.expires }] : [];
  });
}

function planResource(resource: SubscribedResource, view: SubscriptionView): SubscriptionPlan {
  const { wanted, listed, now } = view;
  const known = view.known.filter((one) => one.resource === resource);
  const ours = listed
    .filter((one) => one.resource === resource)
    .filter((one) => sameAddress(one.notificationUrl, wanted.notificationUrl) || known.some(({ id }) => id === one.id))
    .toSorted(byPreference);
  const kept = ours.find((one) => isAsWanted(one, known, view));
  if (kept === undefined)
    return {
      actions: [{ kind: 'create', resource, replaces: ours }],
      gaps: [{ resource, because: whyMissed(known, ours, now) }],
    };
  const doubled = ours.filter((one) => one !== kept);
  return {
    actions: [
      ...(needsRenewal(kept, view) ? [{ kind: 'renew', resource, subscription: kept } as const] : []),
      ...doubled.map((subscription) => ({ kind: 'remove', resource, subscription }) as const),
    ],
    gaps: [],
  };
}

/** A stray at the right address is not as wanted: nobody remembers which secret it carries. */
function isAsWanted(
  one: Subscription,
  known: readonly KnownSubscription[],
  { wanted, now }: SubscriptionView,
): boolean {
  return (
    isLive(one, now) &&
    sameAddress(one.notificationUrl, wanted.notificationUrl) &&
    one.lifecycleUrl !== null &&
    sameAddress(one.lifecycleUrl, wanted.notificationUrl) &&
    one.changeTypes.join() === CHANGE_TYPES.join() &&
    known.some(({ id, secretDigest }) => id === one.id && secretDigest === wanted.secretDigest)
  );
}

function needsRenewal({ expires }: Subscription, { now, renewAll }: SubscriptionView): boolean {
  const left = Date.parse(expires) - Date.parse(now);
  return left < (renewAll ? LIFETIME_MS - SPARE_MS - JUST_NOW_MS : LIFETIME_MS / 3);
}

function whyMissed(
  known: readonly KnownSubscription[],
  ours: readonly Subscription[],
  now: string,
): DeliveryGap['because'] {
  if (known.length === 0) return 'first';
  if (stillKnown(known, ours, now).length > 0) return 'replaced';
  return known.some((one) => isLive(one, now)) ? 'lost' : 'expired';
}

function isLive({ expires }: { readonly expires: string }, now: string): boolean {
  return Date.parse(expires) > Date.parse(now);
}

/** What lives longest comes first; the id decides between equals. */
function byPreference(left: Subscription, right: Subscription): number {
  return Date.parse(right.expires) - Date.parse(left.expires) || (left.id < right.id ? -1 : 1);
}

/** The directory may write an address in another way than it was given: a host in capitals, a default port. */
export function sameAddress(left: string, right: string): boolean {
  return left === right || (URL.canParse(left) && URL.canParse(right) && new URL(left).href === new URL(right).href);
}
