import { describe, expect, test } from 'vitest';
import { createSubscriptionRecords } from '../../../../src/adapters/records/events/subscriptions.ts';
import { connectionName } from '../../../../src/domain/ids.ts';
import type { KnownSubscriptions } from '../../../../src/domain/events/subscription.ts';
import { digestOfText } from '../../../support/builders/a-step.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const PATH = 'harborpine/subscriptions.json';
const KNOWN: KnownSubscriptions = {
  version: 1,
  subscriptions: [
    {
      id: '0a6b2f4e-3d1c-4f7a-9b0e-5c8d7e6f1a2b',
      resource: 'users',
      expires: '2026-12-21T09:30:00.000Z',
      secretDigest: digestOfText('a secret'),
    },
  ],
  problems: [
    { resource: 'groups', detail: 'Group.Read.All is missing.' },
    { resource: null, detail: 'No answer came.' },
  ],
  runOwed: true,
  checkedAt: '2026-11-23T10:00:00.000Z',
};

describe('the record of subscriptions', () => {
  test('is none before anybody looked', async () => {
    expect(await createSubscriptionRecords(createMemoryStore()).read(HARBORPINE)).toBeUndefined();
  });

  test('comes back as it was given, and lies beside the connection’s other files', async () => {
    const store = createMemoryStore();
    const records = createSubscriptionRecords(store);

    await records.write(HARBORPINE, KNOWN);

    expect(await records.read(HARBORPINE)).toEqual(KNOWN);
    expect([...store.files.keys()]).toEqual([PATH]);
  });

  test('is replaced whole by the next one', async () => {
    const records = createSubscriptionRecords(createMemoryStore());
    const next = { ...KNOWN, subscriptions: [], problems: [], runOwed: false, checkedAt: '2026-11-23T11:00:00.000Z' };
    await records.write(HARBORPINE, KNOWN);

    await records.write(HARBORPINE, next);

    expect(await records.read(HARBORPINE)).toEqual(next);
  });

  test.each([
    ['is cut', JSON.stringify(KNOWN).slice(0, 40)],
    ['is of a later version', JSON.stringify({ ...KNOWN, version: 2 })],
    ['holds an unknown field', JSON.stringify({ ...KNOWN, clientState: 'x' })],
    ['names another resource', JSON.stringify({ ...KNOWN, problems: [{ resource: 'mail', detail: '' }] })],
    [
      'holds a digest that is none',
      JSON.stringify({ ...KNOWN, subscriptions: [{ ...KNOWN.subscriptions[0], secretDigest: 'x' }] }),
    ],
  ])('that %s is a fault with what to do, and is not overwritten', async (_what, text) => {
    const store = createMemoryStore();
    const records = createSubscriptionRecords(store);
    store.put(PATH, text);

    await expect(records.read(HARBORPINE)).rejects.toMatchObject({ reason: 'malformed', system: 'storage' });
    await expect(records.read(HARBORPINE)).rejects.toThrow(
      /harborpine\/subscriptions\.json cannot be used: .*remove it/,
    );
    await expect(records.write(HARBORPINE, KNOWN)).rejects.toMatchObject({ reason: 'malformed' });
    expect(store.files.get(PATH)).toBe(text);
  });
});
