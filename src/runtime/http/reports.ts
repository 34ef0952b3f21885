/** Reports over HTTP: lists a connection's runs and hands out any file of a run, streamed. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { findAskedRun, type AskedPorts, type AskedRun } from '../../app/archive/find-asked-run.ts';
import { listRuns } from '../../app/archive/list-runs.ts';
import { showRun } from '../../app/archive/show-run.ts';
import type { AskedAnswer } from '../../core/unattended/asked-answer.ts';
import { findName, openConfiguredStorage } from '../unattended.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { downloadRunFile } from './run-file.ts';
import { runFileNames } from '../../domain/runs/run-files.ts';
import type { Archive } from '../../ports/run-ports.ts';
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
 * downloads one. RUN is a run id, the beginning of one, `latest`, or the ticket of a run that was asked for; as long as that one is not there, the answer is
 * 202, and 409 with the reason and the next step once there will be none by itself.
 */
export async function answerReports(request: HttpRequest): Promise<HttpResponseInit> {
  admit(request, 'reader');
  const { connection = '', run, file } = request.params;
  const { config, storage } = await openConfiguredStorage();
  const name = findName(config, connection);
  if (run === undefined) return listPage(request, { name, archive: storage.archive });
  const found = await findRun({ name, ...storage, clock: systemClock }, run);
  if (found.kind === 'waiting') return WAITING;
  if (found.kind === 'over') return noRun(found.answer);
  const { report } = found;
  if (file === undefined) return json({ connection: name, run: report.run, files: runFileNames(report) });
  return downloadRunFile(storage.archive, report, file);
}

type Found = Exclude<AskedRun, { kind: 'made' }> | { readonly kind: 'found'; readonly report: RunReport };

async function findRun(ports: AskedPorts & { readonly archive: Archive }, which: string): Promise<Found> {
  if (!which.startsWith('req-')) return { kind: 'found', report: await showRun(ports, which) };
  const asked = await findAskedRun(ports, which);
  return asked.kind === 'made' ? { kind: 'found', report: await showRun(ports, asked.entry.run) } : asked;
}

/** As the request itself is refused while nothing runs: RFC 9457 problem details, and each part for programs. */
function noRun(answer: AskedAnswer): HttpResponseInit {
  return {
    status: 409,
    headers: { ...PRIVATE, 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({ status: 409, ...answer }),
  };
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
