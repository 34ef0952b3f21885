/** One file of a run, streamed. */
import type { HttpResponseInit } from '@azure/functions';
import type { Archive } from '../../ports.ts';
import { isPage, isRunFile, runFileNames } from '../../domain/run-files.ts';
import { Readable } from 'node:stream';
import { RefusedError } from '../../errors.ts';
import type { RunReport } from '../../domain/run.ts';

/** Throws RefusedError 404 with the names that there are. */
export async function downloadRunFile(archive: Archive, report: RunReport, file: string): Promise<HttpResponseInit> {
  const { connection, run } = report;
  const opened = isRunFile(file) ? await archive.openFile(connection, run, file) : undefined;
  if (opened === undefined) {
    const names = runFileNames(report).join(', ');
    throw new RefusedError(404, `Run ${run} has no file "${file.slice(0, 40)}". There are ${names}.`);
  }
  return {
    status: 200,
    headers: {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Type': opened.contentType,
      'Content-Length': String(opened.size),
      'Content-Disposition': `${isPage(file) ? 'inline' : 'attachment'}; filename="${connection}-${run}-${file}"`,
      // A report is a page of its own: it needs no script, no frame and nothing from elsewhere.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body: Readable.from(opened.stream),
  };
}
