import { describe, expect, test } from 'vitest';
import { ADA, anEntry, anEnvelope, BEN, group, TECHNICIANS, user } from './an-entry.ts';
import { EVENT_TYPES } from '../../../../src/adapters/okta/events/event-types.ts';
import { readDelivery } from '../../../../src/adapters/okta/events/delivery.ts';

test('every relevant event is found, wherever in the batch it stands', () => {
  const other = anEntry({ eventType: 'user.session.start' });
  const events = [other, null, anEntry(), other, anEntry({ uuid: 'last', target: [user(ADA)] })];

  const delivery = readDelivery(anEnvelope(events));

  expect(delivery).toMatchObject({ host: 'pinecrest.okta.com', ignored: 3 });
  expect(delivery?.events.map((event) => event.people)).toEqual([[BEN], [ADA]]);
});

test.each([
  ['https://example.okta.com:8443/x', 'example.okta.com:8443'],
  ['https://user@example.okta.com/', 'example.okta.com'],
  ['https://example.okta.com.evil.example/', 'example.okta.com.evil.example'],
  ['example.okta.com', null],
  ['', null],
])('a source of "%s" comes from %s', (source, host) => {
  expect(readDelivery(anEnvelope([], { source }))).toEqual({ host, events: [], ignored: 0 });
});

test.each<[string, unknown]>([
  ['null', null],
  ['text', 'x'],
  ['a list of envelopes', [anEnvelope([])]],
  ['one without data', anEnvelope([], { data: null })],
  ['one whose events are none', anEnvelope(null)],
  ['one whose events are an object', anEnvelope({ 0: anEntry(), length: 1 })],
  ['one without a source', anEnvelope([], { source: null })],
  ['what only its prototype makes one', JSON.parse(`{"__proto__":${JSON.stringify(anEnvelope([anEntry()]))}}`)],
])('no delivery is %s', (_what, json) => {
  expect(readDelivery(json)).toBeUndefined();
});

const eventsOf = (entry: unknown) => readDelivery(anEnvelope([entry]))?.events;

test.each(EVENT_TYPES)('%s counts', (eventType) => {
  expect(eventsOf(anEntry({ eventType }))).toEqual([
    {
      id: '7d6b0f4a-5e1c-11f0-8a2b-0f1e2d3c4b5a',
      type: eventType,
      published: '2026-11-23T10:15:12.862Z',
      people: [BEN],
      groups: [],
    },
  ]);
});

describe('whom an event concerns', () => {
  test.each([
    ['the user, not who did it', {}, [BEN], []],
    ['the user beside the group', { target: [group(TECHNICIANS), user(BEN)] }, [BEN], []],
    ['each of several users once', { target: [user(BEN), user(ADA), user(BEN)] }, [BEN, ADA], []],
    ['the group where no user is named', { target: [group(TECHNICIANS)] }, [], [TECHNICIANS]],
    [
      'the user whatever else stands there',
      { target: [null, 7, {}, { type: 'AppUser', id: ADA }, user(BEN)] },
      [BEN],
      [],
    ],
    ['the user even if it failed', { outcome: { result: 'FAILURE', reason: 'x' } }, [BEN], []],
    ['the user although the event has no id and no time', { uuid: null, published: null }, [BEN], []],
  ])('%s', (_what, over, people, groups) => {
    expect(eventsOf(anEntry(over))).toMatchObject([{ people, groups }]);
  });
});

describe('ignored is', () => {
  test.each<[string, unknown]>([
    ['another kind', anEntry({ eventType: 'user.session.start' })],
    ['a kind that every object has', anEntry({ eventType: 'constructor' })],
    ['no kind', anEntry({ eventType: null })],
    ['one without targets', anEntry({ target: null })],
    ['one with no target that counts', anEntry({ target: [{ type: 'AppUser', id: BEN }] })],
    ['a user whose id is a path', anEntry({ target: [user('00u/../../api/v1/apps')] })],
    ['a user whose id is a number', anEntry({ target: [{ ...user(BEN), id: 7 }] })],
    ['a user in the place of a group', anEntry({ target: [{ ...user(BEN), type: 'UserGroup' }] })],
    ['an id of the event that is not text', anEntry({ uuid: 7 })],
    ['an id of the event that is endless', anEntry({ uuid: 'x'.repeat(101) })],
    ['an id of the event with a line break', anEntry({ uuid: 'a\nb' })],
    ['a time that is not text', anEntry({ published: 7 })],
    ['text', 'user.lifecycle.deactivate'],
    ['a list', [anEntry()]],
    ['what only its prototype makes one', JSON.parse(`{"__proto__":${JSON.stringify(anEntry())}}`)],
  ])('%s', (_what, entry) => {
    expect(readDelivery(anEnvelope([entry]))).toMatchObject({ events: [], ignored: 1 });
  });
});
