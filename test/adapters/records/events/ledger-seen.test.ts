// What the ledger remembers: read once, refreshed now and then, forgotten after a day; and what it makes of files that are not as they should be.
import { beforeEach, describe, expect, test } from 'vitest';
import { createLedger } from '../../../../src/adapters/records/events/ledger.ts';
import type { AcceptedEvent } from '../../../../src/domain/events/event.ts';
import { connectionName, personId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/ports/run-ports.ts';
import type { EventLedger } from '../../../../src/ports/event-ports.ts';
import { createFixedClock, HOUR_MS, MINUTE_MS } from '../../../support/fixed-clock.ts';
import type { FixedClock } from '../../../support/fixed-clock.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';
import type { MemoryStore } from '../../../support/in-memory/memory-store.ts';

const ACME = connectionName('acme');
const START = '2026-11-25T14:20:00.000Z';
const PATH = 'acme/events/2026-11-25T14.jsonl';

let store: MemoryStore;
let clock: FixedClock;
/** Another process, which writes to the same store. */
let other: EventLedger;
let ledger: EventLedger;
beforeEach(() => {
  store = createMemoryStore();
  clock = createFixedClock(START);
  other = createLedger(store, clock);
  ledger = createLedger(store, clock);
});

const anEvent = (id: string | null): AcceptedEvent => ({
  id,
  at: clock.now().toISOString(),
  people: [personId('p1')],
});
const sees = async (id: string) => (await ledger.seen(ACME, [id])).has(id);

describe('what another process accepted', () => {
  test('is seen by the first question', async () => {
    await other.note(ACME, [anEvent('theirs')]);

    expect(await sees('theirs')).toBe(true);
  });

  test('is seen five seconds after the last reading', async () => {
    await sees('theirs');
    await other.note(ACME, [anEvent('theirs')]);

    clock.advance(4_999);
    const before = await sees('theirs');
    clock.advance(1);

    expect(before).toBe(false);
    expect(await sees('theirs')).toBe(true);
  });

  test('is seen in every part of an hour, and when it was written just before the hour was over', async () => {
    await sees('nothing');
    store.put(PATH, line('e1'));
    store.put(PATH.replace('.jsonl', '-2.jsonl'), line('e2'));
    clock.advance(41 * MINUTE_MS);

    expect(await ledger.seen(ACME, ['e1', 'e2'])).toEqual(new Set(['e1', 'e2']));
  });

  test('is seen beside what this one accepts itself, which is seen at once', async () => {
    await other.note(ACME, [anEvent('theirs')]);
    await sees('nothing');

    await ledger.note(ACME, [anEvent('ours')]);

    expect(await ledger.seen(ACME, ['ours', 'theirs'])).toEqual(new Set(['ours', 'theirs']));
  });

  test('is seen when its file was replaced by a shorter one', async () => {
    store.put(PATH, line('e1') + line('e2'));
    await sees('e1');
    store.put(PATH, line('e3'));
    clock.advance(5_000);

    expect(await sees('e3')).toBe(true);
  });
});

describe('reading', () => {
  test('is shared by all who ask at the same time', async () => {
    await other.note(ACME, [anEvent('e1')]);

    const answers = await Promise.all(Array.from({ length: 50 }, () => sees('e1')));

    expect(answers.every(Boolean)).toBe(true);
    expect(store.reads).toEqual([PATH]);
  });

  test('does not happen when nothing is asked', async () => {
    await other.note(ACME, [anEvent('e1')]);

    await ledger.seen(ACME, []);

    expect(store.reads).toEqual([]);
  });

  test('takes the last 24 hours at first, and then only files to which something may have come', async () => {
    for (let hour = 0; hour < 30; hour += 1) {
      await other.note(ACME, [anEvent(`e${hour}`)]);
      clock.advance(HOUR_MS);
    }

    await sees('e0');
    const first = store.reads.length;
    clock.advance(5_000);
    await sees('e0');

    // Of the hour that is over since 20 minutes nothing more can come; the current one has no file yet.
    expect([first, store.reads.length - first]).toEqual([24, 0]);
    await other.note(ACME, [anEvent('new')]);
    clock.advance(5_000);
    expect(await sees('new')).toBe(true);
    expect(store.reads.length - first).toBe(1);
  });

  test('takes the hour before once more after it is over, and never again', async () => {
    clock.advance(35 * MINUTE_MS);
    await other.note(ACME, [anEvent('e1')]);
    await sees('e1');
    for (const minutes of [10, 10, 10, 10]) {
      clock.advance(minutes * MINUTE_MS);
      await sees('e1');
    }

    // At 14:55, 15:05 and 15:15.
    expect(store.reads).toHaveLength(3);
  });

  test('takes a full part once', async () => {
    store.put(PATH, line('e1'));
    store.put(PATH.replace('.jsonl', '-2.jsonl'), line('e2'));
    await sees('e1');
    clock.advance(5_000);
    await sees('e1');

    expect(store.reads.filter((path) => path === PATH)).toHaveLength(1);
  });

  test('that fails is a fault for all who wait for it, and the next question reads again', async () => {
    let broken = true;
    const list: Store['list'] = async (prefix, options) => {
      if (broken) throw new Error('The storage is away');
      return store.list(prefix, options);
    };
    ledger = createLedger({ ...store, list }, clock);
    await other.note(ACME, [anEvent('e1')]);

    const answers = await Promise.allSettled([sees('e1'), sees('e1')]);
    broken = false;

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await sees('e1')).toBe(true);
  });

  test('that failed for a while leaves what was known', async () => {
    await ledger.note(ACME, [anEvent('e1')]);
    await sees('e1');
    store.put('acme/events/2026-11-25T14-2.jsonl', 'broken\n');
    clock.advance(5_000);

    await expect(sees('e1')).rejects.toThrow('2026-11-25T14-2.jsonl');
    store.put('acme/events/2026-11-25T14-2.jsonl', line('e2'));

    expect(await ledger.seen(ACME, ['e1', 'e2'])).toEqual(new Set(['e1', 'e2']));
  });
});

