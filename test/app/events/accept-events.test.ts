/** What becomes of events: work, a note that they were taken in, and nothing twice that can be helped. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { acceptEvents } from '../../../src/app/events/accept-events.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { anEvent, someEvents } from '../../core/events/an-event.ts';
import { createFixedClock, MINUTE_MS } from '../../support/fixed-clock.ts';
import { createLineLogger } from '../../support/line-logger.ts';
import { createMemoryLedger } from '../../support/in-memory/memory-ledger.ts';
import { createMemoryQueue } from '../../support/in-memory/memory-queue.ts';
import { RemoteError } from '../../../src/errors.ts';

const name = connectionName('harborpine');
const settle = { settleMs: 5_000 };

function aDesk() {
  const log: string[] = [];
  return {
    name,
    queue: createMemoryQueue(),
    ledger: createMemoryLedger(),
    clock: createFixedClock(),
    logger: createLineLogger(log),
    log,
  };
}
const ada = anEvent({ id: 'one', people: ['ada'] });
const ben = anEvent({ id: 'two', people: ['ben', 'ada'] });
const technicians = anEvent({ id: 'three', groups: ['technicians'] });

describe('events', () => {
  test('become one message for each person and one for the groups, and are noted', async () => {
    const desk = aDesk();

    expect(await acceptEvents(desk, [ada, ben, technicians], settle)).toEqual({
      accepted: 3,
      repeated: 0,
      people: 2,
      runs: 1,
    });

    const asked = { by: 'event', at: '2026-11-23T10:00:00.000Z' };
    expect(desk.queue.sent).toEqual([
      { work: { kind: 'person', connection: name, person: 'ada', asked }, afterMs: 5_000 },
      { work: { kind: 'person', connection: name, person: 'ben', asked }, afterMs: 5_000 },
      { work: { kind: 'run', connection: name, asked }, afterMs: 5 * MINUTE_MS },
    ]);
    expect(desk.ledger.noted).toEqual([
      { connection: name, id: 'one', at: asked.at, people: ['ada'] },
      { connection: name, id: 'two', at: asked.at, people: ['ben', 'ada'] },
      { connection: name, id: 'three', at: asked.at, people: [] },
    ]);
    expect(desk.log).toEqual([]);
  });

  test('that come again are counted and do nothing more', async () => {
    const desk = aDesk();
    await acceptEvents(desk, [ada], settle);

    expect(await acceptEvents(desk, [ada, ben, ben], settle)).toEqual({ accepted: 1, repeated: 2, people: 2, runs: 0 });

    expect(desk.queue.sent).toHaveLength(3);
    expect(desk.ledger.noted.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  test('of another connection are not taken for repetitions', async () => {
    const desk = aDesk();
    await acceptEvents({ ...desk, name: connectionName('pinecrest') }, [ada], settle);

    expect(await acceptEvents(desk, [ada], settle)).toMatchObject({ accepted: 1 });
  });

  test('without an id are noted without one', async () => {
    const desk = aDesk();

    await acceptEvents(desk, [anEvent({ people: ['ada'] })], settle);

    expect(desk.ledger.noted).toMatchObject([{ id: null, people: ['ada'] }]);
  });

  test('that are none ask neither the queue nor the ledger', async () => {
    const desk = aDesk();
    desk.ledger.failing = 'seen';

    expect(await acceptEvents(desk, [], settle)).toEqual({ accepted: 0, repeated: 0, people: 0, runs: 0 });
    expect(desk.log).toEqual([]);
  });
});

describe('a queue that', () => {
  test('does not take one message refuses the whole delivery, and the repetition is taken in whole', async () => {
    const desk = aDesk();
    desk.queue.refuses = (work) => work.kind === 'person' && work.person === 'ben';

    await expect(acceptEvents(desk, [ada, ben], settle)).rejects.toThrow(RemoteError);
    expect(desk.ledger.noted).toEqual([]);

    desk.queue.refuses = () => false;
    expect(await acceptEvents(desk, [ada, ben], settle)).toEqual({ accepted: 2, repeated: 0, people: 2, runs: 0 });
    expect(desk.ledger.noted.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  test('is slow gets its messages side by side', async () => {
    const desk = aDesk();
    const { queue } = desk;
    const crowd = Array.from({ length: 8 }, (_, at) => anEvent({ people: [`person-${at}`] }));
    let waiting = 0;
    let open: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    // Nobody is let through before everybody is there: one after the other would wait for ever.
    const crowded = {
      ...queue,
      send: async () => {
        waiting += 1;
        if (waiting === crowd.length) open();
        await all;
      },
    };

    expect(await acceptEvents({ ...desk, queue: crowded }, crowd, settle)).toMatchObject({ people: 8 });
  });
});

describe('a ledger that', () => {
  test('cannot be read loses nothing: everything counts as news, and the log says so', async () => {
    const desk = aDesk();
    await acceptEvents(desk, [ada], settle);
    desk.ledger.failing = 'seen';

    expect(await acceptEvents(desk, [ada, ada], settle)).toMatchObject({ accepted: 1, repeated: 1, people: 1 });
    expect(desk.log).toEqual([
      '{"level":"warn","message":"repeated events not recognised","fault":"RemoteError","reason":"unavailable"}',
    ]);
  });

  test('cannot be written refuses nothing: the work is in the queue, and the log says so', async () => {
    const desk = aDesk();
    desk.ledger.failing = 'note';

    expect(await acceptEvents(desk, [ada], settle)).toMatchObject({ accepted: 1, people: 1 });
    expect(desk.queue.sent).toHaveLength(1);
    expect(desk.log).toEqual([
      '{"level":"warn","message":"accepted events not noted","fault":"RemoteError","reason":"unavailable"}',
    ]);
  });
});

test('however deliveries are cut and repeated, every person named is sent, and a repeated id sends nobody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someEvents, { maxLength: 4 }), async (deliveries) => {
      const desk = aDesk();
      for (const events of deliveries) await acceptEvents(desk, events, settle);
      const before = desk.queue.sent.length;
      const named = new Set(firstOfEachId(deliveries.flat()).flatMap((event) => event.people));
      const sent = new Set(desk.queue.sent.flatMap(({ work }) => (work.kind === 'person' ? [work.person] : [])));

      for (const events of deliveries) {
        await acceptEvents(
          desk,
          events.filter(({ id }) => id !== null),
          settle,
        );
      }

      expect([...sent].toSorted()).toEqual([...named].toSorted());
      expect(desk.queue.sent).toHaveLength(before);
    }),
  );
});

function firstOfEachId(events: readonly ReturnType<typeof anEvent>[]) {
  return events.filter(({ id }, at) => id === null || events.findIndex((event) => event.id === id) === at);
}
