import { expect, test } from 'vitest';
import { instantOf } from '../../../../src/adapters/connectwise/activity/instant.ts';

test.each([
  ['2026-11-20T08:15:30Z', '2026-11-20T08:15:30.000Z'],
  ['2026-11-20T08:15:30.5Z', '2026-11-20T08:15:30.500Z'],
  ['2026-11-20T08:15Z', '2026-11-20T08:15:00.000Z'],
  ['2026-11-20T08:15:30', '2026-11-20T08:15:30.000Z'],
  ['2026-11-20T10:15:30+02:00', '2026-11-20T08:15:30.000Z'],
  [' 2026-11-20 ', '2026-11-20T00:00:00.000Z'],
])('%j is an instant in UTC', (text, instant) => {
  expect(instantOf(text)).toBe(instant);
});

test.each(['', 'yesterday', '11/20/2026 8:15 AM', '20.11.2026', '2026-13-40T08:15:30Z', '1795162530', '2026'])(
  '%j is none that can be told for sure',
  (text) => {
    expect(instantOf(text)).toBeNull();
  },
);
