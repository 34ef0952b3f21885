import { expect, test } from 'vitest';
import { ADA, anEntry, BEN, user } from './an-entry.ts';
import { readDelivery } from '../../../../src/adapters/okta/events/delivery.ts';

const envelope = (events: unknown, over: object = {}) => ({
  eventType: 'com.okta.event_hook',
  eventTypeVersion: '1.0',
  cloudEventsVersion: '0.1',
  source: 'https://Example.okta.com/api/v1/eventHooks/who1example2hook3id4',
  eventId: '3a1e9c52-6f0b-4d8e-9b77-2c5d4e6f8a10',
  data: { events },
  eventTime: '2026-11-23T10:15:14.093Z',
  contentType: 'application/json',
  ...over,
});

test('every relevant event is found, wherever in the batch it stands', () => {
  const other = anEntry({ eventType: 'user.session.start' });
  const events = [other, null, anEntry(), other, anEntry({ uuid: 'last', target: [user(ADA)] })];

  const delivery = readDelivery(envelope(events));

  expect(delivery).toMatchObject({ host: 'example.okta.com', ignored: 3 });
  expect(delivery?.events.map((event) => event.people)).toEqual([[BEN], [ADA]]);
});

test.each([
  ['https://example.okta.com:8443/x', 'example.okta.com:8443'],
  ['https://user@example.okta.com/', 'example.okta.com'],
  ['https://example.okta.com.evil.example/', 'example.okta.com.evil.example'],
  ['example.okta.com', null],
  ['', null],
])('a source of "%s" comes from %s', (source, host) => {
  expect(readDelivery(envelope([], { source }))).toEqual({ host, events: [], ignored: 0 });
});

test.each<[string, unknown]>([
  ['null', null],
  ['text', 'x'],
  ['a list of envelopes', [envelope([])]],
  ['one without data', envelope([], { data: null })],
  ['one whose events are none', envelope(null)],
  ['one whose events are an object', envelope({ 0: anEntry(), length: 1 })],
  ['one without a source', envelope([], { source: null })],
  ['what only its prototype makes one', JSON.parse(`{"__proto__":${JSON.stringify(envelope([anEntry()]))}}`)],
])('no delivery is %s', (_what, json) => {
  expect(readDelivery(json)).toBeUndefined();
});
