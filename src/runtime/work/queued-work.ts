/** What the queues bring: one piece of work, one run at most. Loaded on the first message, never at start. */
import type { InvocationContext } from '@azure/functions';
import { doWork } from '../../app/events/do-work.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/run.ts';
import type { Work } from '../../domain/work.ts';
import type { Logger } from '../../ports.ts';
import type { WorkQueue } from '../../event-ports.ts';
import { composeConnection } from '../compose.ts';
import { contextLogger } from '../context-logger.ts';
import { openStorage } from '../open-storage.ts';
import { parseWork } from '../../adapters/azure/queue/work-message.ts';
import { readComeBackMs } from './come-back.ts';
import { readConfig } from '../read-config.ts';
import { findConnection } from '../unattended.ts';
import { RUN_LIMIT_MS } from './run-limit.ts';
import { random, systemClock } from '../system.ts';

export const SILENT = { phase: () => undefined, done: () => undefined };

type RunWork = Extract<Work, { kind: 'run' | 'person' }>;

/**
 * Writes when the connection's mode is `full`. Throws, so that the queue tries again and in the end puts the message aside, when the message cannot be understood or
 * when the run for work that somebody waits for did not get to see or to try all. Finding the connection busy uses up no try: the message is sent anew.
 */
export async function doQueuedWork(kind: RunWork['kind'], message: unknown, context: InvocationContext): Promise<void> {
  const started = systemClock.now();
  const work = parseWork(kind, message);
  const afterMs = readComeBackMs(random());
  const config = await readConfig();
  const connection = findConnection(config, work.connection);
  const logger = contextLogger(context).with({ connection: connection.name, asked: work.asked.by });
  const storage = await openStorage(config.storage);
  const ports = await composeConnection(connection, storage, { logger, progress: SILENT });
  const result = await doWork(ports, work, {
    name: context.functionName,
    apply: connection.mode === 'full',
    deadline: new Date(started.getTime() + RUN_LIMIT_MS),
  });
  switch (result.kind) {
    case 'covered':
      logger.info('a run has seen this already', { run: result.by.run });
      return;
    case 'busy':
      await comeBack(work, { queue: storage.queue, afterMs, logger });
      return;
    case 'finished':
      complain(result.report, logger);
      if (!result.report.whole && work.asked.by !== 'schedule') throw notDone(connection.name, result.report);
  }
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
