import { describe, expect, it } from 'vitest';
import { standstillOf, standstillWords } from '../../../src/core/unattended/standstill.ts';

const NOW = '2026-11-23T10:00:00.000Z';
const UNTIL_NOON = { why: 'The PSA is moved', until: '2026-11-23T12:00:00Z' };

describe('standstillOf', () => {
  it.each([
    ['nothing is paused and nothing is stopped', null, '', null],
    ['a setting of blanks stops nothing', null, '  ', null],
    ['a pause holds until its end', UNTIL_NOON, '', { kind: 'connection', ...UNTIL_NOON }],
    ['at its end it goes on by itself', { ...UNTIL_NOON, until: NOW }, '', null],
    ['the end is understood in any time zone', { ...UNTIL_NOON, until: '2026-11-23T10:30:00+01:00' }, '', null],
    ['the setting stops everything', null, ' an incident ', { kind: 'everything', why: 'an incident' }],
    ['the setting is told before a pause', UNTIL_NOON, 'an incident', { kind: 'everything', why: 'an incident' }],
  ])('%s', (_sentence, paused, stopped, expected) => {
    expect(standstillOf(paused, stopped, NOW)).toEqual(expected);
  });
});

describe('standstillWords', () => {
  it('says until when and why', () => {
    expect(standstillWords({ kind: 'connection', ...UNTIL_NOON })).toBe(
      'Nothing runs unattended until 2026-11-23T12:00:00Z. Why: The PSA is moved.',
    );
  });

  it('ends a reason that ends already no second time', () => {
    expect(standstillWords({ kind: 'everything', why: 'Who did this?' })).toMatch(/Who did this\?$/);
  });

  it('names the setting that stops everything', () => {
    expect(standstillWords({ kind: 'everything', why: 'an incident' })).toBe(
      'Nothing runs unattended, because the setting ROLLCALL_PAUSED says: an incident.',
    );
  });
});
