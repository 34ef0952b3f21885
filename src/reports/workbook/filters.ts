// Filters on the heads of sheets, put into the XML of a workbook.
import type { Sheet } from './sheet.ts';

/** `xml`: of this very sheet. */
export function withFilter(xml: string, sheet: Sheet | undefined): string {
  if (sheet === undefined) throw new RangeError('The library draws a sheet that nobody asked for');
  return after(xml, '</sheetData>', `<autoFilter ref="${areaOf(sheet, '')}"/>`);
}

/** What the filters are on is named in the workbook too, as spreadsheets do it themselves. */
export function withFilterNames(xml: string, sheets: readonly Sheet[]): string {
  return after(xml, '</sheets>', `<definedNames>${sheets.map(filterName).join('')}</definedNames>`);
}

function filterName(sheet: Sheet, index: number): string {
  return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${sheet.name}'!${areaOf(sheet, '$')}</definedName>`;
}

/** `A1:F20`: head and lines. */
function areaOf({ titles, lines }: Sheet, absolute: '' | '$'): string {
  const at = (column: string, row: number): string => `${absolute}${column}${absolute}${row}`;
  return `${at('A', 1)}:${at(columnName(titles.length), lines.length + 1)}`;
}

/** 1: `A`, 27: `AA`. */
function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest === 0 ? '' : columnName(rest)}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

/** Elements of these files have a fixed order, and this is their place in it. */
function after(xml: string, place: string, insertion: string): string {
  const at = xml.indexOf(place);
  if (at === -1) throw new RangeError(`The library wrote no ${place}`);
  return `${xml.slice(0, at + place.length)}${insertion}${xml.slice(at + place.length)}`;
}
