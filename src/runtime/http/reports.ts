/** Reports over HTTP: lists a connection's runs and hands out any file of a run, streamed. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { findAskedRun } from '../../app/find-asked-run.ts';
import { listRuns } from '../../app/list-runs.ts';
import { showRun } from '../../app/show-run.ts';
import { findName, openConfiguredStorage } from '../unattended.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/run.ts';
import { downloadRunFile } from './run-file.ts';
import { runFileNames } from '../../domain/run-files.ts';
import type { Archive, Clock } from '../../ports.ts';
import { admit } from './signed-in.ts';
import { systemClock } from '../system.ts';

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
  const name = findName(config, connection);
  if (run === undefined) return listPage(request, { name, archive: storage.archive });
  const ports = { name, archive: storage.archive, clock: systemClock };
  const report = await findRun(ports, run);
  if (report === undefined) return WAITING;
  if (file === undefined) return json({ connection: name, run: report.run, files: runFileNames(report) });
  return downloadRunFile(storage.archive, report, file);
}

/** undefined: somebody asked for it, and it is not there yet. */
async function findRun(
  ports: { readonly name: ConnectionName; readonly archive: Archive; readonly clock: Clock },
  which: string,
): Promise<RunReport | undefined> {
  if (!which.startsWith('req-')) return showRun(ports, which);
  const entry = await findAskedRun(ports, which);
  return entry === null ? undefined : showRun(ports, entry.run);
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

function json(body: unknown): HttpResponseInit {
  return { status: 200, headers: { ...PRIVATE, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
