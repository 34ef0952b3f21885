import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshEvents } from '../../../src/core/events/fresh-events.ts';
import { anEvent, someEvents } from './an-event.ts';

const one = anEvent({ id: 'one', people: ['ada'] });
const two = anEvent({ id: 'two', people: ['ben'] });
const unnamed = anEvent({ people: ['ada'] });

test.each([
  ['nothing is no news', [], [], [], 0],
  ['what was not seen is news, in its order', [two, one], [], [two, one], 0],
  ['what was seen is a repetition', [one, two], ['one'], [two], 1],
  ['what stands twice is news once', [one, two, one], [], [one, two], 1],
  ['what has no id is always news', [unnamed, unnamed], ['one'], [unnamed, unnamed], 0],
] as const)('%s', (_what, events, seen, fresh, repeated) => {
  expect(freshEvents(events, new Set(seen))).toEqual({ fresh, repeated });
});

test('every event is news or a repetition, every id is news once at most, and never one that was seen', () => {
  fc.assert(
    fc.property(someEvents, fc.uniqueArray(fc.constantFrom('event-0', 'event-1', 'event-7')), (events, seen) => {
      const { fresh, repeated } = freshEvents(events, new Set(seen));
      const ids = fresh.flatMap(({ id }) => (id === null ? [] : [id]));
      const expected = new Set(events.flatMap(({ id }) => (id === null || seen.some((old) => old === id) ? [] : [id])));

      expect(fresh.length + repeated).toBe(events.length);
      expect(ids.toSorted()).toEqual([...expected].toSorted());
    }),
  );
});
