/** One file of a run, streamed. */
import type { HttpResponseInit } from '@azure/functions';
import type { Archive } from '../../ports/run-ports.ts';
import { isPage, isRunFile, runFileNames, WORKBOOK } from '../../domain/runs/run-files.ts';
import { DOWNLOAD_HEADERS } from './download-headers.ts';
import { downloadRunWorkbook } from './run-workbook.ts';
import { Readable } from 'node:stream';
import { RefusedError } from '../../errors.ts';
import type { RunReport } from '../../domain/runs/run.ts';

/** Throws RefusedError 404 with the names that there are, 409 for a workbook that would be too large. */
export async function downloadRunFile(archive: Archive, report: RunReport, file: string): Promise<HttpResponseInit> {
  if (file === WORKBOOK) return downloadRunWorkbook(report);
  const { connection, run } = report;
  const opened = isRunFile(file) ? await archive.openFile(connection, run, file) : undefined;
  if (opened === undefined) {
    const names = runFileNames(report).join(', ');
    throw new RefusedError(404, `Run ${run} has no file "${file.slice(0, 40)}". There are ${names}.`);
  }
  return {
    status: 200,
    headers: {
      ...DOWNLOAD_HEADERS,
      'Content-Type': opened.contentType,
      'Content-Length': String(opened.size),
      'Content-Disposition': `${isPage(file) ? 'inline' : 'attachment'}; filename="${connection}-${run}-${file}"`,
    },
    body: Readable.from(opened.stream),
  };
}
