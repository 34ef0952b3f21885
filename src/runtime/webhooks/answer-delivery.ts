/** The frame of both webhooks: the desk, the log, and faults as an answer after which the sender repeats. */
import type { HttpResponseInit, InvocationContext } from '@azure/functions';
import { ConfigError, RemoteError } from '../../errors.ts';
import type { Logger } from '../../ports/run-ports.ts';
import { contextLogger } from '../context-logger.ts';
import { createDesk } from './desk.ts';
import { createKnownSubscriptions } from './known-subscriptions.ts';
import type { Intake } from './intake.ts';
import { loadConfig } from '../../config/load.ts';
import { openStorage } from '../compose/open-storage.ts';
import { readConfigText } from '../read-config.ts';
import { systemClock } from '../system.ts';

/** Seconds. Both senders have waits of their own; this is for whoever stands in between. */
const RETRY_AFTER = '10';

/** One for the whole life of a process, so that what a warm-up opens is what the first delivery finds. */
export const openDesk = createDesk({
  clock: systemClock,
  readText: readConfigText,
  open: async ({ text, place }) => {
    const config = loadConfig(text, place);
    const storage = await openStorage(config.storage);
    const knownSubscriptions = createKnownSubscriptions({
      clock: systemClock,
      read: async (connection) =>
        (await storage.subscriptions.read(connection))?.subscriptions.map(({ id }) => id) ?? [],
    });
    return { config, storage, knownSubscriptions };
  },
});

export async function answerDelivery(
  context: InvocationContext,
  answer: (intake: Intake) => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  const logger = contextLogger(context);
  return orRepeat(logger, async () => {
    const { config, storage, knownSubscriptions } = await openDesk();
    const { queue, ledger } = storage;
    return answer({ config, queue: queue ?? withoutQueue(), ledger, knownSubscriptions, clock: systemClock, logger });
  });
}

/** Whatever goes wrong here, the delivery was not taken in, and nobody outside learns why. */
export async function orRepeat(logger: Logger, answer: () => Promise<HttpResponseInit>): Promise<HttpResponseInit> {
  try {
    return await answer();
  } catch (error) {
    logger.error('delivery not taken in', {
      fault: error instanceof Error ? error.name : typeof error,
      reason: error instanceof RemoteError ? error.reason : null,
      request: error instanceof RemoteError ? error.request : null,
    });
    return { status: 503, headers: { 'Retry-After': RETRY_AFTER } };
  }
}

function withoutQueue(): never {
  throw new ConfigError([
    {
      path: 'storage.kind',
      message: 'A plain folder has no queue; the webhooks need "identity" or "connection-string".',
    },
  ]);
}
