import { expect, test } from 'vitest';
import type { Place } from '../../../src/adapters/http/concurrency.ts';
import { createGate } from '../../../src/adapters/http/concurrency.ts';

/** Everyone who wants in, in order, and a clock that is turned by hand. */
function crowd(options: { start: number; most: number }) {
  const timers: (() => void)[] = [];
  const gate = createGate({ ...options, delay: () => new Promise((resolve) => timers.push(resolve)) });
  const inside: Place[] = [];
  return {
    gate,
    inside,
    endPause: () => timers.shift()?.(),
    arrive: async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) void gate.enter().then((place) => inside.push(place));
      await settled();
    },
    leave: async (how: 'answered' | 'throttled' | 'failed', count = 1): Promise<void> => {
      for (const place of inside.splice(0, count)) place.leave(how);
      await settled();
    },
  };
}
/** All promises that can settle without a timer have settled. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('no more than the start width are inside; the next enters when one leaves', async () => {
  const { arrive, inside, leave } = crowd({ start: 3, most: 3 });

  await arrive(5);
  expect(inside).toHaveLength(3);

  await leave('answered');
  expect(inside).toHaveLength(3);
  await leave('failed', 2);
  expect(inside).toHaveLength(2);
});

test('a whole round of answers widens the gate by about one, up to its most', async () => {
  const { arrive, gate, leave } = crowd({ start: 2, most: 3 });

  await arrive(2);
  await leave('answered', 2);
  expect(gate.width()).toBe(2);
  await arrive(2);
  await leave('answered', 2);
  expect(gate.width()).toBe(3);
  await arrive(3);
  await leave('answered', 3);
  expect(gate.width()).toBe(3);
});

test('a burst that is throttled as a whole halves the gate once', async () => {
  const { arrive, gate, leave } = crowd({ start: 6, most: 6 });

  await arrive(6);
  await leave('throttled', 6);
  expect(gate.width()).toBe(3);

  await arrive(3);
  await leave('throttled', 3);
  expect(gate.width()).toBe(1);
});

test('the gate never closes for good', async () => {
  const { arrive, gate, inside, leave } = crowd({ start: 1, most: 6 });

  await arrive(1);
  await leave('throttled');
  await arrive(1);
  await leave('throttled');

  expect(gate.width()).toBe(1);
  await arrive(1);
  expect(inside).toHaveLength(1);
});

test('a failure that is no throttling leaves the width as it is', async () => {
  const { arrive, gate, leave } = crowd({ start: 4, most: 6 });

  await arrive(4);
  await leave('failed', 4);

  expect(gate.width()).toBe(4);
});

test('nobody enters during a pause, and overlapping pauses all count', async () => {
  const { arrive, endPause, gate, inside } = crowd({ start: 2, most: 2 });
  gate.pause(1000);
  gate.pause(5000);

  await arrive(2);
  expect(inside).toHaveLength(0);
  endPause();
  await settled();
  expect(inside).toHaveLength(0);
  endPause();
  await settled();

  expect(inside).toHaveLength(2);
});

test('a pause whose wait is broken off lets nobody in any more: what waits is turned away, and so is what comes later', async () => {
  const { promise, reject } = Promise.withResolvers<undefined>();
  const gate = createGate({ start: 1, most: 1, delay: () => promise });
  gate.pause(1000);
  const entering = gate.enter();

  reject(new Error('Nobody waits any more'));

  await expect(entering).rejects.toThrow('Nobody waits at the gate any more');
  await expect(gate.enter()).rejects.toThrow('Nobody waits at the gate any more');
});

test('a place that is left twice is free once', async () => {
  const { arrive, inside } = crowd({ start: 1, most: 1 });
  await arrive(3);

  const first = inside[0]!;
  first.leave('failed');
  first.leave('failed');
  await settled();

  expect(inside).toHaveLength(2);
});
