/** Text from outside in a workbook: it is never a formula, never breaks the file, and is read as it was written. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Cell } from '../../../src/reports/tables/table.ts';
import { cellText } from '../../../src/reports/workbook/cell-text.ts';
import { drawWorkbook } from '../../../src/reports/workbook/draw-workbook.ts';
import { readWorkbook, type ReadCell } from '../../support/readers/read-workbook.ts';

async function drawn(cells: readonly Cell[]): Promise<readonly (ReadCell | undefined)[]> {
  const [sheet] = readWorkbook(
    await drawWorkbook([{ name: 'Cells', titles: ['cell'], lines: cells.map((cell) => [cell]) }]),
  );
  return sheet?.rows.map(({ cell }) => cell) ?? [];
}
const text = (shown: string): ReadCell => ({ kind: 'text', text: shown });

describe('a text stays a text', () => {
  test.each([
    "=cmd|' /C calc'!A0",
    '=1+1',
    '+49 170 5550100',
    '-1',
    '@SUM(A1)',
    '＝1',
    '007',
    '1e5',
    '2026-11-23',
    'TRUE',
    "'quoted",
    ' spaces around ',
    '<f>1+1</f>',
    ']]>&amp;<![CDATA[',
    '_x000A_',
    '_x005F_x000A_',
    '_X0041_ and _x41_',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'Zoë 陳大文 👩‍💻 مرحبا',
  ])('%s', async (given) => {
    expect(await drawn([given])).toEqual([text(given)]);
  });

  test('and the same text twice, or a name that every object has, is no other', async () => {
    const given = ['constructor', 'valueOf', 'plain', 'constructor', 'plain', '__proto__'];

    expect(await drawn(given)).toEqual(given.map(text));
  });
});

test.each([
  ['a leading tab', '\t=1', '␉=1'],
  ['line breaks', 'a\r\nb', 'a␍␊b'],
  ['what XML has not', 'a\u0000b\u0008c\u001f', 'a␀b␈c␟'],
  ['C1 controls', 'a\u0085b\u009f', 'a[U+0085]b[U+009F]'],
  ['half a pair', 'a\ud83d b\udc00', 'a[U+FFFD] b[U+FFFD]'],
  ['no characters', 'a\ufffe\uffff\ufdd0\u{10ffff}b', 'a[U+FFFE][U+FFFF][U+FDD0][U+10FFFF]b'],
  ['a right-to-left override', 'gnp\u202eexe', 'gnp[U+202E]exe'],
])('%s is shown as what it is', async (_what, given, shown) => {
  expect(await drawn([given])).toEqual([text(shown)]);
});

describe('what a cell cannot hold', () => {
  test('a text that is too long is cut, and says so, at the most that fits', async () => {
    const [cell] = await drawn(['x'.repeat(40_000)]);

    expect(cell).toEqual(text(`${'x'.repeat(32_727)} … (cut: 40,000 characters)`));
    expect(cell?.kind === 'text' && cell.text.length <= 32_767).toBe(true);
  });

  test('the longest that fits is whole', async () => {
    expect(await drawn(['x'.repeat(32_767)])).toEqual([text('x'.repeat(32_767))]);
  });

  test('no pair is cut in two', () => {
    expect(cellText('👩'.repeat(20_000)).isWellFormed()).toBe(true);
    expect(cellText(`a${'👩'.repeat(20_000)}`).isWellFormed()).toBe(true);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is a text', async (given) => {
    expect(await drawn([given])).toEqual([text(String(given))]);
  });

  test.each([
    ['no instant', 'yesterday'],
    ['before days are counted', '1899-12-31T23:00:00Z'],
    ['after the last day', '+012026-01-01T00:00:00Z'],
  ])('%s is the text that it was', async (_what, at) => {
    expect(await drawn([{ at, text: at }])).toEqual([text(at)]);
  });

  test('nothing and an empty text are no cell', async () => {
    expect(await drawn([null, '', 'last'])).toEqual([undefined, undefined, text('last')]);
  });
});

test('whatever is given, the file can be opened, and says what was to be shown', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.date({ noInvalidDate: true }).map((at) => ({ at: at.toISOString(), text: at.toISOString() })),
    fc.constant(null),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { maxLength: 30 }), async (cells) => {
      const read = await drawn(cells);
      for (const [index, given] of cells.entries()) expect(read[index]).toEqual(expected(given));
    }),
    { seed: 20261123, numRuns: 60 },
  );
});

/** What is read of a cell, said apart from what draws it. */
function expected(given: Cell): ReadCell | undefined {
  if (given === null || given === '') return undefined;
  if (typeof given === 'string') return text(cellText(given));
  // There is no negative zero in a sheet.
  if (typeof given === 'number')
    return Number.isFinite(given) ? { kind: 'number', value: given + 0 } : text(String(given));
  return /^(?:19(?!00)|[2-9]\d)\d\d-/.test(given.at) ? { kind: 'date', at: given.at } : text(given.text);
}
