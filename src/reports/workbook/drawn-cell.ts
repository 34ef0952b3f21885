// Which kind a cell is drawn as. A text is a text, whatever it begins with: no formula is ever made.
import type { Cell } from '../tables/table.ts';
import { cellText } from './cell-text.ts';

export type DrawnCell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'date'; readonly at: Date };

/** Sheets begin to count days in 1900, and count a day in its February that never was. */
const FIRST_YEAR = 1901;
const LAST_YEAR = 9999;

export function drawnCell(cell: Cell): DrawnCell {
  if (cell === null || cell === '') return { kind: 'empty' };
  if (typeof cell === 'string') return { kind: 'text', text: cellText(cell) };
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? { kind: 'number', value: cell } : { kind: 'text', text: String(cell) };
  const at = new Date(cell.at);
  const year = at.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { kind: 'date', at } : { kind: 'text', text: cellText(cell.text) };
}
