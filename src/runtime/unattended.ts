/** What the function app does by itself: one message per connection. Loaded on the first invocation, never at start. */
import type { InvocationContext } from '@azure/functions';
import { ConfigError, RefusedError } from '../errors.ts';
import { contextLogger } from './context-logger.ts';
import type { Config } from '../config/config.ts';
import type { WorkQueue } from '../event-ports.ts';
import { openStorage, type OpenStorage } from './open-storage.ts';
import { readConfig } from './read-config.ts';
import { sendEach } from './work/send-each.ts';
import type { Work } from '../domain/work.ts';

/** Timer: asks for a run of every connection. One that cannot be queued does not keep the others from it. */
export async function queueEveryConnection(context: InvocationContext): Promise<void> {
  const logger = contextLogger(context);
  const config = await readConfig();
  const queue = queueOf(await openStorage(config.storage));
  const works = config.connections.map(({ name }): Work => ({
    kind: 'run',
    connection: name,
    asked: { by: 'schedule' },
  }));
  await sendEach(queue, works, { logger, message: 'runs queued' });
}

/** Throws ConfigError where there is none: nothing runs unattended on a folder. */
export function queueOf({ queue }: OpenStorage): WorkQueue {
  if (queue !== null) return queue;
  throw new ConfigError([
    {
      path: 'storage.kind',
      message: 'A plain folder has no queue; the function app needs "identity" or "connection-string".',
    },
  ]);
}

export function findConnection(config: Config, name: string): Config['connections'][number] {
  const connection = config.connections.find((known) => known.name === name);
  if (connection !== undefined) return connection;
  throw new RefusedError(
    404,
    `No connection is named "${name}". There ${config.connections.length === 1 ? 'is' : 'are'} ${config.connections.map((known) => known.name).join(', ')}.`,
  );
}

export async function openConfiguredStorage(): Promise<{ readonly config: Config; readonly storage: OpenStorage }> {
  const config = await readConfig();
  return { config, storage: await openStorage(config.storage) };
}
