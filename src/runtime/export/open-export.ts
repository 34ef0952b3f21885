/** Opens a download of the runs of a span of time. What can be refused is refused before the first byte. */
import type { Archive } from '../../ports/run-ports.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import { drawnWorkbook, WORKBOOK_TYPE } from './drawn-workbook.ts';
import type { ExportRequest } from './export-request.ts';
import { listSpan } from '../../app/export/list-span.ts';
import { MOST_LINES } from '../../reports/workbook/sheet.ts';
import { readSpan } from '../../app/export/read-span.ts';
import { renderIndexCsv, renderSpanCsv } from '../../reports/span/span-csv.ts';
import { renderSpanJson } from '../../reports/span/span-json.ts';
import { RUN_TABLES } from '../../reports/tables/run-tables.ts';
import { spanWorkbook } from '../../reports/span/span-workbook.ts';
import { stampOf } from '../../app/run/run-id.ts';

export interface OpenExport {
  /** Of letters, digits, dots and dashes. */
  readonly fileName: string;
  readonly contentType: string;
  readonly runs: number;
  /** The bytes, made while they are read. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

interface Ports {
  readonly name: ConnectionName;
  readonly archive: Archive;
}

/** Throws RefusedError 409 for what is too much, with what can be done. */
export async function openExport(ports: Ports, request: ExportRequest): Promise<OpenExport> {
  const { format, table, span } = request;
  const entries = await listSpan(ports, span);
  const runs = readSpan(ports, entries);
  const named = (what: string): string =>
    `${ports.name}-${stampOf(new Date(span.from))}-${stampOf(new Date(span.to))}-${what}`;
  const shared = { runs: entries.length };
  switch (format) {
    case 'csv':
      return {
        ...shared,
        fileName: named(`${table}.csv`),
        contentType: 'text/csv; charset=utf-8',
        chunks: encoded(
          table === 'runs'
            ? once(renderIndexCsv(ports.name, entries))
            : renderSpanCsv(RUN_TABLES[table], ports.name, runs),
        ),
      };
    case 'json':
      return {
        ...shared,
        fileName: named('runs.ndjson'),
        contentType: 'application/x-ndjson',
        chunks: encoded(renderSpanJson(runs)),
      };
    case 'xlsx': {
      const sheets = await spanWorkbook(ports.name, runs, MOST_LINES);
      const workbook = await drawnWorkbook(
        sheets,
        'Take a shorter span, or the same as CSV or JSON, which are written run by run.',
      );
      return { ...shared, fileName: named('runs.xlsx'), contentType: WORKBOOK_TYPE, chunks: once(workbook) };
    }
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  for await (const text of texts) if (text !== '') yield encoder.encode(text);
}

async function* once<Value>(value: Value): AsyncGenerator<Value, void> {
  yield await Promise.resolve(value);
}
