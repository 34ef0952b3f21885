import { describe, expect, test } from 'vitest';
import {
  draftOf,
  expiryFrom,
  planSubscriptions,
  stillKnown,
  type SubscriptionPlan,
  type SubscriptionView,
} from '../../../src/core/events/subscriptions.ts';
import { aSubscription, aView, inDays, known, NOW, OLD_SECRET, OTHER_URL, WANTED } from './a-subscription.ts';

/** `create users for a,b`, `renew users a`, `remove users a`. */
function said({ actions }: SubscriptionPlan): readonly string[] {
  return actions.map((action) =>
    action.kind === 'create'
      ? `create ${action.resource} for ${action.replaces.map(({ id }) => id).join(',')}`
      : `${action.kind} ${action.resource} ${action.subscription.id}`,
  );
}
const because = ({ gaps }: SubscriptionPlan) => gaps.map((gap) => `${gap.resource} ${gap.because}`);

const healthy = aSubscription('a');
const elsewhere = aSubscription('a', { notificationUrl: OTHER_URL, lifecycleUrl: OTHER_URL });

describe('with nothing wrong', () => {
  test('nothing is done', () => {
    expect(planSubscriptions(aView([healthy]))).toEqual({ actions: [], gaps: [] });
  });

  test.each([
    ['capitals and the default port', 'https://APP.example:443/api/webhooks/entra/harborpine'],
    ['nothing changed', WANTED.notificationUrl],
  ])('an address that comes back with %s is the same one', (_how, url) => {
    const view = aView([aSubscription('a', { notificationUrl: url, lifecycleUrl: url })]);

    expect(planSubscriptions(view)).toEqual({ actions: [], gaps: [] });
  });
});

describe('a subscription', () => {
  test.each<[string, SubscriptionView, readonly string[], readonly string[]]>([
    ['that was never made is made', aView([]), ['create users for '], ['users first']],
    [
      'that is gone before its time is made again',
      aView([], { known: [known(healthy)] }),
      ['create users for '],
      ['users lost'],
    ],
    [
      'that ran out and is gone is made again',
      aView([], { known: [known(aSubscription('a', { expires: inDays(-1) }))] }),
      ['create users for '],
      ['users expired'],
    ],
    [
      'that ran out and is still listed is replaced',
      aView([aSubscription('a', { expires: NOW })]),
      ['create users for a'],
      ['users expired'],
    ],
    [
      'with yesterday’s secret is replaced',
      aView([healthy], { known: [known(healthy, OLD_SECRET)] }),
      ['create users for a'],
      ['users replaced'],
    ],
    ['at yesterday’s address is replaced', aView([elsewhere]), ['create users for a'], ['users replaced']],
    [
      'that nobody tells of its own fate is replaced',
      aView([aSubscription('a', { lifecycleUrl: null })]),
      ['create users for a'],
      ['users replaced'],
    ],
    [
      'whose fate is told elsewhere is replaced',
      aView([aSubscription('a', { lifecycleUrl: OTHER_URL })]),
      ['create users for a'],
      ['users replaced'],
    ],
    [
      'that leaves out deletions is replaced',
      aView([aSubscription('a', { changeTypes: ['updated'] })]),
      ['create users for a'],
      ['users replaced'],
    ],
    [
      'at the right address that nobody remembers is replaced: its secret is unknown',
      aView([healthy], { known: [] }),
      ['create users for a'],
      ['users first'],
    ],
    [
      'with less than a third of its time is renewed',
      aView([aSubscription('a', { expires: inDays(9.6) })]),
      ['renew users a'],
      [],
    ],
    ['with more than a third is left alone', aView([aSubscription('a', { expires: inDays(9.7) })]), [], []],
    [
      'is renewed whatever it has left when the directory asks',
      aView([aSubscription('a', { expires: inDays(28) })], { renewAll: true }),
      ['renew users a'],
      [],
    ],
    ['is not renewed again right after that', aView([healthy], { renewAll: true }), [], []],
    [
      'that is doubled loses the one that ends first',
      aView([aSubscription('a', { expires: inDays(20) }), aSubscription('b', { expires: inDays(21) })]),
      ['remove users a'],
      [],
    ],
    [
      'that is doubled keeps the one whose secret is known',
      aView([aSubscription('a', { expires: inDays(20) }), aSubscription('b')], {
        known: [known(aSubscription('a'))],
      }),
      ['remove users b'],
      [],
    ],
    [
      'beside which one that Rollcall made at another address still delivers: that one goes',
      aView([healthy, { ...elsewhere, id: 'old' }]),
      ['remove users old'],
      [],
    ],
    [
      'of somebody else at another address is no business of ours',
      aView([{ ...elsewhere, id: 'theirs' }], { known: [] }),
      ['create users for '],
      ['users first'],
    ],
  ])('%s', (_sentence, view, actions, gaps) => {
    const plan = planSubscriptions(view);

    expect(said(plan)).toEqual(actions);
    expect(because(plan)).toEqual(gaps);
  });

  test('of users says nothing of groups', () => {
    const groups = aSubscription('g', { resource: 'groups', expires: inDays(2) });

    const plan = planSubscriptions(aView([groups], { known: [known(groups)] }));

    expect(said(plan)).toEqual(['create users for ', 'renew groups g']);
    expect(because(plan)).toEqual(['users first']);
  });
});

test('a new one asks for updates and deletions, tells of itself at the same address, and ends an hour before the longest', () => {
  expect(draftOf('groups', WANTED, NOW)).toEqual({
    resource: 'groups',
    changeTypes: ['deleted', 'updated'],
    notificationUrl: WANTED.notificationUrl,
    lifecycleUrl: WANTED.notificationUrl,
    expires: new Date(Date.parse(NOW) + 41_700 * 60_000).toISOString(),
  });
});

test('what is gone or has ended is forgotten, and the rest has its new expiry', () => {
  const renewed = { ...healthy, expires: inDays(28) };
  const ended = aSubscription('b', { expires: NOW });
  const gone = aSubscription('c');

  const kept = stillKnown(
    [healthy, ended, gone].map((one) => known(one, OLD_SECRET)),
    [renewed, ended],
    NOW,
  );

  expect(kept).toEqual([known(renewed, OLD_SECRET)]);
  expect(expiryFrom(NOW) > NOW).toBe(true);
});
