/** What the queue of approvals brings: one decision, one run. Loaded on the first message, never at start. */
import type { InvocationContext } from '@azure/functions';
import { carryOut } from '../../app/approve/carry-out.ts';
import { composeConnection } from '../compose/compose.ts';
import { contextLogger } from '../context-logger.ts';
import { parseWork } from '../../adapters/azure/queue/work-message.ts';
import { readComeBackMs } from './come-back.ts';
import { comeBack, complain } from './queued-work.ts';
import { SILENT } from '../silent.ts';
import { openConfiguredStorage, findConnection } from '../unattended.ts';
import { currentStandstill } from './standstill.ts';
import { RUN_LIMIT_MS } from './run-limit.ts';
import { random, systemClock } from '../system.ts';

/** What was approved before everything was stopped looks again after so long. */
const STOPPED_MS = 10 * 60_000;

/** Writes in every mode, and while the connection is paused: somebody has said so. While everything is stopped it waits. Throws, so that the queue tries again, when something approved could not be tried. */
export async function carryOutQueuedApproval(message: unknown, context: InvocationContext): Promise<void> {
  const started = systemClock.now();
  const work = parseWork('approval', message);
  const afterMs = readComeBackMs(random());
  const { config, storage } = await openConfiguredStorage();
  const connection = findConnection(config, work.connection);
  const { name } = connection;
  const logger = contextLogger(context).with({ connection: name, decision: work.decision });
  const standstill = currentStandstill(connection);
  if (standstill?.kind === 'everything') {
    await storage.queue?.send(work, STOPPED_MS);
    logger.info('paused, so this comes back later', { scope: standstill.kind });
    return;
  }
  const ports = await composeConnection(connection, storage, { logger, progress: SILENT });
  const result = await carryOut(ports, {
    id: work.decision,
    deadline: new Date(started.getTime() + RUN_LIMIT_MS),
  });
  switch (result.kind) {
    case 'covered':
      logger.info('this decision has been carried out already');
      return;
    case 'busy':
      await comeBack(work, { queue: storage.queue, afterMs, logger });
      return;
    case 'finished':
      complain(result.report, logger);
      // The queue shows the message alone.
      if (!result.final)
        throw new Error(
          `Run ${result.report.run} of ${name} could not try everything that was approved, so its message stays in the queue and is tried again. What failed: rollcall show ${result.report.run} --connection ${name}`,
        );
  }
}
