import { describe, expect, test } from 'vitest';
import { ago, HIDDEN, NEVER } from '../builders/a-seating.ts';
import { NOW } from '../builders/a-world.ts';
import { usageOf, type SeatUsage } from '../../../src/core/seats/usage.ts';
import type { Activity } from '../../../src/domain/people/seat.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const idle = (days: number): SeatUsage => ({ kind: 'idle', latest: ago(days), days });

describe('a seat, looked at after 60 days, with its last login, time entry and ticket', () => {
  test.each<[string, readonly [Activity, Activity, Activity], string | null, SeatUsage]>([
    ['is used after a sign-in of yesterday', [ago(1), NEVER, NEVER], LONG_AGO, { kind: 'used' }],
    ['is used on the sixtieth day', [ago(60), NEVER, NEVER], LONG_AGO, { kind: 'used' }],
    ['is used after a time entry, whatever else is hidden', [HIDDEN, ago(2), HIDDEN], null, { kind: 'used' }],
    ['is used after a ticket alone', [NEVER, NEVER, ago(59)], LONG_AGO, { kind: 'used' }],
    ['is used by somebody who entered time ahead', [NEVER, ago(-3), NEVER], LONG_AGO, { kind: 'used' }],
    ['is idle with its latest trace', [ago(90), ago(70), ago(80)], LONG_AGO, idle(70)],
    ['is idle with the one trace that there is', [ago(90), NEVER, NEVER], null, idle(90)],
    [
      'is idle when nothing was ever seen of an old record',
      [NEVER, NEVER, NEVER],
      LONG_AGO,
      { kind: 'idle', latest: NEVER, days: null },
    ],
    [
      'is not called idle while one of them is hidden',
      [ago(90), HIDDEN, NEVER],
      LONG_AGO,
      { kind: 'untold', why: 'Hidden.' },
    ],
    [
      'is not called idle while the last login is hidden',
      [HIDDEN, NEVER, NEVER],
      LONG_AGO,
      { kind: 'untold', why: 'Hidden.' },
    ],
    [
      'is not called idle when nothing was ever seen of a record of unknown age',
      [NEVER, NEVER, NEVER],
      null,
      {
        kind: 'untold',
        why: 'Nothing was ever seen of the member, and the PSA does not show how long it has existed.',
      },
    ],
  ])('%s', (_what, sources, knownSince, expected) => {
    expect(usageOf(sources, { knownSince, now: NOW, afterDays: 60 })).toEqual(expected);
  });
});
