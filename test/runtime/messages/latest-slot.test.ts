/** When a digest was due last, in any time zone and over its changes of the clock. */
import { expect, test } from 'vitest';
import type { DigestSchedule } from '../../../src/domain/messages/message.ts';
import { latestSlot } from '../../../src/runtime/messages/latest-slot.ts';

const daily = (hour: number, timeZone = 'UTC'): DigestSchedule => ({ every: 'daily', hour, timeZone });
const BERLIN = 'Europe/Berlin';

test.each<[DigestSchedule, string, string]>([
  [{ every: 'hourly' }, '2026-11-23T10:59:59.999Z', '2026-11-23T10:00:00.000Z'],
  [{ every: 'hourly' }, '2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
  [daily(7), '2026-11-23T06:59:59.000Z', '2026-11-22T07:00:00.000Z'],
  [daily(7), '2026-11-23T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
  [daily(0), '2026-11-23T00:00:30.000Z', '2026-11-23T00:00:00.000Z'],
  [daily(7, BERLIN), '2026-11-23T07:00:00.000Z', '2026-11-23T06:00:00.000Z'],
  [daily(7, BERLIN), '2026-07-23T07:00:00.000Z', '2026-07-23T05:00:00.000Z'],
  [daily(7, 'Asia/Kathmandu'), '2026-11-23T07:00:00.000Z', '2026-11-23T01:15:00.000Z'],
  [daily(7, 'America/Los_Angeles'), '2026-11-23T07:00:00.000Z', '2026-11-22T15:00:00.000Z'],
  [
    { every: 'weekly', weekday: 'monday', hour: 7, timeZone: 'UTC' },
    '2026-11-23T06:00:00.000Z',
    '2026-11-16T07:00:00.000Z',
  ],
  [
    { every: 'weekly', weekday: 'monday', hour: 7, timeZone: 'UTC' },
    '2026-11-23T08:00:00.000Z',
    '2026-11-23T07:00:00.000Z',
  ],
  [
    { every: 'weekly', weekday: 'sunday', hour: 7, timeZone: 'UTC' },
    '2026-11-23T08:00:00.000Z',
    '2026-11-22T07:00:00.000Z',
  ],
])('%j at %s was due last at %s', (schedule, now, expected) => {
  expect(latestSlot(schedule, new Date(now)).toISOString()).toBe(expected);
});

test('on the day on which an hour is left out a digest is due, too', () => {
  // 02:00 does not exist in Berlin on 2026-03-29.
  const slot = latestSlot(daily(2, BERLIN), new Date('2026-03-29T12:00:00.000Z'));

  expect(slot.toISOString().slice(0, 10)).toBe('2026-03-29');
});
