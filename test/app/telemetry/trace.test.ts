// The pieces of a run as they are kept until it is over.
import { expect, test } from 'vitest';
import { createTrace, UNTRACED } from '../../../src/app/telemetry/trace.ts';
import { createFixedClock } from '../../support/fixed-clock.ts';

const done = async (): Promise<string> => 'done';

test('keeps when a piece began and ended, and what its result comes to', async () => {
  const clock = createFixedClock('2026-11-23T10:00:00.000Z');
  const trace = createTrace(clock);
  clock.advance(250);

  const result = await trace.span(
    'rollcall.look-up',
    async () => {
      clock.advance(500);
      return 7;
    },
    (lookups) => ({ 'rollcall.lookups': lookups }),
  );

  expect(result).toBe(7);
  const began = Date.parse('2026-11-23T10:00:00.250Z');
  expect(trace.read().spans).toEqual([
    { name: 'rollcall.look-up', startedAt: began, endedAt: began + 500, attributes: { 'rollcall.lookups': 7 } },
  ]);
});

test('follows the clock that only grows when the wall clock is set back', async () => {
  let wall = Date.parse('2026-11-23T10:00:00.000Z');
  let elapsed = 40;
  const trace = createTrace({ now: () => new Date(wall), elapsed: () => elapsed });

  await trace.span('rollcall.decide', async () => {
    wall -= 3_600_000;
    elapsed += 12.5;
  });

  const [span] = trace.read().spans;
  expect((span?.endedAt ?? 0) - (span?.startedAt ?? 0)).toBe(12.5);
});

test('leaves out writes beyond the limit, and says how many, but never a phase', async () => {
  const trace = createTrace(createFixedClock(), 3);

  for (let write = 0; write < 5; write += 1) await trace.span('rollcall.write', done);
  await trace.span('rollcall.execute', done);
  await trace.span('rollcall.run', done);

  const { spans, dropped } = trace.read();
  expect(spans.map(({ name }) => name)).toEqual([
    ...['rollcall.write', 'rollcall.write', 'rollcall.write'],
    ...['rollcall.execute', 'rollcall.run'],
  ]);
  expect(dropped).toBe(2);
});

test('notes a thrown text as what it is, and passes it on', async () => {
  const trace = createTrace(createFixedClock());

  const thrown: unknown = 'jane@harborpine.example';
  await expect(trace.span('rollcall.decide', () => Promise.reject(thrown as Error))).rejects.toBe(thrown);

  expect(trace.read().spans[0]?.attributes).toEqual({ 'rollcall.fault': 'string' });
});

test('outside of a run the work is done, and nothing is kept', async () => {
  expect(await UNTRACED.span('rollcall.decide', done)).toBe('done');
});
