import { describe, expect, test } from 'vitest';
import { cut, fit, widthOf, wrap } from '../../../src/reports/text/columns.ts';
import { prose, visible } from '../../../src/reports/words/safe-text.ts';
import { counted, duration } from '../../../src/reports/words/amounts.ts';

test.each([
  ['', 0],
  ['Zoë', 3],
  ['Zoe\u0308', 3],
  ['陳大文', 6],
  ['👩‍💻', 2],
  ['🏳️‍🌈', 2],
  ['→ …', 3],
  ['＝', 2],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

describe('text in columns', () => {
  test.each([
    ['Jane Smith', 10, 'Jane Smith'],
    ['Jane Smith', 9, 'Jane Smi…'],
    ['Jane Smith', 6, 'Jane…'],
    ['陳大文', 5, '陳大…'],
    ['陳大文', 4, '陳…'],
  ])('%j cut to %i is %j', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected);
  });

  test('is filled to its width, wide characters counted twice', () => {
    expect(fit('陳大', 6)).toBe('陳大  ');
  });

  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['one', 2, ['on', 'e']],
    ['a verylongword b', 5, ['a', 'veryl', 'ongwo', 'rd b']],
    ['', 5, ['']],
    ['陳大文 陳', 4, ['陳大', '文', '陳']],
  ])('%j wrapped at %i', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });
});

test.each([
  ['a\nb\r\tc', 'a␊b␍␉c'],
  ['\u007f\u009b', '␡[U+009B]'],
  ['\u202ea\u2069', '[U+202E]a[U+2069]'],
  ['\u{e0041}', '[U+E0041]'],
  ['نمی\u200cخواهم 👩‍💻', 'نمی\u200cخواهم 👩‍💻'],
])('%j is shown as %j', (text, expected) => {
  expect(visible(text)).toBe(expected);
  expect(visible(visible(text))).toBe(expected);
});

test('prose makes one line of several', () => {
  expect(prose('  The PSA says:\r\n\tno.\u2028  ')).toBe('The PSA says: no.');
});

test.each([
  [0, '0 people'],
  [1, '1 person'],
  [2418, '2,418 people'],
])('%i is counted as %s', (count, expected) => {
  expect(counted(count, 'person', 'people')).toBe(expected);
});

test.each([
  [0, '0 ms'],
  [812.4, '812 ms'],
  [999.7, '1.0 s'],
  [1000, '1.0 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms lasts %s', (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});
