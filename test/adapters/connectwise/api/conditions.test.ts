import { expect, test } from 'vitest';
import {
  anyOf,
  fieldContains,
  fieldEquals,
  fieldSince,
  idIn,
  textIn,
} from '../../../../src/adapters/connectwise/api/conditions.ts';

test.each(['jdoe', 'J.Doe-2', 'o’neil', "o'neil", 'söre_n', 'a b', 'a or b', ''])(
  'the plain text %j is put in quotes',
  (text) => {
    expect(fieldEquals('identifier', text)).toEqual({ kind: 'condition', text: `identifier="${text}"` });
  },
);

test.each([
  ['a quote that ends the string', '" or inactiveFlag=true or identifier="'],
  ['a lone quote', '"'],
  ['a backslash', 'a\\'],
  ['an escaped quote', 'a\\" or 1=1'],
  ['the documented wildcard', 'a*'],
  ['the wildcard that works as well', '%'],
  ['a line break', 'a\nb'],
  ['a null character', 'a\u0000'],
  ['a tab', 'a\tb'],
  ['a delete character', 'a\u007f'],
  ['a mark that turns the text round', 'a\u202eb'],
  ['a line separator', 'a\u2028b'],
  ['half a character', 'a\ud83d'],
  ['more than any field holds', 'a'.repeat(101)],
])('%s is refused', (_, text) => {
  expect(fieldEquals('identifier', text)).toEqual({ kind: 'refused' });
});

test('alternatives are joined by "or"', () => {
  const either = anyOf([fieldEquals('identifier', 'a'), fieldEquals('identifier', 'B')]);

  expect(either).toEqual({ kind: 'condition', text: 'identifier="a" or identifier="B"' });
});

test('one refused alternative refuses them all', () => {
  expect(anyOf([fieldEquals('identifier', 'a'), fieldEquals('identifier', '*')])).toEqual({ kind: 'refused' });
});

test('ids stand in a list', () => {
  expect([idIn('member/id', [7]), idIn('id', [7, 8])]).toEqual(['member/id in (7)', 'id in (7,8)']);
});

test.each([
  ['jdoe', 'jdoe'],
  ['j.doe-2_x', 'j.doe-2_x'],
  ['søren', 'søren'],
  ['a%bcd', 'bcd'],
  ['" or "x', 'or'],
  ["d'arcy", 'arcy'],
  ['a\u202ebc', 'bc'],
  ['[a]', 'a'],
  ['x'.repeat(200), 'x'.repeat(100)],
])('%j is looked for by a part of it that holds nothing special', (text, part) => {
  expect(fieldContains('resources', text)).toBe(`resources contains "${part}"`);
});

test.each(['', '"', '* %', '\ud83d'])('%j holds nothing to look for', (text) => {
  expect(fieldContains('resources', text)).toBeNull();
});

test('texts stand in a list, each in quotes', () => {
  expect(textIn('closedBy', ['jdoe', "o'neil, (x)"])).toEqual({
    kind: 'condition',
    text: `closedBy in ("jdoe","o'neil, (x)")`,
  });
});

test.each([
  ['one of them could break out', ['jdoe', '") or 1=1']],
  ['one of them matches more than itself', ['*']],
  ['there is none', []],
])('a list of texts is refused when %s', (_what, texts) => {
  expect(textIn('_info/updatedBy', texts)).toEqual({ kind: 'refused' });
});

test('an instant is asked for in whole seconds of UTC, and what is none is a bug', () => {
  expect(fieldSince('timeStart', '2026-09-23T12:00:00.999+02:00')).toBe('timeStart>=[2026-09-23T10:00:00Z]');
  expect(() => fieldSince('closedDate', 'tomorrow')).toThrow(RangeError);
});
