/** Draws a workbook, if it is one that can be drawn. The library is loaded here, and only then. */
import { grouped } from '../../reports/words/amounts.ts';
import { linesOf, MOST_LINES, type Sheet } from '../../reports/workbook/sheet.ts';
import { RefusedError } from '../../errors.ts';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** So many are drawn in the time that it takes to start a thread. */
const MOST_AT_ONCE = 500;

/** Throws RefusedError 409 with `instead`, a sentence. */
export async function drawnWorkbook(sheets: readonly Sheet[], instead: string): Promise<Uint8Array> {
  const lines = linesOf(sheets);
  if (lines > MOST_LINES)
    throw new RefusedError(
      409,
      `A workbook has at most ${grouped(MOST_LINES)} lines, and this one would have ${grouped(lines)} or more. ${instead}`,
    );
  if (lines > MOST_AT_ONCE) {
    const { drawApart } = await import('./draw-apart.ts');
    return drawApart(sheets);
  }
  const { drawWorkbook } = await import('../../reports/workbook/draw-workbook.ts');
  return drawWorkbook(sheets);
}
