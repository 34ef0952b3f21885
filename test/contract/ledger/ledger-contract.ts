// What every EventLedger must do, whatever it stands on.
import { beforeAll, describe, expect, test } from 'vitest';
import type { AcceptedEvent } from '../../../src/domain/events/event.ts';
import { connectionName, personId } from '../../../src/domain/ids.ts';
import type { EventLedger } from '../../../src/ports/event-ports.ts';
import { createFixedClock, HOUR_MS, MINUTE_MS } from '../../support/fixed-clock.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';

const START = '2026-11-25T14:20:00.000Z';

/** `start` makes one on an empty place of its own, at `clock`'s time. */
export function ledgerContract(name: string, start: (clock: FixedClock) => Promise<EventLedger>): void {
  describe(`${name} as an EventLedger`, () => {
    let ledger: EventLedger;
    let clock: FixedClock;
    beforeAll(async () => {
      clock = createFixedClock(START);
      ledger = await start(clock);
    });

    const anEvent = (id: string | null, people: readonly string[] = ['p1']): AcceptedEvent => ({
      id,
      at: clock.now().toISOString(),
      people: people.map(personId),
    });
    let connections = 0;
    const aConnection = () => connectionName(`connection-${(connections += 1)}`);

    test('has seen nothing at first', async () => {
      const connection = aConnection();

      expect(await ledger.seen(connection, ['e1'])).toEqual(new Set());
      expect(await ledger.seen(connection, [])).toEqual(new Set());
      expect(await ledger.readSince(connection, START)).toEqual([]);
    });

    test('has seen what was noted, and answers only what is asked for', async () => {
      const connection = aConnection();
      await ledger.seen(connection, ['e1']);

      await ledger.note(connection, [anEvent('e1'), anEvent('e2'), anEvent(null)]);

      expect(await ledger.seen(connection, ['e1', 'e3', 'e1', ''])).toEqual(new Set(['e1']));
      expect(await ledger.seen(connection, ['e2'])).toEqual(new Set(['e2']));
    });

    test('keeps connections apart', async () => {
      const [one, other] = [aConnection(), aConnection()];
      await ledger.note(one, [anEvent('e1')]);

      expect(await ledger.seen(other, ['e1'])).toEqual(new Set());
      expect(await ledger.readSince(other, START)).toEqual([]);
    });

    test('reads back what was noted as it was, in the order in which it was accepted', async () => {
      const connection = aConnection();
      const events = [
        anEvent('e1', ['p1', 'p2']),
        anEvent(null, []),
        anEvent('hostile\n"\u2028\u202e', ['0b8e7a9c-8d0f-4a55-9a34-3f6f8f4a1c01']),
      ];
      await ledger.note(connection, events);
      await ledger.note(connection, []);
      clock.advance(50 * MINUTE_MS);
      const later = [anEvent('e4'), anEvent('e1')];
      await ledger.note(connection, later);

      expect(await ledger.readSince(connection, events[0]?.at ?? '')).toEqual([...events, ...later]);
      expect(await ledger.readSince(connection, later[0]?.at ?? '')).toEqual(later);
      clock.advance(1);
      expect(await ledger.readSince(connection, clock.now().toISOString())).toEqual([]);
    });

    test('reads back all that is noted at the same time', async () => {
      const connection = aConnection();
      const since = clock.now().toISOString();
      const events = Array.from({ length: 60 }, (_, number) => anEvent(`e${number}`));

      await Promise.all(events.map((event) => ledger.note(connection, [event])));

      expect(await ledger.readSince(connection, since)).toEqual(events);
    });

    test('forgets after 24 hours, but keeps what is read', async () => {
      const connection = aConnection();
      const old = anEvent('old');
      await ledger.note(connection, [old]);
      clock.advance(HOUR_MS);
      await ledger.note(connection, [anEvent('newer')]);

      clock.advance(23 * HOUR_MS);
      const justBefore = await ledger.seen(connection, ['old', 'newer']);
      clock.advance(1);
      const after = await ledger.seen(connection, ['old', 'newer']);

      expect(justBefore).toEqual(new Set(['old', 'newer']));
      expect(after).toEqual(new Set(['newer']));
      expect((await ledger.readSince(connection, old.at)).map(({ id }) => id)).toEqual(['old', 'newer']);
    });

    test('refuses to read from no instant', async () => {
      await expect(ledger.readSince(aConnection(), 'yesterday')).rejects.toThrow(RangeError);
    });
  });
}
