import { describe, expect, test } from 'vitest';
import { ADA, aGroupItem, anItem, BEN, SUBSCRIPTION, TECHNICIANS, TENANT } from './an-item.ts';
import { clientStateOf, readCollection, readNotification } from '../../../../src/adapters/entra/events/notification.ts';

const about = (item: unknown) => readNotification(item)?.about;
const change = (over: object) => ({ kind: 'change', event: expect.objectContaining(over) as unknown });

test('a notification says which user of which tenant changed, by which subscription', () => {
  expect(readNotification(anItem())).toEqual({
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
    about: { kind: 'change', event: { id: null, type: 'user updated', published: null, people: [ADA], groups: [] } },
  });
});

describe('a user is known', () => {
  test.each([
    ['by the resource where there is no data', anItem({ resourceData: null })],
    ['by the resource where the data has no id', anItem({ resourceData: { '@odata.type': '#Microsoft.Graph.User' } })],
    ['by the data where there is no resource', anItem({ resource: null, changeType: null })],
    ['in any case', anItem({ resource: `uSeRs/${ADA.toUpperCase()}`, resourceData: null })],
    ['by a resource with a slash before and more behind', anItem({ resource: `/users/${ADA}/x`, resourceData: null })],
    [
      'in the spelling of the API',
      anItem({ resourceData: { '@odata.type': '#microsoft.graph.user', id: ADA.toUpperCase() } }),
    ],
  ])('%s', (_how, item) => {
    expect(about(item)).toEqual(change({ people: [ADA], groups: [] }));
  });
});

describe('a group', () => {
  const member = (id: unknown, more: object = {}) => ({ '@odata.type': '#microsoft.graph.user', id, ...more });

  test.each([
    ['without members is looked at itself', {}, [], [TECHNICIANS]],
    ['whose members are null is looked at itself', { 'members@delta': null }, [], [TECHNICIANS]],
    ['with no changed member changed otherwise', { 'members@delta': [] }, [], [TECHNICIANS]],
    [
      'names who joined and who left, once each',
      { 'members@delta': [member(ADA), member(BEN, { '@removed': { reason: 'deleted' } }), member(ADA.toUpperCase())] },
      [ADA, BEN],
      [],
    ],
    ['may leave out that they are users', { 'members@delta': [{ id: ADA }] }, [ADA], []],
    [
      'with a group among the members is looked at itself as well',
      { 'members@delta': [member(ADA), member(BEN, { '@odata.type': '#microsoft.graph.group' })] },
      [ADA],
      [TECHNICIANS],
    ],
    [
      'with a member that is none is looked at itself as well',
      { 'members@delta': [member(ADA), member('x'), null] },
      [ADA],
      [TECHNICIANS],
    ],
  ])('%s', (_what, data, people, groups) => {
    expect(about(aGroupItem(data))).toEqual(change({ people, groups }));
  });

  test('is known by its resource alone', () => {
    expect(about(anItem({ resource: `groups/${TECHNICIANS}/members`, resourceData: null }))).toEqual(
      change({ people: [], groups: [TECHNICIANS] }),
    );
  });
});

describe('what Graph says beside it is kept:', () => {
  test.each([
    ['its own id', { id: 'lsgTZMr9KwAAA' }, { id: 'lsgTZMr9KwAAA' }],
    ['the kind of change', { changeType: 'deleted' }, { type: 'user deleted' }],
    ['another kind, but not its words', { changeType: 'x\ny' }, { type: 'user changed' }],
    [
      'the time',
      { resourceData: { id: ADA, eventTime: '2026-11-23T10:00:00.1234567Z' } },
      { published: '2026-11-23T10:00:00.123Z' },
    ],
    ['no time that is none', { resourceData: { id: ADA, eventTime: '0' } }, { published: null }],
  ])('%s', (_what, over, event) => {
    expect(about(anItem(over))).toEqual(change({ people: [ADA], ...event }));
  });
});

test.each(['reauthorizationRequired', 'subscriptionRemoved', 'missed', 'somethingNew'])(
  '%s is about the subscription itself',
  (lifecycleEvent) => {
    const item = { subscriptionId: SUBSCRIPTION.toUpperCase(), tenantId: TENANT.toUpperCase(), lifecycleEvent };

    expect(readNotification(item)).toEqual({
      subscriptionId: SUBSCRIPTION,
      tenantId: TENANT,
      about: { kind: 'subscription' },
    });
  },
);

test.each([
  ['a device', anItem({ resourceData: { '@odata.type': '#Microsoft.Graph.Device', id: ADA } })],
  ['a user without a GUID', anItem({ resource: 'Users/ada', resourceData: { id: 'ada' } })],
  ['a path for an id', anItem({ resource: `Users/../groups/${TECHNICIANS}`, resourceData: null })],
  ['nothing', anItem({ resource: null, resourceData: null })],
  ['a mailbox of a user', anItem({ resource: `me/messages/${ADA}`, resourceData: null })],
  ['an empty lifecycle event', anItem({ lifecycleEvent: '', resource: null, resourceData: null })],
])('%s is nothing to look at', (_what, item) => {
  expect(about(item)).toEqual({ kind: 'unknown' });
});

test.each<[string, unknown]>([
  ['null', null],
  ['text', 'x'],
  ['a list', [anItem()]],
  ['one without a subscription', anItem({ subscriptionId: null })],
  ['one without a tenant', anItem({ tenantId: 7 })],
  ['one whose id is endless', anItem({ id: 'x'.repeat(101) })],
  ['one whose resource is no text', anItem({ resource: [`Users/${ADA}`] })],
  ['one whose data is a list', anItem({ resourceData: [ADA] })],
  ['one whose members are no list', aGroupItem({ 'members@delta': { id: ADA } })],
  ['what only its prototype makes one', JSON.parse(`{"__proto__":${JSON.stringify(anItem())}}`)],
])('no notification is %s', (_what, item) => {
  expect(readNotification(item)).toBeUndefined();
});

test.each<[string, unknown, string | null]>([
  ['an item', anItem({ clientState: 'secret' }), 'secret'],
  ['an item without one', anItem({ clientState: null }), null],
  ['an item with a number for one', anItem({ clientState: 7 }), null],
  ['null', null, null],
  ['text', 'clientState', null],
  ['what only its prototype makes one', JSON.parse('{"__proto__":{"clientState":"secret"}}'), null],
])('the client state of %s is read without the rest', (_what, item, state) => {
  expect(clientStateOf(item)).toBe(state);
});

test.each<[unknown, readonly unknown[] | undefined]>([
  [{ value: [1, null] }, [1, null]],
  [{ value: [], validationTokens: ['x'] }, []],
  [{ value: null }, undefined],
  [{ value: { 0: anItem() } }, undefined],
  [[anItem()], undefined],
  [null, undefined],
])('the items of %j are %j', (json, items) => {
  expect(readCollection(json)).toEqual(items);
});
