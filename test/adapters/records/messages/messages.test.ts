import { describe, expect, test } from 'vitest';
import { createMessageRecords } from '../../../../src/adapters/records/messages/messages.ts';
import { connectionName, runId } from '../../../../src/domain/ids.ts';
import { newReceiver, type MessageRecord } from '../../../../src/domain/messages/message-record.ts';
import { RemoteError } from '../../../../src/errors.ts';
import { digestOfText } from '../../../support/builders/a-step.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const PATH = 'harborpine/messages.json';
const RECORD: MessageRecord = {
  version: 1,
  since: '2026-11-23T10:00:00.000Z',
  receivers: [
    newReceiver('teams'),
    {
      name: 'ticket',
      told: [digestOfText('told')],
      known: [digestOfText('known')],
      digest: { slot: '2026-11-23T07:00:00.000Z', run: runId('20261123T101500Z-1a2b3c') },
      tickets: [{ marker: 'rollcall:harborpine:0123', ticket: 7, content: digestOfText('content') }],
      spent: [3],
      problem: { since: '2026-11-23T10:00:00.000Z', at: '2026-11-23T11:00:00.000Z', detail: 'No answer came.' },
    },
  ],
};

describe('what was told', () => {
  test('is nothing at first', async () => {
    expect(await createMessageRecords(createMemoryStore()).read(HARBORPINE)).toEqual({ record: null, version: null });
  });

  test('comes back as it was given, beside the connection’s other files', async () => {
    const store = createMemoryStore();
    const records = createMessageRecords(store);

    expect(await records.write(HARBORPINE, RECORD, null)).toBe(true);
    expect((await records.read(HARBORPINE)).record).toEqual(RECORD);
    expect([...store.files.keys()]).toEqual([PATH]);
  });

  test('is replaced only by whoever read its latest version', async () => {
    const records = createMessageRecords(createMemoryStore());
    await records.write(HARBORPINE, RECORD, null);
    const { version } = await records.read(HARBORPINE);
    const next = { ...RECORD, receivers: [] };

    expect(await records.write(HARBORPINE, next, null)).toBe(false);
    expect(await records.write(HARBORPINE, next, version)).toBe(true);
    expect(await records.write(HARBORPINE, RECORD, version)).toBe(false);
    expect((await records.read(HARBORPINE)).record).toEqual(next);
  });

  test.each(['', '{', '{"version":2}', JSON.stringify({ ...RECORD, more: 1 })])(
    '%j is no record, and says what to do',
    async (text) => {
      const store = createMemoryStore();
      store.put(PATH, text);

      const reading = createMessageRecords(store).read(HARBORPINE);

      await expect(reading).rejects.toThrow(RemoteError);
      await expect(reading).rejects.toThrow(/or remove it/);
    },
  );
});
