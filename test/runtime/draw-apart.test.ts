/** Large workbooks are drawn in a thread of their own: the same bytes, and nobody else waits for them. */
import { expect, test } from 'vitest';
import { drawApart } from '../../src/runtime/export/draw-apart.ts';
import { drawWorkbook } from '../../src/reports/workbook/draw-workbook.ts';
import { drawnWorkbook } from '../../src/runtime/export/drawn-workbook.ts';
import { InvariantError, RefusedError } from '../../src/errors.ts';
import { MOST_LINES, type Sheet } from '../../src/reports/workbook/sheet.ts';
import { aReportWithWork } from '../support/builders/a-leaver.ts';
import { runWorkbook } from '../../src/reports/workbook/run-workbook.ts';

const sheetOf = (lines: number): Sheet => ({
  name: 'Lines',
  titles: ['line'],
  lines: Array.from({ length: lines }, (_unused, index) => [index]),
});

test('the bytes are the same in a thread of their own', async () => {
  const sheets = runWorkbook(aReportWithWork());

  expect(Buffer.compare(await drawApart(sheets), await drawWorkbook(sheets))).toBe(0);
});

test('a large one keeps nobody waiting while it is drawn', async () => {
  const sheets = [sheetOf(5000)];
  let turns = 0;
  let drawn = false;
  const drawing = drawnWorkbook(sheets, '').then((bytes) => {
    drawn = true;
    return bytes;
  });
  const wait = (): void => {
    turns += 1;
    if (!drawn) setImmediate(wait);
  };
  wait();

  expect(Buffer.compare(await drawing, await drawWorkbook(sheets))).toBe(0);
  expect(turns).toBeGreaterThan(100);
});

test('what cannot be drawn is a fault of whoever asked, not of the process', async () => {
  const broken = { ...sheetOf(1), name: 'no/name' };

  await expect(drawApart([broken])).rejects.toThrow(/sheet/i);
  await expect(drawApart([broken])).rejects.not.toBeInstanceOf(InvariantError);
});

test('one that would be too large is refused with what to do instead', async () => {
  const refused = drawnWorkbook([sheetOf(MOST_LINES), sheetOf(1)], 'Take less.');

  await expect(refused).rejects.toThrow(RefusedError);
  await expect(refused).rejects.toThrow(
    'A workbook has at most 30,000 lines, and this one would have 30,001 or more. Take less.',
  );
});
