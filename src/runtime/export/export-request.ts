/** What somebody wants to take away of the runs of a span of time: asked for in an address, a form or at the command line. */
import { parseSpan } from '../../app/export/parse-span.ts';
import { RefusedError } from '../../errors.ts';
import type { Span } from '../../domain/runs/span.ts';
import {
  EXPORT_FORMATS,
  EXPORT_TABLES,
  type ExportFormat,
  type ExportTable,
} from '../../reports/span/export-choices.ts';

export interface ExportRequest {
  readonly span: Span;
  readonly format: ExportFormat;
  /** Of a CSV file, which holds one; the other formats hold all they have. */
  readonly table: ExportTable;
}

/** null: not given. Throws RefusedError 400 with what is expected. */
export function parseExport(asked: {
  readonly from: string | null;
  readonly to: string | null;
  readonly format: string | null;
  readonly table: string | null;
}): ExportRequest {
  const { from, to } = asked;
  if (from === null || to === null || from.trim() === '' || to.trim() === '')
    throw new RefusedError(
      400,
      'A download of runs needs "from" and "to": days like 2026-11-01 and 2026-11-30, or instants.',
    );
  return {
    span: parseSpan({ from, to }),
    format: choose('format', EXPORT_FORMATS, asked.format ?? 'xlsx'),
    table: choose('table', EXPORT_TABLES, asked.table ?? 'actions'),
  };
}

function choose<Choice extends string>(name: string, choices: readonly Choice[], text: string): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw new RefusedError(400, `"${name}" is "${text.slice(0, 40)}"; expected one of ${choices.join(', ')}.`);
}
