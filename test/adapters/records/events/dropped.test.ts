import { describe, expect, test } from 'vitest';
import { createDroppedRecords } from '../../../../src/adapters/records/events/dropped.ts';
import type { Dropped } from '../../../../src/domain/events/dropped.ts';
import { connectionName, ticket } from '../../../../src/domain/ids.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const PATH = 'harborpine/dropped.json';
const aDropped = (at: number, more: Partial<Dropped> = {}): Dropped => ({
  ticket: ticket(`req-20261123T100000Z-${String(at).padStart(12, '0')}`),
  at: '2026-11-23T10:00:20.000Z',
  because: { kind: 'connection', why: 'The PSA is moved', until: '2026-11-23T14:00:00+02:00' },
  ...more,
});

describe('the record of what was dropped', () => {
  test('knows nothing before anything was', async () => {
    expect(await createDroppedRecords(createMemoryStore()).find(HARBORPINE, aDropped(1).ticket)).toBeUndefined();
  });

  test('finds each by its ticket, of its connection alone', async () => {
    const records = createDroppedRecords(createMemoryStore());
    const stopped = aDropped(2, { because: { kind: 'everything', why: 'an incident' } });

    // At the same time, as two functions do.
    await Promise.all([records.note(HARBORPINE, aDropped(1)), records.note(HARBORPINE, stopped)]);

    expect(await records.find(HARBORPINE, aDropped(1).ticket)).toEqual(aDropped(1));
    expect(await records.find(HARBORPINE, stopped.ticket)).toEqual(stopped);
    expect(await records.find(HARBORPINE, aDropped(3).ticket)).toBeUndefined();
    expect(await records.find(connectionName('pinecrest'), aDropped(1).ticket)).toBeUndefined();
  });

  test('keeps one entry of a message that came twice: the last', async () => {
    const store = createMemoryStore();
    const records = createDroppedRecords(store);
    const again = aDropped(1, { at: '2026-11-23T10:01:00.000Z' });

    await records.note(HARBORPINE, aDropped(1));
    await records.note(HARBORPINE, again);

    expect(JSON.parse(store.files.get(PATH) ?? '')).toEqual({ version: 1, dropped: [again] });
  });

  test('forgets the oldest when there are more than 500', async () => {
    const store = createMemoryStore();
    const dropped = Array.from({ length: 500 }, (_, at) => aDropped(at));
    store.put(PATH, JSON.stringify({ version: 1, dropped }));
    const records = createDroppedRecords(store);

    await records.note(HARBORPINE, aDropped(500));

    expect(await records.find(HARBORPINE, aDropped(0).ticket)).toBeUndefined();
    expect(await records.find(HARBORPINE, aDropped(1).ticket)).toEqual(aDropped(1));
    expect(await records.find(HARBORPINE, aDropped(500).ticket)).toEqual(aDropped(500));
  });

  test.each([
    ['is cut', '{"version":1,"drop'],
    ['is of a later version', '{"version":2,"dropped":[]}'],
    ['holds no ticket', JSON.stringify({ version: 1, dropped: [{ ...aDropped(1), ticket: '../memory' }] })],
  ])('that %s is a fault with what to do', async (_what, text) => {
    const store = createMemoryStore();
    store.put(PATH, text);

    await expect(createDroppedRecords(store).find(HARBORPINE, aDropped(1).ticket)).rejects.toThrow(
      /harborpine\/dropped\.json cannot be used: .*remove it/,
    );
  });
});
