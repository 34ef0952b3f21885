import { describe, expect, test } from 'vitest';
import { createObjections } from '../../../../src/adapters/records/rulings/objections.ts';
import { createRulings } from '../../../../src/adapters/records/rulings/rulings.ts';
import { readFormKey } from '../../../../src/adapters/records/rulings/form-key.ts';
import { connectionName, rulingId, runId } from '../../../../src/domain/ids.ts';
import type { Objection, Ruling } from '../../../../src/domain/rulings/ruling.ts';
import { aRuling } from '../../../support/builders/a-ruling.ts';
import { digestOfText } from '../../../support/builders/a-step.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const RUN = runId('20261123T101600Z-000002');
const idOf = (number: number) => rulingId(`dec-20261123T101500Z-${number.toString(16).padStart(12, '0')}`);

function numbered(number: number, differences: Partial<Ruling> = {}): Ruling {
  const at = new Date(Date.parse('2026-11-23T10:15:00.000Z') + number * 1000).toISOString();
  return aRuling({ id: idOf(number), at, ...differences });
}

describe('decisions', () => {
  test('are none before anybody decided', async () => {
    const rulings = createRulings(createMemoryStore());

    expect([await rulings.readRecent(HARBORPINE), await rulings.readOf(HARBORPINE, RUN)]).toEqual([[], []]);
  });

  test('come back as they were given, newest first, of the connection and of the run that was seen', async () => {
    const store = createMemoryStore();
    const first = numbered(1, { note: '=cmd|"calc"', unfitting: ['Nothing fits.'] });
    const second = numbered(2, { kind: 'hold', ends: null, ticket: null });
    for (const ruling of [first, second]) await createRulings(store).add(HARBORPINE, ruling);

    expect(await createRulings(store).readRecent(HARBORPINE)).toEqual([second, first]);
    expect(await createRulings(store).readOf(HARBORPINE, first.seen)).toEqual([second, first]);
    expect(await createRulings(store).readRecent(connectionName('pinecrest'))).toEqual([]);
  });

  test('of one id are one: the first is kept, and answered', async () => {
    const rulings = createRulings(createMemoryStore());
    await rulings.add(HARBORPINE, numbered(1));

    expect(await rulings.add(HARBORPINE, numbered(1, { note: 'again' }))).toEqual(numbered(1));
    expect(await rulings.readRecent(HARBORPINE)).toEqual([numbered(1)]);
  });

  test('that two people make at the same moment are both kept', async () => {
    const store = createMemoryStore();

    await Promise.all([1, 2, 3, 4].map((number) => createRulings(store).add(HARBORPINE, numbered(number))));

    expect((await createRulings(store).readRecent(HARBORPINE)).map(({ id }) => id)).toEqual([4, 3, 2, 1].map(idOf));
  });

  test('are told with what came of them, with both runs', async () => {
    const rulings = createRulings(createMemoryStore());
    const ruling = await rulings.add(HARBORPINE, numbered(1));
    const result = { run: RUN, at: '2026-11-23T10:17:00.000Z', final: true, steps: [] };

    await rulings.settle(HARBORPINE, ruling.id, result);

    const settled = { ...ruling, result };
    expect(await rulings.readRecent(HARBORPINE)).toEqual([settled]);
    expect(await rulings.readOf(HARBORPINE, ruling.seen)).toEqual([settled]);
    expect(await rulings.readOf(HARBORPINE, RUN)).toEqual([settled]);
  });

  test('beyond five hundred are with their runs alone', async () => {
    const store = createMemoryStore();
    const decisions = Array.from({ length: 500 }, (_unused, index) => numbered(500 - index));
    await store.write('harborpine/decisions.json', JSON.stringify({ version: 1, decisions }), {
      contentType: 'application/json',
      expect: 'any',
    });

    await createRulings(store).add(HARBORPINE, numbered(501));

    const recent = await createRulings(store).readRecent(HARBORPINE);
    expect([recent.length, recent[0]?.id, recent.at(-1)?.id]).toEqual([500, idOf(501), idOf(2)]);
  });

  test.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"decisions":[]}'],
    ['an unknown decision', JSON.stringify({ version: 1, decisions: [{ ...numbered(1), kind: 'wipe' }] })],
  ])('in a file with %s are no decisions, and the file is named', async (_what, text) => {
    const store = createMemoryStore();
    await store.write('harborpine/decisions.json', text, { contentType: 'application/json', expect: 'any' });

    await expect(createRulings(store).readRecent(HARBORPINE)).rejects.toThrow('harborpine/decisions.json');
  });
});

describe('objections', () => {
  const denied = (step: string, note = ''): Objection => ({
    version: 1,
    kind: 'denied',
    digest: digestOfText(step),
    by: 'dana',
    note,
    at: '2026-11-23T10:15:00.000Z',
  });

  test('come back as they were given; a later one on the same step takes its place', async () => {
    const store = createMemoryStore();
    const aside: Objection = { ...denied('jane'), kind: 'set-aside', until: '2027-01-31T00:00:00.000Z' };
    await createObjections(store).add(HARBORPINE, [denied('jane'), denied('mark')]);
    await createObjections(store).add(HARBORPINE, [aside]);

    expect(await createObjections(store).read(HARBORPINE)).toEqual([denied('mark'), aside]);
  });

  test('are removed by their digests, and only those', async () => {
    const objections = createObjections(createMemoryStore());
    await objections.add(HARBORPINE, [denied('jane'), denied('mark')]);

    await objections.remove(HARBORPINE, [digestOfText('jane'), digestOfText('nobody')]);
    await objections.remove(HARBORPINE, []);

    expect(await objections.read(HARBORPINE)).toEqual([denied('mark')]);
  });

  test('in a file that cannot be read are a fault, never none', async () => {
    const store = createMemoryStore();
    await store.write('harborpine/objections.json', '[]', { contentType: 'application/json', expect: 'any' });

    await expect(createObjections(store).read(HARBORPINE)).rejects.toThrow('harborpine/objections.json');
  });
});

describe('the key of the forms', () => {
  test('is made once, and the same for whoever asks, in the same moment or later', async () => {
    const store = createMemoryStore();
    let made = 0;
    const fresh = (): string => {
      made += 1;
      return String(made).repeat(64);
    };

    const keys = await Promise.all([readFormKey(store, fresh), readFormKey(store, fresh)]);
    const later = await readFormKey(store, fresh);

    expect(new Set([...keys, later]).size).toBe(1);
    expect(later).toMatch(/^[12]{64}$/);
  });

  test('is no key when its file was spoilt', async () => {
    const store = createMemoryStore();
    await store.write('form-key.json', '{"version":1,"key":""}', { contentType: 'application/json', expect: 'any' });

    await expect(readFormKey(store, () => '0'.repeat(64))).rejects.toThrow('form-key.json');
  });
});
