// In which forms the runs of a span of time can be taken away.
import { TABLE_NAMES, type TableName } from '../tables/run-tables.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FORMAT_NAMES = {
  xlsx: 'Workbook (XLSX)',
  csv: 'CSV',
  json: 'JSON lines',
} as const satisfies Record<ExportFormat, string>;

/** `runs`: the index of runs itself. */
export type ExportTable = 'runs' | TableName;
export const EXPORT_TABLES: readonly ExportTable[] = ['runs', ...TABLE_NAMES];
