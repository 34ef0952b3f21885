/** Reports over HTTP: lists a connection's runs and hands out any file of a run, streamed. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { findAskedRun } from '../../app/find-asked-run.ts';
import { listRuns } from '../../app/list-runs.ts';
import { showRun } from '../../app/show-run.ts';
import { RefusedError } from '../../errors.ts';
import { findConnection, openConfiguredStorage } from '../unattended.ts';
import { runId, type ConnectionName, type RunId } from '../../domain/ids.ts';
import type { Archive, Clock } from '../../ports.ts';
import { Readable } from 'node:stream';
import { admit } from './signed-in.ts';
import { systemClock } from '../system.ts';

const RUN_FILES = ['report.html', 'report.json', 'report.txt', 'actions.csv', 'findings.csv', 'plan.json'] as const;
const PAGE = 50;
const PRIVATE = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** A run that was asked for and is not there yet; look again after so many seconds. */
const WAITING: HttpResponseInit = {
  status: 202,
  headers: { ...PRIVATE, 'Content-Type': 'application/json', 'Retry-After': '5' },
  body: JSON.stringify({ state: 'waiting' }),
};

/**
 * GET …/runs lists (`before`: a run id, `limit`: 1 to 200), newest first, with the next page's address. GET …/runs/RUN names the run's files; GET …/runs/RUN/FILE
 * downloads one. RUN is a run id, the beginning of one, `latest`, or the ticket of a run that was asked for; as long as that one is not there, the answer is 202.
 */
export async function answerReports(request: HttpRequest): Promise<HttpResponseInit> {
  admit(request, 'reader');
  const { connection = '', run, file } = request.params;
  const { config, storage } = await openConfiguredStorage();
  const { name } = findConnection(config, connection);
  if (run === undefined) return listPage(request, { name, archive: storage.archive });
  const ports = { name, archive: storage.archive, clock: systemClock };
  const found = await findRun(ports, run);
  if (found === undefined) return WAITING;
  if (file === undefined) return json({ connection: name, run: found, files: RUN_FILES });
  return download(storage.archive, name, found, file);
}

/** undefined: somebody asked for it, and it is not there yet. */
async function findRun(
  ports: { readonly name: ConnectionName; readonly archive: Archive; readonly clock: Clock },
  which: string,
): Promise<RunId | undefined> {
  if (!which.startsWith('req-')) return (await showRun(ports, which)).run;
  const entry = await findAskedRun(ports, which);
  return entry === null ? undefined : (await showRun(ports, entry.run)).run;
}

async function listPage(
  request: HttpRequest,
  ports: { readonly name: ConnectionName; readonly archive: Archive },
): Promise<HttpResponseInit> {
  const before = request.query.get('before');
  const limit = request.query.get('limit');
  const size = limit === null ? PAGE : Number(limit);
  const runs = await listRuns(ports, { limit: size, ...(before !== null && { before }) });
  const last = runs.at(-1);
  const next = last === undefined || runs.length < size ? null : `?before=${last.run}&limit=${size}`;
  return json({ connection: ports.name, runs, next });
}

async function download(archive: Archive, name: ConnectionName, run: string, file: string): Promise<HttpResponseInit> {
  const known = RUN_FILES.find((each) => each === file);
  const opened = known === undefined ? undefined : await archive.openFile(name, runId(run), known);
  if (known === undefined || opened === undefined) {
    throw new RefusedError(404, `Run ${run} has no file "${file.slice(0, 40)}". There are ${RUN_FILES.join(', ')}.`);
  }
  return {
    status: 200,
    headers: {
      ...PRIVATE,
      'Content-Type': opened.contentType,
      'Content-Length': String(opened.size),
      'Content-Disposition': `${known === 'report.html' ? 'inline' : 'attachment'}; filename="${name}-${run}-${known}"`,
      // A report is a page of its own: it needs no script, no frame and nothing from elsewhere.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body: Readable.from(opened.stream),
  };
}

function json(body: unknown): HttpResponseInit {
  return { status: 200, headers: { ...PRIVATE, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
