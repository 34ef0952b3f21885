/** What the function app does by itself: one message per connection, one run per message. Loaded on the first invocation, never at start. */
import type { InvocationContext } from '@azure/functions';
import { ConfigError, RefusedError } from '../errors.ts';
import { composeConnection } from './compose.ts';
import { contextLogger } from './context-logger.ts';
import type { Config } from '../config/config.ts';
import { openStorage, type OpenStorage } from './open-storage.ts';
import { parseRunMessage } from '../adapters/azure/run-message.ts';
import { readConfig } from './read-config.ts';
import { runConnection } from '../app/run/run.ts';
import { RUN_LIMIT_MS } from './run-limit.ts';
import { systemClock } from './system.ts';

const SILENT = { phase: () => undefined, done: () => undefined };

/** Timer: asks for a run of every connection. One that cannot be queued does not keep the others from it. */
export async function queueEveryConnection(context: InvocationContext): Promise<void> {
  const logger = contextLogger(context);
  const config = await readConfig();
  const { queue } = await openStorage(config.storage);
  if (queue === null) {
    throw new ConfigError([
      {
        path: 'storage.kind',
        message: 'A plain folder has no queue; the function app needs "identity" or "connection-string".',
      },
    ]);
  }
  const sent = await Promise.allSettled(
    config.connections.map(async ({ name }) =>
      queue.send({ kind: 'run', connection: name, asked: { by: 'schedule' } }),
    ),
  );
  const failed = sent.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
  logger.info('runs queued', { queued: sent.length - failed.length, failed: failed.length });
  if (failed.length === 0) return;
  // The host shows the message alone; what several connections have in common is said once.
  const reasons = [...new Set(failed.map((reason) => (reason instanceof Error ? reason.message : String(reason))))];
  throw new AggregateError(
    failed,
    `${failed.length} of ${sent.length} connections could not be queued. ${reasons.join(' ')}`,
  );
}

/** Queue: runs one connection; writes when its mode is `full`. A run that fails has its report; only a run without one is tried again by the queue. */
export async function runQueuedConnection(message: unknown, context: InvocationContext): Promise<void> {
  const started = systemClock.now();
  const logger = contextLogger(context);
  const { connection: name } = parseRunMessage(message);
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
