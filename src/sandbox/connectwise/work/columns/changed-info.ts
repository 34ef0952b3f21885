/** The `_info` of rows that note who changed them last. */
import { column } from '../../lists/columns.ts';
import { UNTOUCHED } from '../../members/record-info.ts';

export function changedInfo<T extends { readonly lastUpdated: string; readonly updatedBy: string }>() {
  return column.info<T>(({ lastUpdated, updatedBy }) => ({ ...UNTOUCHED, lastUpdated, updatedBy }));
}
