/** What holds of every plan, whatever is listed and remembered. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  draftOf,
  expiryFrom,
  planSubscriptions,
  stillKnown,
  type SubscriptionView,
} from '../../../src/core/events/subscriptions.ts';
import type { KnownSubscription, Subscription } from '../../../src/domain/events/subscription.ts';
import { SUBSCRIBED_RESOURCES } from '../../../src/domain/events/subscription.ts';
import { inDays, NOW, OLD_SECRET, OTHER_URL, WANTED } from './a-subscription.ts';

const urls = fc.constantFrom(WANTED.notificationUrl, OTHER_URL);
const subscription = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  resource: fc.constantFrom(...SUBSCRIBED_RESOURCES),
  changeTypes: fc.constantFrom(['deleted', 'updated'], ['updated']),
  notificationUrl: urls,
  lifecycleUrl: fc.option(urls),
  expires: fc.double({ min: -2, max: 29, noNaN: true }).map(inDays),
});
const view: fc.Arbitrary<SubscriptionView> = fc.record({
  wanted: fc.constant(WANTED),
  listed: fc.uniqueArray(subscription, { selector: ({ id }) => id }),
  known: fc.uniqueArray(
    fc.record({
      id: subscription.map(({ id }) => id),
      resource: fc.constantFrom(...SUBSCRIBED_RESOURCES),
      expires: fc.double({ min: -2, max: 29, noNaN: true }).map(inDays),
      secretDigest: fc.constantFrom(WANTED.secretDigest, OLD_SECRET),
    }),
    { selector: ({ id }) => id },
  ),
  now: fc.constant(NOW),
  renewAll: fc.boolean(),
});

/** The world after the plan was carried out. */
function performed(before: SubscriptionView): SubscriptionView {
  let listed: readonly Subscription[] = before.listed;
  const made: KnownSubscription[] = [];
  for (const action of planSubscriptions(before).actions) {
    const gone = action.kind === 'create' ? action.replaces : action.kind === 'remove' ? [action.subscription] : [];
    listed = listed.filter((one) => !gone.some(({ id }) => id === one.id));
    if (action.kind === 'renew')
      listed = listed.map((one) => (one.id === action.subscription.id ? { ...one, expires: expiryFrom(NOW) } : one));
    if (action.kind !== 'create') continue;
    const created = { ...draftOf(action.resource, WANTED, NOW), id: `new ${action.resource}` };
    listed = [...listed, created];
    made.push({
      id: created.id,
      resource: created.resource,
      expires: created.expires,
      secretDigest: WANTED.secretDigest,
    });
  }
  return { ...before, listed, known: stillKnown([...before.known, ...made], listed, NOW) };
}

const isOurs = ({ known, wanted }: SubscriptionView, one: Subscription): boolean =>
  one.notificationUrl === wanted.notificationUrl ||
  known.some(({ id, resource }) => id === one.id && resource === one.resource);

test('once it is carried out, the same plan has nothing to say', () => {
  fc.assert(
    fc.property(view, (before) => {
      expect(planSubscriptions(performed(before))).toEqual({ actions: [], gaps: [] });
    }),
  );
});

test('afterwards each resource has one live subscription of ours, and no other of ours is left', () => {
  fc.assert(
    fc.property(view, (before) => {
      const after = performed(before);

      const ours = after.listed.filter((one) => isOurs(before, one) || one.id.startsWith('new '));
      expect(ours.map(({ resource }) => resource).toSorted()).toEqual(['groups', 'users']);
      expect(
        ours.every(({ expires, notificationUrl }) => expires > NOW && notificationUrl === WANTED.notificationUrl),
      ).toBe(true);
    }),
  );
});

test('what delivers to another address and was not made by us is never touched', () => {
  fc.assert(
    fc.property(view, (before) => {
      const theirs = before.listed.filter((one) => !isOurs(before, one));

      expect(performed(before).listed).toEqual(expect.arrayContaining(theirs));
    }),
  );
});

test('nothing is made where one is as it should be, and every gap has its creation', () => {
  fc.assert(
    fc.property(view, (before) => {
      const { actions, gaps } = planSubscriptions(before);

      const created = actions.filter(({ kind }) => kind === 'create').map(({ resource }) => resource);
      expect(gaps.map(({ resource }) => resource)).toEqual(created);
      for (const resource of created) {
        const kept = actions.filter((action) => action.resource === resource && action.kind !== 'create');
        expect(kept).toEqual([]);
      }
    }),
  );
});
