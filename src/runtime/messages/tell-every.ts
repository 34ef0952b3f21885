/** Timer: tells of every connection that has receivers. It says when a run is missing, sends the digests that are due, and makes up for what a run could not tell. */
import type { InvocationContext } from '@azure/functions';
import { atMost } from '../../app/at-most.ts';
import { faultFields } from '../../app/fault-words.ts';
import { tell } from '../../app/messages/tell.ts';
import type { ConnectionConfig, UnusableConnection } from '../../config/config.ts';
import type { Logger } from '../../ports/run-ports.ts';
import { contextLogger } from '../context-logger.ts';
import { openStorage, type OpenStorage } from '../compose/open-storage.ts';
import { systemClock } from '../system.ts';
import { readAnyConfig } from '../read-config.ts';
import { openMessages } from './open-messages.ts';

/** Each has its minute or two where nobody answers; hundreds of connections are done long before the next tick where they do. */
const AT_ONCE = 8;

/**
 * A connection whose secrets are not all there is told of by those of its receivers whose own are: nothing else tells that it does not run. Throws once all are done, so
 * that the host shows that some could not be told of.
 */
export async function tellEveryConnection(context: InvocationContext): Promise<void> {
  const logger = contextLogger(context);
  const config = await readAnyConfig();
  const storage = await openStorage(config.storage);
  const faults = await atMost(AT_ONCE, [...config.connections, ...config.unusable], (connection) =>
    tellOne(connection, { storage, logger }),
  );
  const failed = faults.filter((fault) => fault !== null);
  if (failed.length > 0)
    throw new AggregateError(
      failed.map(({ fault }) => fault),
      `Nobody could be told of ${failed.length} of ${faults.length} connections.`,
    );
}

/** What kept it from being told of; null: nothing. */
async function tellOne(
  connection: ConnectionConfig | UnusableConnection,
  { storage, logger }: { readonly storage: OpenStorage; readonly logger: Logger },
): Promise<{ readonly fault: unknown } | null> {
  const { name } = connection;
  try {
    const messages = await openMessages(connection, storage);
    if (messages === null) return null;
    const { archive, lock } = storage;
    await tell({ name, messages, archive, lock, clock: systemClock, logger });
    return null;
  } catch (fault) {
    logger.error('nobody could be told of a connection', { connection: name, ...faultFields(fault) });
    return { fault };
  }
}
