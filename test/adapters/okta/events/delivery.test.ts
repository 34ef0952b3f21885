import { expect, test } from 'vitest';
import { ADA, anEntry, anEnvelope, BEN, user } from './an-entry.ts';
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
