/** What the queues bring: one piece of work, one run at most. Loaded on the first message, never at start. */
import type { InvocationContext } from '@azure/functions';
import { doWork, personOf } from '../../app/events/do-work.ts';
import { tellAfterRun } from '../../app/messages/tell-after-run.ts';
import { unattendedWrites } from '../../app/run/unattended-writes.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import type { RunWork, Work } from '../../domain/events/work.ts';
import type { Logger } from '../../ports/run-ports.ts';
import type { WorkQueue } from '../../ports/event-ports.ts';
import { composeConnection } from '../compose/compose.ts';
import { contextLogger } from '../context-logger.ts';
import { openStorage } from '../compose/open-storage.ts';
import { parseWork } from '../../adapters/azure/queue/work-message.ts';
import { readComeBackMs } from './come-back.ts';
import { readConfig } from '../read-config.ts';
import { findConnection, psaHost } from '../unattended.ts';
import { noteDropped } from './note-dropped.ts';
import { currentStandstill } from './standstill.ts';
import type { Config, ConnectionConfig } from '../../config/config.ts';
import { inHostPlace, type HostPlaces } from '../../app/run/host-turn.ts';
import { RUN_LIMIT_MS } from './run-limit.ts';
import { createPatience } from './create-patience.ts';
import { PATIENCE_MS } from '../../core/unattended/lane.ts';
import { SILENT } from '../silent.ts';
import { random, systemClock } from '../system.ts';

/**
 * Writes what the connection's mode allows. While the connection is paused, nothing is done, and the run after the pause sees everybody; whoever asked for it finds the
 * reason by the ticket. Throws, so that the queue tries again and in the end puts the message aside, when the message cannot be understood or when the run for work that
 * somebody waits for did not get to see or to try all. Finding the connection, or its PSA's host, busy uses up no try: the message is sent anew. What takes its time goes
 * on in the queue of the slow, where no other connection waits for it.
 */
export async function doQueuedWork(kind: RunWork['kind'], message: unknown, context: InvocationContext): Promise<void> {
  const started = systemClock.now();
  const work = parseWork(kind, message);
  const inserted = queuedAt(context);
  const traceParent = context.traceContext?.traceParent;
  const afterMs = readComeBackMs(random());
  const config = await readConfig();
  const connection = findConnection(config, work.connection);
  const logger = contextLogger(context).with({ connection: connection.name, asked: work.asked.by });
  const standstill = currentStandstill(connection);
  if (standstill !== null) {
    await noteDropped(work, standstill, config);
    logger.info('paused, so this was not done', { scope: standstill.kind });
    return;
  }
  const storage = await openStorage(config.storage);
  const deadline = new Date(started.getTime() + RUN_LIMIT_MS);
  const patience = kind === 'slow' || storage.queue === null ? undefined : createPatience(PATIENCE_MS);
  const surroundings = { logger, progress: SILENT, ...(patience !== undefined && { readingEnds: patience.over }) };
  const places = hostPlaces(config, connection, kind);
  const done = await inHostPlace({ lock: storage.lock, logger, random }, places, async () => {
    const ports = await composeConnection(connection, storage, surroundings);
    const result = await doWork({ ...ports, messages: null }, work, {
      name: context.functionName,
      ...(inserted !== null && { queuedAt: inserted }),
      ...(traceParent !== undefined && { traceParent }),
      ...(patience !== undefined && { patience }),
      ...unattendedWrites(connection.mode),
      deadline,
    });
    return { ports, result };
  }).finally(() => patience?.suffices());
  if (done === undefined) {
    await storage.queue?.send(work, afterMs);
    logger.info('the host of the PSA has as many runs as it may, so this comes back later');
    return;
  }
  const { ports, result } = done.result;
  // Not by the run itself, which holds the place: a slow receiver would keep other connections from it. Tickets need no place either: they are a few requests, one
  // after the other, and the schedule sends them without one.
  if (result.kind === 'finished') await tellAfterRun(ports, deadline);
  switch (result.kind) {
    case 'covered':
      logger.info('a run has seen this already', { run: result.by.run });
      return;
    case 'busy':
      await comeBack(work, { queue: storage.queue, afterMs, logger });
      return;
    case 'slow':
      await goOnSlowly(work, { queue: storage.queue, logger });
      return;
    case 'finished':
      complain(result.report, logger);
      if (!result.report.whole && work.asked.by !== 'schedule') throw notDone(connection.name, result.report);
  }
}

/** The slow ones together get half of the places: a host that has stopped answering some of its companies still takes the others in. */
function hostPlaces(config: Config, { psa }: ConnectionConfig, kind: RunWork['kind']): HostPlaces {
  const host = psaHost(psa);
  const sharing = config.connections.filter((other) => psaHost(other.psa) === host).length;
  const places = config.runsPerPsaHost;
  return { host, places, sharing, ...(kind === 'slow' && { usable: Math.max(1, Math.floor(places / 2)) }) };
}

async function goOnSlowly(
  work: RunWork,
  { queue, logger }: { readonly queue: WorkQueue | null; readonly logger: Logger },
): Promise<void> {
  await queue?.send({ kind: 'slow', connection: work.connection, person: personOf(work), asked: work.asked });
  logger.info('this takes its time, so it goes on in the queue of slow runs');
}

/** When the message was put into the queue; null: the host does not say, as for a function that was started by hand. */
function queuedAt({ triggerMetadata }: InvocationContext): string | null {
  const inserted: unknown = triggerMetadata?.['insertionTime'];
  return typeof inserted === 'string' ? inserted : null;
}

/** A run that the clock asked for is not waited for; everything else is sent anew before this message is let go. */
export async function comeBack(
  work: Work,
  { queue, afterMs, logger }: { readonly queue: WorkQueue | null; readonly afterMs: number; readonly logger: Logger },
): Promise<void> {
  if ((work.asked.by === 'schedule' && work.kind !== 'approval') || queue === null) return;
  await queue.send(work, afterMs);
  logger.info('the connection is busy, so this comes back later');
}

/** An alarm listens to errors: a run that failed or was frozen has ended in order, and somebody should look at it all the same. */
export function complain({ run, outcome }: RunReport, logger: Logger): void {
  if (outcome === 'failed' || outcome === 'frozen') logger.error('run needs a look', { run, outcome });
}

/** The queue shows the message alone. */
function notDone(connection: ConnectionName, { run }: RunReport): Error {
  return new Error(
    `Run ${run} of ${connection} could not read everything, or could not try everything that it planned, so its message stays in the queue and is tried again. What failed: rollcall show ${run} --connection ${connection}`,
  );
}
