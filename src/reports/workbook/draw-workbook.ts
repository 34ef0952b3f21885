// Draws a workbook. The one file that knows the library; it is loaded when somebody asks for a workbook, and not before.
import writeWorkbook, { type CellObject, type SheetData } from 'write-excel-file/node';
import { escapedText } from './cell-text.ts';
import { drawnCell, type DrawnCell } from './drawn-cell.ts';
import { withFilter, withFilterNames } from './filters.ts';
import type { Sheet } from './sheet.ts';
import { withFixedTimes } from './zip-times.ts';

const DATE_FORMAT = 'yyyy-mm-dd hh:mm:ss';
/** In characters. */
const WIDTH = { least: 8, most: 60, date: 19 } as const;
/** The filter's buttons and the frame of the cell. */
const WIDTH_BESIDE = 4;

/** What the library lets others do to the files that it writes. */
type Feature = NonNullable<NonNullable<Parameters<typeof writeWorkbook>[1]>['features']>[number];

/** The same sheets, the same bytes: the head of each stays in sight and has filters. */
export async function drawWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const drawn = sheets.map(({ name, titles, lines }) => {
    const cells = lines.map((line) => line.map(drawnCell));
    return {
      sheet: name,
      data: [titles.map(headCell), ...cells.map((line) => line.map(bodyCell))] satisfies SheetData,
      columns: titles.map((title, index) => ({ width: widthOf(title, cells, index) })),
      stickyRowsCount: 1,
    };
  });
  const buffer = await writeWorkbook(drawn, { features: [filters(sheets)] }).toBuffer();
  return withFixedTimes(buffer);
}

function headCell(title: string): CellObject {
  return { type: String, value: escapedText(title), fontWeight: 'bold', backgroundColor: '#E8EDF3' };
}

function bodyCell(cell: DrawnCell): CellObject | null {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'text':
      return { type: String, value: escapedText(cell.text) };
    case 'number':
      return { type: Number, value: cell.value };
    case 'date':
      return { type: Date, value: cell.at, format: DATE_FORMAT };
  }
}

function widthOf(title: string, lines: readonly (readonly DrawnCell[])[], column: number): number {
  let width: number = Math.max(WIDTH.least, title.length);
  for (const line of lines) {
    const cell = line[column];
    if (cell?.kind === 'text') width = Math.max(width, cell.text.length);
    if (cell?.kind === 'number') width = Math.max(width, String(cell.value).length);
    if (cell?.kind === 'date') width = Math.max(width, WIDTH.date);
  }
  return Math.min(width, WIDTH.most) + WIDTH_BESIDE;
}

/** The library has no filters of its own. */
function filters(sheets: readonly Sheet[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => withFilter(xml, sheets[sheetIndex]),
        },
        'xl/workbook.xml': { transform: (xml) => withFilterNames(xml, sheets) },
      },
    },
  };
}
