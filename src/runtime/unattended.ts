/** What the function app does by itself: one message per connection, one run per message. Loaded on the first invocation, never at start. */
import type { InvocationContext } from '@azure/functions';
import { ConfigError, RefusedError } from '../errors.ts';
import { composeConnection } from './compose.ts';
import { createLogger, type LogLevel } from './logger.ts';
import type { Config } from '../config/config.ts';
import type { Logger, WorkQueue } from '../ports.ts';
import { openStorage, type OpenStorage } from './open-storage.ts';
import { parseWork } from '../adapters/azure/queue/work-message.ts';
import { readConfig } from './read-config.ts';
import { runConnection } from '../app/run/run.ts';
import { RUN_LIMIT_MS } from './run-limit.ts';
import { sendEach } from './send-each.ts';
import { systemClock } from './system.ts';
import type { Work } from '../domain/work.ts';

const SILENT = { phase: () => undefined, done: () => undefined };

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

/** Queue: runs one connection; writes when its mode is `full`. A run that fails has its report; only a run without one is tried again by the queue. */
export async function runQueuedConnection(message: unknown, context: InvocationContext): Promise<void> {
  const started = systemClock.now();
  const logger = contextLogger(context);
  const { connection: name } = parseWork('run', message);
  const config = await readConfig();
  const connection = findConnection(config, name);
  const ports = await composeConnection(connection, await openStorage(config.storage), { logger, progress: SILENT });
  const result = await runConnection(ports, {
    trigger: { kind: 'queue', by: context.functionName },
    apply: connection.mode === 'full',
    deadline: new Date(started.getTime() + RUN_LIMIT_MS),
  });
  if (result.kind === 'busy') return;
  const { report } = result;
  logger[report.outcome === 'failed' || report.outcome === 'frozen' ? 'error' : 'info']('run finished', {
    connection: name,
    run: report.run,
    outcome: report.outcome,
    steps: report.steps.length,
    held: report.steps.filter((step) => step.verdict === 'hold').length,
    findings: report.findings.length,
  });
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

/** Log lines through the invocation, so that they carry its id. */
export function contextLogger(context: InvocationContext): Logger {
  const write: Record<LogLevel, (line: string) => void> = {
    debug: (line) => {
      context.debug(line);
    },
    info: (line) => {
      context.info(line);
    },
    warn: (line) => {
      context.warn(line);
    },
    error: (line) => {
      context.error(line);
    },
  };
  return createLogger(
    (level, line) => {
      write[level](line);
    },
    'info',
    { invocation: context.invocationId },
  );
}
