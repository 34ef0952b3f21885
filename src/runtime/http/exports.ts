/** GET …/reports: the runs of a span of time as one file. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { findConnection, openConfiguredStorage } from '../unattended.ts';
import { admit } from './signed-in.ts';
import type { Archive } from '../../ports/run-ports.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import { DOWNLOAD_HEADERS } from './download-headers.ts';
import { openExport } from '../export/open-export.ts';
import { parseExport } from '../export/export-request.ts';
import { Readable } from 'node:stream';

/** `from` and `to`: days or instants; `format`: xlsx, csv, json; `table`: which one a CSV file has. */
export async function answerExport(request: HttpRequest): Promise<HttpResponseInit> {
  admit(request, 'reader');
  const { config, storage } = await openConfiguredStorage();
  const { name } = findConnection(config, request.params['connection'] ?? '');
  return downloadExport({ name, archive: storage.archive }, request);
}

/** Throws RefusedError 400 and 409. */
export async function downloadExport(
  ports: { readonly name: ConnectionName; readonly archive: Archive },
  { query }: Pick<HttpRequest, 'query'>,
): Promise<HttpResponseInit> {
  const asked = parseExport({
    from: query.get('from'),
    to: query.get('to'),
    format: query.get('format'),
    table: query.get('table'),
  });
  const { fileName, contentType, chunks } = await openExport(ports, asked);
  return {
    status: 200,
    headers: {
      ...DOWNLOAD_HEADERS,
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
    },
    // A chunk is a whole run: none is made before the one before was taken.
    body: Readable.from(chunks, { highWaterMark: 1 }),
  };
}
