// How the ledger writes: what is noted at the same time shares a line, a full file is followed by the next part, and nothing that was promised is missing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLedger } from '../../../../src/adapters/records/events/ledger.ts';
import type { AcceptedEvent } from '../../../../src/domain/events/event.ts';
import { connectionName, personId } from '../../../../src/domain/ids.ts';
import { InvariantError, RemoteError } from '../../../../src/errors.ts';
import type { Store } from '../../../../src/ports/run-ports.ts';
import { createFixedClock, HOUR_MS } from '../../../support/fixed-clock.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';
import type { MemoryStore } from '../../../support/in-memory/memory-store.ts';
import type { Ending } from '../held-store.ts';
import { createHeldStore, settled } from '../held-store.ts';

const ACME = connectionName('acme');
const START = '2026-11-25T14:20:00.000Z';
const PATH = 'acme/events/2026-11-25T14.jsonl';

const anEvent = (id: string | null, at = START): AcceptedEvent => ({ id, at, people: [personId('p1')] });
const textOf = (store: MemoryStore, path = PATH) => store.files.get(path);
/** Each line's events, by id. */
const linesOf = (store: MemoryStore, path = PATH) =>
  (textOf(store, path) ?? '')
    .split('\n')
    .slice(0, -1)
    .map((line) => Array.from(line.matchAll(/"id":"([^"]*)"/g), ([, id]) => id));

test('a note is one line in the file of its hour', async () => {
  const store = createMemoryStore();
  const clock = createFixedClock(START);
  const ledger = createLedger(store, clock);

  await ledger.note(ACME, [anEvent('e1'), { id: null, at: '2026-11-25T14:19:59.000Z', people: [] }]);
  clock.advance(HOUR_MS);
  await ledger.note(ACME, [anEvent('e2', '2026-11-25T15:20:00.000Z')]);

  expect(Object.fromEntries(store.files)).toEqual({
    [PATH]:
      '{"version":1,"at":"2026-11-25T14:20:00.000Z","events":[{"id":"e1","people":["p1"]},{"id":null,"at":"2026-11-25T14:19:59.000Z","people":[]}]}\n',
    'acme/events/2026-11-25T15.jsonl':
      '{"version":1,"at":"2026-11-25T15:20:00.000Z","events":[{"id":"e2","people":["p1"]}]}\n',
  });
});

describe('what is noted while an append is under way', () => {
  function open() {
    const store = createMemoryStore();
    const held = createHeldStore(store);
    const ledger = createLedger(held, createFixedClock(START));
    const log: string[] = [];
    const note = (id: string, connection = ACME): void => {
      ledger.note(connection, [anEvent(id)]).then(
        () => log.push(`${id} noted`),
        (error: unknown) => log.push(`${id}: ${String(error)}`),
      );
    };
    return { store, held, log, note };
  }

  test('goes together in the next one, and is promised by that one only', async () => {
    const { store, held, log, note } = open();
    note('e1');
    await settled();
    for (const id of ['e2', 'e3', 'e4']) note(id);
    await settled();
    expect(held.held).toHaveLength(1);

    await held.end('written');
    expect(log).toEqual(['e1 noted']);
    expect(held.held).toHaveLength(1);
    note('e5');
    await held.end('written');
    expect(log).toEqual(['e1 noted', 'e2 noted', 'e3 noted', 'e4 noted']);
    await held.end('written');

    expect(linesOf(store)).toEqual([['e1'], ['e2', 'e3', 'e4'], ['e5']]);
  });

  test('fails when its append does, with nobody else', async () => {
    const { store, held, log, note } = open();
    note('e1');
    await settled();
    note('e2');
    note('e3');
    await held.end('written');
    note('e4');
    await held.end('failed');
    await held.end('written');

    expect(log).toEqual([
      'e1 noted',
      `e2: Error: The append to ${PATH} failed`,
      `e3: Error: The append to ${PATH} failed`,
      'e4 noted',
    ]);
    expect(linesOf(store)).toEqual([['e1'], ['e4']]);
  });

  test('for another connection does not wait', async () => {
    const { held, note } = open();
    note('e1');
    note('e2', connectionName('other'));
    await settled();

    expect(held.held.map(({ path }) => path)).toEqual([PATH, PATH.replace('acme', 'other')]);
  });

  test('is a line of a thousand events at most', async () => {
    const store = createMemoryStore();
    const ledger = createLedger(store, createFixedClock(START));
    const many = Array.from({ length: 600 }, (_, number) => anEvent(`e${number}`));

    await Promise.all([ledger.note(ACME, many), ledger.note(ACME, many), ledger.note(ACME, many.slice(0, 400))]);

    expect(linesOf(store).map((ids) => ids.length)).toEqual([600, 1000]);
  });

  test('fails alone when it could not be read back', async () => {
    const store = createMemoryStore();
    const ledger = createLedger(store, createFixedClock(START));

    const [bad, good] = await Promise.allSettled([
      ledger.note(ACME, [anEvent('bad', 'yesterday')]),
      ledger.note(ACME, [anEvent('good')]),
    ]);

    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(InvariantError) as unknown });
    expect(good.status).toBe('fulfilled');
    expect(linesOf(store)).toEqual([['good']]);
  });
});