test('an id that comes again is seen for 24 hours after the last time', async () => {
  await ledger.note(ACME, [anEvent('e1')]);
  clock.advance(2 * HOUR_MS);
  await ledger.note(ACME, [anEvent('e1')]);
  clock.advance(23 * HOUR_MS);

  expect(await sees('e1')).toBe(true);
});

test('an event that is dated later than the clock of whoever wrote it down is found all the same', async () => {
  const event = { ...anEvent('e1'), at: '2026-11-25T15:05:00.000Z' };
  await ledger.note(ACME, [event]);

  expect(await other.readSince(ACME, '2026-11-25T15:01:00.000Z')).toEqual([event]);
});

describe('a file that is not as it was written', () => {
  test.each([
    ['a cut line', line('e1') + line('e2').slice(0, 30), /T14\.jsonl cannot be used: line 2 is cut/],
    ['a cut line that was ended', `${line('e1').slice(0, 30)}\n${line('e2')}`, /\(line 1\).*not JSON/],
    ['an empty line', `${line('e1')}\n`, /\(line 2\).*not JSON/],
    ['a line of another shape', `{"version":1,"at":"${START}"}\n`, /\(line 1\).*events: /],
    ['a later version', line('e1').replace('"version":1', '"version":2'), /\(line 1\).*version: /],
    ['an unknown field', line('e1').replace('{', '{"extra":1,'), /\(line 1\).*extra/],
    ['a person without an id', line('e1').replace('"p1"', '""'), /\(line 1\).*people.0/],
  ])('refuses to be read with %s, naming the file and what to do', async (_, text, problem) => {
    store.put(PATH, text);

    for (const reading of [ledger.readSince(ACME, START), ledger.seen(ACME, ['e1'])]) {
      const fault: unknown = await reading.catch((error: unknown) => error);
      expect(fault).toMatchObject({ name: 'RemoteError', system: 'storage', reason: 'malformed' });
      expect(String(fault)).toMatch(problem);
      expect(String(fault)).toContain('Restore the file as it was written');
    }
  });

  test('tells the line of the file, not of what came last', async () => {
    store.put(PATH, line('e1') + line('e2'));
    await sees('e1');
    store.put(PATH, `${line('e1') + line('e2') + line('e3')}broken\n`);
    clock.advance(5_000);

    await expect(sees('e1')).rejects.toThrow('(line 4)');
  });

  test.each([
    'notes.txt',
    '2026-11-25T14-1.jsonl',
    '2026-11-25T14-02.jsonl',
    '2026-11-25T14.json',
    'x/2026-11-25T14.jsonl',
  ])('refuses a file that Rollcall does not make: %s', async (name) => {
    store.put(`acme/events/${name}`, line('e1'));

    await expect(ledger.readSince(ACME, START)).rejects.toThrow(`${name} cannot be used: its name is not an hour`);
  });
});

/** One line as the ledger writes it. */
function line(id: string): string {
  return `{"version":1,"at":"${START}","events":[{"id":"${id}","people":["p1"]}]}\n`;
}
