/** The workbook of a run, drawn when it is asked for: runs of earlier versions have one too, and nothing is stored twice. */
import type { HttpResponseInit } from '@azure/functions';
import { DOWNLOAD_HEADERS } from './download-headers.ts';
import { drawnWorkbook, WORKBOOK_TYPE } from '../export/drawn-workbook.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { runWorkbook } from '../../reports/workbook/run-workbook.ts';
import { WORKBOOK } from '../../domain/runs/run-files.ts';

/** Throws RefusedError 409 when it would be too large. */
export async function downloadRunWorkbook(report: RunReport): Promise<HttpResponseInit> {
  const { connection, run } = report;
  const bytes = await drawnWorkbook(
    runWorkbook(report),
    `Take the CSV files of run ${run} instead, which have no limit.`,
  );
  return {
    status: 200,
    headers: {
      ...DOWNLOAD_HEADERS,
      'Content-Type': WORKBOOK_TYPE,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `attachment; filename="${connection}-${run}-${WORKBOOK}"`,
    },
    body: bytes,
  };
}
