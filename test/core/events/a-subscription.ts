/** Subscriptions for tests: wanted ones unless told otherwise. */
import { digestOfText } from '../../../src/core/digest.ts';
import { expiryFrom, type SubscriptionView, type WantedSubscriptions } from '../../../src/core/events/subscriptions.ts';
import type { KnownSubscription, Subscription } from '../../../src/domain/events/subscription.ts';

export const NOW = '2026-11-23T10:00:00.000Z';
export const WANTED: WantedSubscriptions = {
  notificationUrl: 'https://app.example/api/webhooks/entra/harborpine',
  secretDigest: digestOfText('the first secret'),
};
export const OTHER_URL = 'https://elsewhere.example/hook';
export const OLD_SECRET = digestOfText('the old secret');

/** ISO 8601, so many days after NOW; fewer than none: before it. */
export function inDays(days: number): string {
  return new Date(Date.parse(NOW) + days * 86_400_000).toISOString();
}

export function aSubscription(id: string, differences: Partial<Omit<Subscription, 'id'>> = {}): Subscription {
  if (id === '') throw new RangeError('A subscription needs an id');
  return {
    id,
    resource: 'users',
    changeTypes: ['deleted', 'updated'],
    notificationUrl: WANTED.notificationUrl,
    lifecycleUrl: WANTED.notificationUrl,
    expires: expiryFrom(NOW),
    ...differences,
  };
}

/** As Rollcall would remember it: with today's secret. */
export function known({ id, resource, expires }: Subscription, secretDigest = WANTED.secretDigest): KnownSubscription {
  return { id, resource, expires, secretDigest };
}

/** A view of these, all of them remembered; a healthy subscription to groups is there unless others are given. */
export function aView(listed: readonly Subscription[], differences: Partial<SubscriptionView> = {}): SubscriptionView {
  const groups = listed.some(({ resource }) => resource === 'groups')
    ? []
    : [aSubscription('groups-1', { resource: 'groups' })];
  const all = [...listed, ...groups];
  return {
    wanted: WANTED,
    listed: all,
    now: NOW,
    renewAll: false,
    ...differences,
    known: [...(differences.known ?? listed.map((one) => known(one))), ...groups.map((one) => known(one))],
  };
}
