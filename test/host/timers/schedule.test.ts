/** NCRONTAB expressions, in UTC. */
import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../src/host/timers/schedule.ts';

function scheduleOf(text: string) {
  const schedule = createSchedule(text);
  if (schedule.kind === 'problem') throw new RangeError(schedule.message);
  return schedule;
}

test.each([
  ['0 0 * * * *', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00.000Z'],
  ['0 0 * * * *', '2026-11-23T10:00:00.001Z', '2026-11-23T11:00:00.000Z'],
  ['0 0 * * * *', '2026-11-23T10:59:59.999Z', '2026-11-23T11:00:00.000Z'],
  ['*/15 * * * * *', '2026-11-23T10:00:15Z', '2026-11-23T10:00:30.000Z'],
  ['30 5,35 8-17 * * *', '2026-11-23T17:35:30Z', '2026-11-24T08:05:30.000Z'],
  ['0 5/20 * * * *', '2026-11-23T10:45:00Z', '2026-11-23T11:05:00.000Z'],
  ['*/10 * * * *', '2026-11-23T10:00:00Z', '2026-11-23T10:10:00.000Z'],
  ['0 0 6 * * Mon-Fri', '2026-11-27T06:00:00Z', '2026-11-30T06:00:00.000Z'],
  ['0 0 6 * * 0', '2026-11-23T10:00:00Z', '2026-11-29T06:00:00.000Z'],
  ['0 0 0 1 JAN *', '2026-11-23T10:00:00Z', '2027-01-01T00:00:00.000Z'],
  ['0 0 0 29 2 *', '2026-11-23T10:00:00Z', '2028-02-29T00:00:00.000Z'],
  // A day fits both its fields: the next Friday the 13th, not the next of either.
  ['0 0 0 13 * 5', '2026-11-23T10:00:00Z', '2027-08-13T00:00:00.000Z'],
  // No hour is missing or twice where clocks are set.
  ['0 30 1 * * *', '2026-03-28T02:00:00Z', '2026-03-29T01:30:00.000Z'],
  ['0 30 1 * * *', '2026-10-25T00:00:00Z', '2026-10-25T01:30:00.000Z'],
])('"%s" after %s is %s', (text, from, expected) => {
  expect(scheduleOf(text).next(new Date(from))?.toISOString()).toBe(expected);
});

describe('refused in words', () => {
  test.each([
    ['', /has 1 fields; expected six fields \(second minute hour day month weekday\)/],
    ['0 0 * *', /has 4 fields/],
    ['0 0 0 * * * 2027', /has 7 fields/],
    ['@hourly', /has 1 fields/],
    ['00:30:00', /is a time span, which is not understood here/],
    ['0 0 0 L * *', /has "L"/],
    ['0 0 0 15W * *', /has "15W"/],
    ['0 0 0 * * 5#2', /has "5#2"/],
    ['0 0 0 ? * *', /has "\?"/],
    ['0 1,,2 * * * *', /has "1,,2"/],
    ['0 0 0 * * 7', /has weekday 7; expected 0 \(Sunday\) to 6/],
    ['0 0 0 * * 5-7', /has weekday 7/],
    ['0 60 * * * *', /is not valid: Invalid value for minute: 60/],
    ['0 0 0 32 * *', /is not valid/],
    ['0 30-10 * * * *', /is not valid/],
    ['0 */0 * * * *', /is not valid/],
    ['0 0 0 30 2 *', /never comes/],
  ])('"%s"', (text, words) => {
    const schedule = createSchedule(text);

    expect(schedule.kind === 'problem' ? schedule.message : 'a schedule').toMatch(words);
  });
});
