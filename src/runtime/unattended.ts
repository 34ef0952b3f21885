/** What the function app does by itself: one message per connection. Loaded on the first invocation, never at start. */
import type { InvocationContext } from '@azure/functions';
import { ConfigError, RefusedError } from '../errors.ts';
import { contextLogger } from './context-logger.ts';
import type { Config, ConnectionConfig } from '../config/config.ts';
import { connectionNames, findConnection as findIn } from '../config/find-connection.ts';
import { currentStandstill } from './work/standstill.ts';
import type { ConnectionName } from '../domain/ids.ts';
import type { Logger } from '../ports/run-ports.ts';
import type { WorkQueue } from '../ports/event-ports.ts';
import { openStorage, type OpenStorage } from './compose/open-storage.ts';
import { readConfig } from './read-config.ts';
import { systemClock } from './system.ts';
import { sendEach } from './work/send-each.ts';
import { spread, spreadWindow } from '../core/unattended/spread.ts';
import type { Work } from '../domain/events/work.ts';

/** Timer: asks for a run of every connection, each at its place in the window. One that cannot be queued, or not be used, does not keep the others from it. */
export async function queueEveryConnection(context: InvocationContext): Promise<void> {
  const logger = contextLogger(context);
  const config = await readConfig();
  const queue = queueOf(await openStorage(config.storage));
  for (const { name, problems } of config.unusable)
    logger.error('connection cannot be used', { connection: name, problems: problems.length });
  const due = config.connections.filter((connection) => isDue(connection, logger));
  const places = spread(
    due.map(({ name, psa }) => ({ name, host: psaHost(psa) })),
    spreadWindow(due.length, config.spreadMinutes),
  );
  const now = systemClock.now().getTime();
  const works = due.map(({ name }): Work => ({
    kind: 'run',
    connection: name,
    asked: { by: 'schedule', due: new Date(now + (places.get(name) ?? 0)).toISOString() },
  }));
  await sendEach(queue, works, {
    logger,
    message: 'runs queued',
    after: ({ connection }) => places.get(connection) ?? 0,
  });
}

function isDue(connection: ConnectionConfig, logger: Logger): boolean {
  const standstill = currentStandstill(connection);
  if (standstill === null) return true;
  logger.info('paused, so no run was asked for', { connection: connection.name, scope: standstill.kind });
  return false;
}

/** Where its patience is shared: connections on other ports of a machine are on the same one. */
export function psaHost({ site }: { readonly site: string }): string {
  return new URL(site).hostname;
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

/** Throws RefusedError 404 where there is none of that name, ConfigError where its secrets are not all there. */
export function findConnection(config: Config, name: string): ConnectionConfig {
  return findIn(config, name) ?? unknownConnection(config, name);
}

/** Its name alone, which is enough to read what is stored. Throws RefusedError 404 where there is none. */
export function findName({ connections, unusable }: Config, name: string): ConnectionName {
  const found = [...connections, ...unusable].find((known) => known.name === name);
  return found?.name ?? unknownConnection({ connections, unusable }, name);
}

function unknownConnection(config: Pick<Config, 'connections' | 'unusable'>, name: string): never {
  const names = connectionNames(config);
  throw new RefusedError(
    404,
    `No connection is named "${name}". There ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`,
  );
}

export async function openConfiguredStorage(): Promise<{ readonly config: Config; readonly storage: OpenStorage }> {
  const config = await readConfig();
  return { config, storage: await openStorage(config.storage) };
}
