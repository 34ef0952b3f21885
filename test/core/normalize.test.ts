import { describe, expect, test } from 'vitest';
import { anyAscii } from './builders/any-ascii.ts';
import { cleanText, cut, digitsOf, fold, foldAddresses, nameKey } from '../../src/core/normalize.ts';

describe('folding makes comparable', () => {
  test.each([
    ['case', 'Ada.Example', 'ada.example'],
    ['blanks around', ' ada\t', 'ada'],
    ['composed and decomposed letters', 'ZOE\u0308', 'zo\u00eb'],
    ['all three of an address', '  ADE\u0301@Contoso.example', 'ad\u00e9@contoso.example'],
    ['letters outside of ASCII', 'ŁUKASZ', 'łukasz'],
    ['nothing but blanks', '   ', ''],
  ])('%s', (_name, text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('folded addresses', () => {
  test('are each there once, in their order, without what is no address', () => {
    const addresses = ['B@x.example', 'a@x.example ', 'n/a', '', 'b@X.example'];

    expect(foldAddresses(addresses)).toEqual(['b@x.example', 'a@x.example']);
  });

  test('are the same when the same list is asked for again', () => {
    const addresses = ['Ada@x.example'];

    expect([foldAddresses(addresses), foldAddresses(addresses)]).toEqual([['ada@x.example'], ['ada@x.example']]);
  });
});

describe('clean text', () => {
  test.each([
    ['is itself when it is clean', 'Ada Example', 'Ada Example'],
    ['is on one line', 'Ada\r\n\tExample', 'Ada Example'],
    ['has no runs of blanks, whatever blank it is', 'Ada \u00a0\u3000 Example', 'Ada Example'],
    ['has no blanks at its ends', '  Ada  ', 'Ada'],
    ['has no invisible formatting', 'Ada\u200b\u202eExample', 'Ada Example'],
    ['is composed', 'Zoe\u0308', 'Zo\u00eb'],
    ['is nothing when only blanks and controls are there', ' \u0000\u200b ', null],
    ['is nothing when it is empty', '', null],
    ['is nothing when nothing is there', null, null],
  ])('%s', (_name, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe('a cut text', () => {
  test.each([
    ['is whole when it fits', 'abc', 3, 'abc'],
    ['ends at the length', 'abcd', 3, 'abc'],
    ['never ends in half of a character pair', 'ab\u{1f600}', 3, 'ab'],
    ['keeps a pair that fits', 'a\u{1f600}b', 3, 'a\u{1f600}'],
    ['does not end in a blank', 'ab cd', 3, 'ab'],
  ])('%s', (_name, text, length, expected) => {
    expect(cut(text, length)).toBe(expected);
  });
});

test('digits of a phone number are all that is left of it', () => {
  expect(digitsOf('+1 (503) 555-0100')).toBe('15035550100');
});

describe('the key of a full name', () => {
  test.each([
    ['is folded ASCII', 'Zoë', 'ŁUKASZ', 'zoe lukasz'],
    ['is clean', ' Ada\n', ' Van  Example ', 'ada van example'],
    ['is missing with the first name', null, 'Example', null],
    ['is missing with the last name', 'Ada', undefined, null],
    ['is missing with a blank one', 'Ada', ' ', null],
  ])('%s', (_name, first, last, key) => {
    expect(nameKey(first, last, anyAscii)).toBe(key);
  });
});