describe('a file that can take no more', () => {
  /** A store whose files hold so many lines, as an append blob holds 50,000. */
  function limited(store: MemoryStore, most: number): Store {
    return {
      ...store,
      append: async (path, line) => {
        if (linesOf(store, path).length >= most) throw full(path);
        await store.append(path, line);
      },
    };
  }
  const full = (path: string) =>
    new RemoteError({
      system: 'storage',
      request: `append to ${path}`,
      status: 409,
      reason: 'invalid',
      message: 'the file has taken its lines',
    });
  const part = (number: number) => PATH.replace('.jsonl', `-${number}.jsonl`);

  test('is followed by the next part, also by a process that begins later, and all are read in order', async () => {
    const store = createMemoryStore();
    const clock = createFixedClock(START);
    const ids = Array.from({ length: 23 }, (_, number) => `e${number}`);
    const first = createLedger(limited(store, 2), clock);
    for (const id of ids.slice(0, 5)) await first.note(ACME, [anEvent(id)]);
    const second = createLedger(limited(store, 2), clock);
    for (const id of ids.slice(5)) await second.note(ACME, [anEvent(id)]);

    const ledger = createLedger(store, clock);

    expect([PATH, part(2), part(3), part(12)].map((path) => linesOf(store, path).flat())).toEqual([
      ['e0', 'e1'],
      ['e2', 'e3'],
      ['e4', 'e5'],
      ['e22'],
    ]);
    expect((await ledger.readSince(ACME, START)).map(({ id }) => id)).toEqual(ids);
    expect(await ledger.seen(ACME, ids)).toEqual(new Set(ids));
  });

  test('is begun anew in the next hour', async () => {
    const store = createMemoryStore();
    const clock = createFixedClock(START);
    const ledger = createLedger(limited(store, 1), clock);
    await ledger.note(ACME, [anEvent('e1')]);
    await ledger.note(ACME, [anEvent('e2')]);
    clock.advance(HOUR_MS);

    await ledger.note(ACME, [anEvent('e3', '2026-11-25T15:20:00.000Z')]);

    expect([...store.files.keys()]).toEqual([PATH, part(2), 'acme/events/2026-11-25T15.jsonl']);
  });

  test('is a fault when every part is like that, and the next note begins at the first again', async () => {
    const store = createMemoryStore();
    let most = 0;
    const ledger = createLedger(
      { ...store, append: (path, line) => limited(store, most).append(path, line) },
      createFixedClock(START),
    );

    await expect(ledger.note(ACME, [anEvent('e1')])).rejects.toMatchObject({ reason: 'invalid' });
    most = 1;
    await ledger.note(ACME, [anEvent('e2')]);

    expect([...store.files.keys()]).toEqual([PATH]);
  });

  test('is no reason to go on elsewhere when the fault is another', async () => {
    const store = createMemoryStore();
    const asked: string[] = [];
    const append = async (path: string) => {
      asked.push(path);
      throw new RemoteError({
        system: 'storage',
        request: 'append',
        status: 503,
        reason: 'throttled',
        message: 'the account is throttling',
      });
    };

    const noting = createLedger({ ...store, append }, createFixedClock(START)).note(ACME, [anEvent('e1')]);

    await expect(noting).rejects.toMatchObject({ reason: 'throttled' });
    expect(asked).toEqual([PATH]);
  });
});

describe('whatever comes in between', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('note' as const), size: fc.integer({ min: 1, max: 3 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        ending: fc.constantFrom<Ending>('written', 'written', 'failed', 'written-but-failed'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 50 }) }),
    },
  );

  test('what was promised is read back exactly once, in the order of acceptance, and seen; the rest at most once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = createMemoryStore();
        const held = createHeldStore(store);
        const clock = createFixedClock('2026-11-25T14:00:00.000Z');
        const ledger = createLedger(held, clock);
        const promised = new Set<string>();
        const offered: string[] = [];
        for (const one of steps) {
          if (one.kind === 'wait') clock.advance(one.minutes * 60_000);
          else if (one.kind === 'end') {
            if (held.held.length > 0) await held.end(one.ending);
          } else {
            const ids = Array.from({ length: one.size }, (_, index) => `e${offered.length + index}`);
            offered.push(...ids);
            ledger
              .note(
                ACME,
                ids.map((id) => anEvent(id, clock.now().toISOString())),
              )
              .then(
                () => {
                  for (const id of ids) promised.add(id);
                },
                () => undefined,
              );
            await settled();
          }
        }
        while (held.held.length > 0) await held.end('written');

        const read = (await createLedger(store, clock).readSince(ACME, '2026-11-25T14:00:00.000Z')).map(({ id }) => id);
        const seen = await ledger.seen(ACME, offered);

        expect(read.filter((id) => id !== null && promised.has(id))).toEqual(offered.filter((id) => promised.has(id)));
        expect(new Set(read).size).toBe(read.length);
        expect([...promised].filter((id) => !seen.has(id))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
